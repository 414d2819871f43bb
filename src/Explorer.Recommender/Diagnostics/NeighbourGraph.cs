using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Diagnostics;

/// <summary>The nearest neighbours of every item, as one table.</summary>
/// <param name="itemCount">How many items there are.</param>
/// <param name="neighbourCount">How many neighbours each has: fewer than asked for only when there are fewer items.</param>
/// <param name="items">Neighbours of item i at i·n … (i + 1)·n, best first, shape [items × n].</param>
/// <param name="similarities">Their cosines, same shape.</param>
public sealed class NeighbourGraph(int itemCount, int neighbourCount, int[] items, float[] similarities)
{
    private const int ChunkItems = 64;

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
        var finished = 0;
        Workers.Run(
            Workers.CountFor(threads),
            (index.ItemCount + ChunkItems - 1) / ChunkItems,
            (chunk, _) =>
            {
                var end = Math.Min(index.ItemCount, (chunk + 1) * ChunkItems);
                for (var item = chunk * ChunkItems; item < end; item++)
                {
                    var place = item * count;
                    foreach (var neighbour in index.Nearest(item, count, cancellationToken))
                    {
                        (items[place], similarities[place]) = (neighbour.Item, neighbour.Similarity);
                        place++;
                    }
                }

                progress?.Report(Interlocked.Add(ref finished, end - (chunk * ChunkItems)));
            },
            cancellationToken);
        return new NeighbourGraph(index.ItemCount, count, items, similarities);
    }

    /// <summary>Neighbours of an item, best first, shape [n].</summary>
    public ReadOnlySpan<int> Items(int item) => items.AsSpan(item * neighbourCount, neighbourCount);

    /// <summary>Their cosines, shape [n].</summary>
    public ReadOnlySpan<float> Similarities(int item) => similarities.AsSpan(item * neighbourCount, neighbourCount);
}
