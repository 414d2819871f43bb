using Explorer.Recommender.Diagnostics;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Maps;

/// <summary>A map on which neighbours stay neighbours.</summary>
/// <remarks>
/// McInnes, Healy and Melville, <i>UMAP</i>, 2018 (arXiv 1802.03426), over the exact neighbours: edges weighted by exp(−(d − ρ)/σ) with d = 1 − cosine, made
/// symmetric by a + b − ab; then stochastic gradient steps that draw edges together and push random pairs apart, from a given start. On one thread with a seed, so
/// that the same factors give the same map. What the paper estimates by approximate search is exact here.
/// </remarks>
public static class NeighbourLayout
{
    /// <summary>The curve 1/(1 + a·d^(2b)) of the paper for a least distance of 0.1 and a spread of 1.</summary>
    private const double A = 1.577;

    private const double B = 0.8951;

    private const int NegativesPerEdge = 5;

    private const double Extent = 10;

    private const double LongestStep = 4;

    /// <summary>Places all items.</summary>
    /// <param name="graph">Neighbours of all items; 15 each is usual.</param>
    /// <param name="start">Where items begin, for example <see cref="PrincipalComponents"/>, shape [items].</param>
    /// <param name="epochs">Passes over the edges, 1 or more; 200 is usual.</param>
    /// <param name="seed">Draws the pairs that are pushed apart.</param>
    /// <param name="progress">Told the number of finished epochs; null when nobody listens.</param>
    /// <returns>Shape [items].</returns>
    public static MapPoint[] Of(
        NeighbourGraph graph, IReadOnlyList<MapPoint> start, int epochs, int seed, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNotEqual(start.Count, graph.ItemCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);

        var edges = LayoutEdges.Of(graph);
        var random = new Xoshiro256StarStar(seed);
        var places = StartPlaces(start, random);
        var strongest = edges.Count == 0 ? 1 : edges.Max(edge => edge.Weight);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = 1 - (epoch / (double)epochs);
            foreach (var (from, to, weight) in edges)
            {
                // An edge of half the strength is drawn half as often, spread evenly over the epochs.
                var rate = weight / strongest;
                if ((int)((epoch + 1) * rate) > (int)(epoch * rate))
                {
                    Pull(places, from, to, step);
                    Push(places, from, step, random);
                }
            }

            progress?.Report(epoch + 1);
        }

        return [.. Enumerable.Range(0, start.Count).Select(item => new MapPoint((float)places[2 * item], (float)places[(2 * item) + 1]))];
    }

    /// <summary>The start scaled to the usual extent, with a little noise so that items at the same place can part.</summary>
    private static double[] StartPlaces(IReadOnlyList<MapPoint> start, Xoshiro256StarStar random)
    {
        var largest = start.Count == 0 ? 1 : start.Max(point => Math.Max(Math.Abs(point.X), Math.Abs(point.Y)));
        var scale = largest > 0 ? Extent / largest : 1;
        var places = new double[2 * start.Count];
        for (var item = 0; item < start.Count; item++)
        {
            places[2 * item] = (start[item].X * scale) + ((random.NextDouble() - 0.5) * 1e-2);
            places[(2 * item) + 1] = (start[item].Y * scale) + ((random.NextDouble() - 0.5) * 1e-2);
        }

        return places;
    }

    private static void Pull(double[] places, int from, int to, double step)
    {
        var (x, y) = (places[2 * from] - places[2 * to], places[(2 * from) + 1] - places[(2 * to) + 1]);
        var square = (x * x) + (y * y);
        if (square <= 0)
        {
            return;
        }

        var power = Math.Pow(square, B);
        var force = -2 * A * B * power / square / (1 + (A * power));
        Move(places, from, force * x, force * y, step);
        Move(places, to, -force * x, -force * y, step);
    }

    private static void Push(double[] places, int from, double step, Xoshiro256StarStar random)
    {
        for (var negative = 0; negative < NegativesPerEdge; negative++)
        {
            var other = random.Next(places.Length / 2);
            var (x, y) = (places[2 * from] - places[2 * other], places[(2 * from) + 1] - places[(2 * other) + 1]);
            var square = (x * x) + (y * y);
            if (square > 0)
            {
                var force = 2 * B / ((0.001 + square) * (1 + (A * Math.Pow(square, B))));
                Move(places, from, force * x, force * y, step);
            }
        }
    }

    private static void Move(double[] places, int item, double x, double y, double step)
    {
        places[2 * item] += Math.Clamp(x, -LongestStep, LongestStep) * step;
        places[(2 * item) + 1] += Math.Clamp(y, -LongestStep, LongestStep) * step;
    }
}
