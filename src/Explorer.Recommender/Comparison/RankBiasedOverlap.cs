namespace Explorer.Recommender.Comparison;

/// <summary>How alike two ranked lists are when their heads count most.</summary>
/// <remarks>
/// Webber, Moffat and Zobel, <i>A similarity measure for indefinite rankings</i>, ACM TOIS 28(4), 2010, eq. 32: the agreement of the prefixes of length d,
/// weighted by (1 − p)p^(d−1) and extrapolated beyond the ends of the lists as if agreement went on as it was there.
/// </remarks>
public static class RankBiasedOverlap
{
    /// <summary>The usual persistence: the first ten places carry 86 % of the weight.</summary>
    public const double UsualPersistence = 0.9;

    /// <summary>RBO of two lists, 0 (nothing in common) … 1 (the same).</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="first">Distinct, best first; lengths may differ.</param>
    /// <param name="second">Distinct, best first.</param>
    /// <param name="persistence">p, above 0 and below 1: the chance that a reader goes on to the next place.</param>
    /// <returns>1 when both are empty, 0 when only one is.</returns>
    public static double Of<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, double persistence = UsualPersistence)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(persistence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(persistence, 1);

        var (shorter, longer) = first.Count <= second.Count ? (first, second) : (second, first);
        if (shorter.Count == 0)
        {
            return longer.Count == 0 ? 1 : 0;
        }

        var overlaps = Overlaps(shorter, longer);
        var (s, l) = (shorter.Count, longer.Count);
        var (sum, weight) = (0.0, 1.0);
        for (var depth = 1; depth <= l; depth++)
        {
            weight *= persistence;
            var beyond = depth > s ? overlaps[s] * (depth - s) / ((double)s * depth) : 0;
            sum += (overlaps[depth] / (double)depth * weight) + (beyond * weight);
        }

        var tail = ((overlaps[l] - overlaps[s]) / (double)l) + (overlaps[s] / (double)s);
        return Math.Clamp(((1 - persistence) / persistence * sum) + (tail * weight), 0, 1);
    }

    /// <summary>How many items the prefixes of each length share, shape [longer + 1].</summary>
    private static int[] Overlaps<T>(IReadOnlyList<T> shorter, IReadOnlyList<T> longer)
        where T : notnull
    {
        var (seenShort, seenLong) = (new HashSet<T>(), new HashSet<T>());
        var overlaps = new int[longer.Count + 1];
        for (var depth = 1; depth <= longer.Count; depth++)
        {
            seenLong.Add(longer[depth - 1]);
            overlaps[depth] = overlaps[depth - 1] + (seenShort.Contains(longer[depth - 1]) ? 1 : 0);
            if (depth <= shorter.Count)
            {
                seenShort.Add(shorter[depth - 1]);
                overlaps[depth] += seenLong.Contains(shorter[depth - 1]) ? 1 : 0;
            }
        }

        return overlaps;
    }
}
