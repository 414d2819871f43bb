using Explorer.Recommender.Neighbours;

namespace Explorer.Recommender.Diagnostics;

/// <summary>The nearest neighbours of every item, as one table.</summary>
/// <param name="itemCount">How many items there are.</param>
/// <param name="neighbourCount">How many neighbours each has: fewer than asked for only when there are fewer items.</param>
/// <param name="items">Neighbours of item i at i·n … (i + 1)·n, best first, shape [items × n].</param>
/// <param name="similarities">Their cosines, same shape.</param>
public sealed class NeighbourGraph(int itemCount, int neighbourCount, int[] items, float[] similarities)
{
    /// <summary>Items between two reports of progress: enough to keep every thread busy.</summary>
    private const int ChunkItems = 4096;

    /// <summary>How many items there are.</summary>
    public int ItemCount => itemCount;

    /// <summary>How many neighbours each item has.</summary>
    public int NeighbourCount => neighbourCount;

    /// <summary>Asks an index for the neighbours of every item.</summary>
    /// <param name="index">Items by direction.</param>
    /// <param name="neighbours">n, 1 or more.</param>
    /// <param name="threads">1 or more; 0 means one per processor. Never changes the result.</param>
    /// <param name="progress">Told the number of finished items now and then; null when nobody listens.</param>
    public static NeighbourGraph Of(
        NeighbourIndex index, int neighbours, int threads, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);

        var count = Math.Min(neighbours, index.ItemCount - 1);
        var items = new int[index.ItemCount * count];
        var similarities = new float[items.Length];
        for (var first = 0; first < index.ItemCount; first += ChunkItems)
        {
            var chunk = Enumerable.Range(first, Math.Min(ChunkItems, index.ItemCount - first)).ToArray();
            var nearest = index.NearestOf(chunk, count, threads, cancellationToken);
            for (var place = 0; place < chunk.Length; place++)
            {
                nearest.Items(place).CopyTo(items.AsSpan((first + place) * count));
                nearest.Scores(place).CopyTo(similarities.AsSpan((first + place) * count));
            }

            progress?.Report(first + chunk.Length);
        }

        return new NeighbourGraph(index.ItemCount, count, items, similarities);
    }

    /// <summary>Neighbours of an item, best first, shape [n].</summary>
    public ReadOnlySpan<int> Items(int item) => items.AsSpan(item * neighbourCount, neighbourCount);

    /// <summary>Their cosines, shape [n].</summary>
    public ReadOnlySpan<float> Similarities(int item) => similarities.AsSpan(item * neighbourCount, neighbourCount);
}
