using MathNet.Numerics.Distributions;

namespace Explorer.Lab.Sweeps.Comparison;

/// <summary>Wilcoxon's signed-rank test (Wilcoxon 1945; ties by mean ranks, differences of 0 left out, as Pratt's alternative is not used).</summary>
internal static class SignedRanks
{
    /// <summary>Above so many differences the normal distribution is as good, and cheaper.</summary>
    private const int ExactUpTo = 100;

    /// <summary>Two-sided p of the hypothesis that the differences lie evenly around 0.</summary>
    /// <returns>Null when no difference is other than 0.</returns>
    public static double? P(ReadOnlySpan<double> differences)
    {
        var kept = differences.ToArray().Where(difference => difference != 0).OrderBy(Math.Abs).ToArray();
        if (kept.Length == 0)
        {
            return null;
        }

        // Twice the ranks, so that the mean rank of a tie is a whole number.
        var ranks = new int[kept.Length];
        for (var (from, to) = (0, 0); from < kept.Length; from = to)
        {
            while (to < kept.Length && Math.Abs(kept[to]) == Math.Abs(kept[from]))
            {
                to++;
            }

            ranks.AsSpan(from..to).Fill(from + 1 + to);
        }

        var positive = ranks.Where((_, place) => kept[place] > 0).Sum();
        var smaller = Math.Min(positive, ranks.Sum() - positive);
        return Math.Min(1, 2 * (kept.Length <= ExactUpTo ? Exact(ranks, smaller) : Normal(ranks, smaller)));
    }

    /// <summary>The share of all 2ⁿ choices of signs whose positive ranks come to no more than a sum.</summary>
    private static double Exact(int[] ranks, int atMost)
    {
        var shares = new double[atMost + 1];
        shares[0] = 1;
        foreach (var rank in ranks)
        {
            for (var sum = atMost; sum >= 0; sum--)
            {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
            }
        }

        return shares.Sum();
    }

    private static double Normal(int[] ranks, int atMost)
    {
        var mean = ranks.Sum(rank => (double)rank) / 2;
        var variance = ranks.Sum(rank => (double)rank * rank) / 4;

        // Half a rank, which is one here, for continuity.
        return new Normal(mean, Math.Sqrt(variance)).CumulativeDistribution(atMost + 1);
    }
}
