namespace Explorer.Lab.Sweeps.Estimates;

/// <summary>Processor seconds of an epoch and of an evaluation on the machine of <c>benchmarks.md</c>: one core of a Zen 5 server.</summary>
/// <remarks>
/// An epoch reads every like and solves every row: likes·(20 + 0.35·f) ns + rows·0.16·f² ns, through the medians at f = 10, 40 and 120 with 548,251 likes
/// and 40,962 rows. An evaluation scores every item for every test user: cells·(0.032 + 0.0081·f) ns, through those at f = 10, 40 and 120 with
/// 3,054 × 25,690 cells and k = 5; longer lists and further k cost more. Between these points it is within a quarter of what was measured.
/// </remarks>
internal static class TrialCost
{
    private const double Nano = 1e-9;

    public static double Epoch(SweepSizes sizes, int factorCount) => Nano
        * ((sizes.Likes * (20 + (0.35 * factorCount))) + (((double)sizes.Users + sizes.Items) * 0.16 * factorCount * factorCount));

    /// <param name="ks">The k that are measured at.</param>
    public static double Evaluation(SweepSizes sizes, int factorCount, IReadOnlyList<int> ks) => Nano
        * sizes.TestUsers * (double)sizes.Items * (0.032 + (0.0081 * factorCount)) * (1 + (0.55 * (ks.Count - 1)) + (0.03 * Math.Max(0, ks.Max() - 5)));
}
