namespace Explorer.Recommender.Likes;

/// <summary>How weights are spread.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Median">Half are at most so large; the mean of the two in the middle of an even number.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Max">The largest.</param>
/// <param name="Sum">All together.</param>
/// <param name="Histogram">How many lie in each bin that doubles, ascending, none empty at either end.</param>
public sealed record WeightSpread(double Min, double Median, double Mean, double Max, double Sum, IReadOnlyList<WeightBin> Histogram)
{
    /// <summary>Counts. Costs O(n log n).</summary>
    /// <param name="weights">Positive and finite, one or more, in any order.</param>
    public static WeightSpread Of(ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Length);

        float[] sorted = [.. weights];
        Array.Sort(sorted);
        var sum = 0d;
        foreach (var weight in sorted)
        {
            sum += weight;
        }

        var first = Math.ILogB(sorted[0]);
        var counts = new int[Math.ILogB(sorted[^1]) - first + 1];
        foreach (var weight in sorted)
        {
            counts[Math.ILogB(weight) - first]++;
        }

        return new WeightSpread(
            sorted[0],
            (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2,
            sum / sorted.Length,
            sorted[^1],
            sum,
            [.. counts.Select((count, bin) => new WeightBin(Math.ScaleB(1, first + bin), Math.ScaleB(1, first + bin + 1), count))]);
    }
}
