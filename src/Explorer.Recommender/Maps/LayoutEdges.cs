using Explorer.Recommender.Diagnostics;

namespace Explorer.Recommender.Maps;

/// <summary>The weighted edges of a neighbour-preserving layout: UMAP's fuzzy graph (section 3.1 of its paper).</summary>
internal static class LayoutEdges
{
    private const int BisectionSteps = 48;

    /// <summary>Edges in both directions, ordered, with weights above 0 and up to 1.</summary>
    public static IReadOnlyList<(int From, int To, double Weight)> Of(NeighbourGraph graph)
    {
        var one = new Dictionary<(int From, int To), double>(graph.ItemCount * graph.NeighbourCount);
        for (var item = 0; item < graph.ItemCount; item++)
        {
            var weights = WeightsOf(graph.Similarities(item));
            for (var place = 0; place < weights.Length; place++)
            {
                one[(item, graph.Items(item)[place])] = weights[place];
            }
        }

        // Either end may name the other: a + b − ab.
        return
        [
            .. one.Keys.Concat(one.Keys.Select(edge => (From: edge.To, To: edge.From))).Distinct()
                .Select(edge => (edge.From, edge.To, Weight: Joined(one.GetValueOrDefault(edge), one.GetValueOrDefault((edge.To, edge.From)))))
                .Where(edge => edge.Weight > 1e-6)
                .OrderBy(edge => edge.From)
                .ThenBy(edge => edge.To),
        ];
    }

    private static double Joined(double a, double b) => a + b - (a * b);

    /// <summary>exp(−(d − ρ)/σ): ρ is the nearest distance, σ makes the weights sum to log₂ n.</summary>
    private static double[] WeightsOf(ReadOnlySpan<float> similarities)
    {
        var distances = new double[similarities.Length];
        for (var place = 0; place < distances.Length; place++)
        {
            distances[place] = 1.0 - similarities[place];
        }

        var nearest = distances.Length == 0 ? 0 : distances[0];
        var wanted = Math.Log2(Math.Max(2, distances.Length));
        var (low, high) = (1e-6, 16.0);
        for (var step = 0; step < BisectionSteps; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = distances.Sum(distance => Weight(distance, nearest, middle)) > wanted ? (low, middle) : (middle, high);
        }

        return Array.ConvertAll(distances, distance => Weight(distance, nearest, high));
    }

    private static double Weight(double distance, double nearest, double sigma) => Math.Exp(-Math.Max(0, distance - nearest) / sigma);
}
