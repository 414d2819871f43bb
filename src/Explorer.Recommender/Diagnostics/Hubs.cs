namespace Explorer.Recommender.Diagnostics;

/// <summary>Items that are everyone's neighbour.</summary>
/// <remarks>
/// Radovanović, Nanopoulos and Ivanović, <i>Hubs in space</i>, JMLR 11, 2010: N(i) is how many neighbour lists item i is in; with many factors a few
/// items are in very many lists, and the distribution of N leans to the right.
/// </remarks>
/// <param name="Appearances">N of every item, shape [items].</param>
/// <param name="Largest">The items in most lists, with N, most first, ties by the smaller index.</param>
/// <param name="Skewness">The third standardised moment of N; 0 when all items are in equally many lists. Above about 1 there are hubs.</param>
/// <param name="Orphans">Items in no list at all.</param>
public sealed record Hubs(IReadOnlyList<int> Appearances, IReadOnlyList<(int Item, int Lists)> Largest, double Skewness, int Orphans)
{
    /// <summary>Counts the appearances.</summary>
    /// <param name="graph">Lists of all items.</param>
    /// <param name="most">How many of the largest to name, 0 or more.</param>
    public static Hubs Of(NeighbourGraph graph, int most)
    {
        ArgumentNullException.ThrowIfNull(graph);

        var appearances = new int[graph.ItemCount];
        for (var item = 0; item < graph.ItemCount; item++)
        {
            foreach (var neighbour in graph.Items(item))
            {
                appearances[neighbour]++;
            }
        }

        var largest = Enumerable.Range(0, appearances.Length)
            .OrderByDescending(item => appearances[item])
            .ThenBy(item => item)
            .Take(most)
            .Select(item => (item, appearances[item]));
        return new Hubs(appearances, [.. largest], SkewnessOf(appearances), appearances.Count(count => count == 0));
    }

    private static double SkewnessOf(int[] counts)
    {
        if (counts.Length == 0)
        {
            return 0;
        }

        var mean = counts.Average();
        var (second, third) = (0.0, 0.0);
        foreach (var count in counts)
        {
            var difference = count - mean;
            second += difference * difference;
            third += difference * difference * difference;
        }

        var deviation = Math.Sqrt(second / counts.Length);
        return deviation > 0 ? third / counts.Length / (deviation * deviation * deviation) : 0;
    }
}
