using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Ranking;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Neighbours;

/// <summary>Normalised item factors; exact cosine top-n, of one item or of all of them in one blocked pass.</summary>
/// <remarks>
/// cos(i, j) = yᵢ·yⱼ / (‖yᵢ‖‖yⱼ‖). An item whose factors are all zero has no direction: its similarity is 0 and it is listed after all
/// others. Safe for use by several threads at once.
/// </remarks>
public sealed class NeighbourIndex
{
    /// <summary>Ranks an item without direction below the lowest cosine.</summary>
    private const float NoDirection = -2;

    private readonly Panels _directions;
    private readonly bool[] _hasDirection;

    /// <summary>Normalises a copy of the factors.</summary>
    /// <param name="items">Shape [items × f].</param>
    public NeighbourIndex(Factors items)
    {
        ArgumentNullException.ThrowIfNull(items);

        _directions = new Panels(items.FactorCount, items.RowCount);
        _hasDirection = new bool[items.RowCount];
        Renew(items, 1, CancellationToken.None);
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount => _directions.ColumnCount;

    /// <summary>The nearest items, best first, ties by the smaller index; the item itself is not among them.</summary>
    /// <param name="item">0 … items − 1.</param>
    /// <param name="count">0 or more; when there are fewer other items, all of them are returned.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Neighbour> Nearest(int item, int count, CancellationToken cancellationToken = default)
    {
        var nearest = NearestOf([item], count, 1, cancellationToken);
        var neighbours = new Neighbour[nearest.MostPlaces];
        for (var place = 0; place < neighbours.Length; place++)
        {
            neighbours[place] = new Neighbour(nearest.Items(0)[place], nearest.Scores(0)[place]);
        }

        return neighbours;
    }

    /// <summary>The same as <see cref="Nearest"/> for some items at once, in the order given; a score is a similarity.</summary>
    /// <param name="items">Each 0 … items − 1; any order, repeats allowed.</param>
    /// <param name="count">0 or more; when there are fewer other items, all of them are listed.</param>
    /// <param name="threads">1 or more; 0 means one per processor. The result does not depend on it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RankedLists NearestOf(IReadOnlyList<int> items, int count, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        foreach (var item in items)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)ItemCount, nameof(items));
        }

        var length = Math.Min(count, Math.Max(0, ItemCount - 1));
        var nearest = RankedBlock.RankAll(new Rows(this, items), _directions, length, threads, cancellationToken);
        nearest.AllScores.Replace(NoDirection, 0);
        return nearest;
    }

    /// <summary>The same as <see cref="Nearest"/> for every item, in one pass: list i belongs to item i. Costs O(items² · f).</summary>
    /// <param name="count">0 or more; when there are fewer other items, all of them are listed.</param>
    /// <param name="threads">1 or more; 0 means one per processor. The result does not depend on it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RankedLists NearestOfAll(int count, int threads, CancellationToken cancellationToken) =>
        NearestOf([.. Enumerable.Range(0, ItemCount)], count, threads, cancellationToken);

    /// <summary>Turns to other factors, or to the same ones after they have changed. Nobody else may use the index meanwhile; cancelled, it is of no use until renewed.</summary>
    /// <param name="items">Of the same shape.</param>
    internal void Renew(Factors items, int workers, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(items.RowCount, ItemCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(items.FactorCount, _directions.Depth);

        _directions.Fill((item, direction) => _hasDirection[item] = TryNormalise(items[item], direction), workers, cancellationToken);
    }

    /// <summary>In double, so that neither very small nor very large factors lose their direction.</summary>
    private static bool TryNormalise(ReadOnlySpan<float> factors, Span<float> direction)
    {
        var length = Math.Sqrt(Dot.InDouble(factors, factors));
        if (!(length > 0))
        {
            direction.Clear();
            return false;
        }

        for (var factor = 0; factor < factors.Length; factor++)
        {
            direction[factor] = (float)(factors[factor] / length);
        }

        return true;
    }

    private sealed class Rows(NeighbourIndex index, IReadOnlyList<int> items) : IRankedRows
    {
        public int Count => items.Count;

        public void CopyTo(int row, Span<float> factors) => index._directions.CopyColumn(items[row], factors);

        public void Offer(int row, int first, ReadOnlySpan<float> scores, TopK best)
        {
            var self = items[row];
            for (var column = 0; column < scores.Length; column++)
            {
                // The scores are products, not yet cut to −1 … 1 or lowered for want of direction; whatever those do, one that does not
                // exceed the threshold here would not exceed it afterwards.
                if (scores[column] > best.Threshold && first + column != self)
                {
                    best.Offer(index._hasDirection[first + column] ? Math.Clamp(scores[column], -1, 1) : NoDirection, first + column);
                }
            }
        }
    }
}
