using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Neighbours;

/// <summary>Normalised item factors; exact cosine top-n.</summary>
/// <remarks>
/// cos(i, j) = yᵢ·yⱼ / (‖yᵢ‖‖yⱼ‖). An item whose factors are all zero has no direction: its similarity is 0 and it is listed after all
/// others. Safe for use by several threads at once.
/// </remarks>
public sealed class NeighbourIndex
{
    /// <summary>Ranks an item without direction below the lowest cosine.</summary>
    private const float NoDirection = -2;

    private const int BlockRows = 4096;

    private readonly AlignedTable<float> _directions;
    private readonly bool[] _hasDirection;

    /// <summary>Normalises a copy of the factors.</summary>
    /// <param name="items">Shape [items × f].</param>
    public NeighbourIndex(Factors items)
    {
        ArgumentNullException.ThrowIfNull(items);

        _directions = new AlignedTable<float>(items.RowCount, items.FactorCount);
        _hasDirection = new bool[items.RowCount];
        for (var item = 0; item < items.RowCount; item++)
        {
            _hasDirection[item] = TryNormalise(items[item], _directions[item]);
        }
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount => _directions.RowCount;

    /// <summary>The nearest items, best first, ties by the smaller index; the item itself is not among them.</summary>
    /// <param name="item">0 … items − 1.</param>
    /// <param name="count">0 or more; when there are fewer other items, all of them are returned.</param>
    public IReadOnlyList<Neighbour> Nearest(int item, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, ItemCount);
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        var length = Math.Min(count, ItemCount - 1);
        if (length == 0)
        {
            return [];
        }

        var similarities = new float[ItemCount];
        for (var first = 0; first < ItemCount; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(BlockRows, ItemCount - first);
            Dot.WithRows(_directions.Rows(first, rows), _directions.PaddedRow(item), similarities.AsSpan(first, rows));
        }

        for (var other = 0; other < ItemCount; other++)
        {
            similarities[other] = _hasDirection[other] ? Math.Clamp(similarities[other], -1, 1) : NoDirection;
        }

        // A short list is cheapest kept while passing; a long one is cheapest sorted afterwards.
        return length <= ItemCount / 32 ? Select(item, length, similarities) : Sort(item, length, similarities);
    }

    private static Neighbour[] Select(int item, int length, float[] similarities)
    {
        var best = new TopK(length);
        for (var other = 0; other < similarities.Length; other++)
        {
            if (similarities[other] > best.Threshold && other != item)
            {
                best.Offer(similarities[other], other);
            }
        }

        var neighbours = new Neighbour[length];
        for (var place = 0; place < length; place++)
        {
            neighbours[place] = Shown(best.Items[place], best.Scores[place]);
        }

        return neighbours;
    }

    private static Neighbour[] Sort(int item, int length, float[] similarities)
    {
        var others = new int[similarities.Length - 1];
        for (var place = 0; place < others.Length; place++)
        {
            others[place] = place < item ? place : place + 1;
        }

        Array.Sort(others, (a, b) => similarities[a] == similarities[b] ? a.CompareTo(b) : similarities[b].CompareTo(similarities[a]));
        return Array.ConvertAll(others[..length], other => Shown(other, similarities[other]));
    }

    private static Neighbour Shown(int item, float similarity) => new(item, similarity == NoDirection ? 0 : similarity);

    /// <summary>In double, so that neither very small nor very large factors lose their direction.</summary>
    private static bool TryNormalise(ReadOnlySpan<float> factors, Span<float> direction)
    {
        var length = Math.Sqrt(Dot.InDouble(factors, factors));
        if (!(length > 0))
        {
            return false;
        }

        for (var factor = 0; factor < factors.Length; factor++)
        {
            direction[factor] = (float)(factors[factor] / length);
        }

        return true;
    }
}
