namespace Explorer.Recommender.Diagnostics;

/// <summary>How similar items are to their neighbours, as a histogram over −1 … 1.</summary>
/// <param name="First">Items by the cosine of their nearest neighbour, shape [bins].</param>
/// <param name="Last">Items by the cosine of the last neighbour of their list, shape [bins].</param>
/// <param name="MedianFirst">Median cosine of the nearest neighbour.</param>
/// <param name="MedianLast">Median cosine of the last neighbour.</param>
public sealed record SimilarityDistribution(IReadOnlyList<int> First, IReadOnlyList<int> Last, double MedianFirst, double MedianLast)
{
    /// <summary>Bins of equal width; bin b begins at −1 + 2b/bins.</summary>
    public const int Bins = 40;

    /// <summary>Counts the lists of a graph.</summary>
    public static SimilarityDistribution Of(NeighbourGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);

        if (graph.NeighbourCount == 0)
        {
            return new SimilarityDistribution(new int[Bins], new int[Bins], 0, 0);
        }

        var first = Enumerable.Range(0, graph.ItemCount).Select(item => graph.Similarities(item)[0]).Order().ToArray();
        var last = Enumerable.Range(0, graph.ItemCount).Select(item => graph.Similarities(item)[^1]).Order().ToArray();
        return new SimilarityDistribution(Count(first), Count(last), first[first.Length / 2], last[last.Length / 2]);
    }

    private static int[] Count(float[] similarities)
    {
        var counts = new int[Bins];
        foreach (var similarity in similarities)
        {
            counts[Math.Clamp((int)((similarity + 1) / 2 * Bins), 0, Bins - 1)]++;
        }

        return counts;
    }
}
