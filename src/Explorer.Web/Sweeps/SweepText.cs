using System.Globalization;
using Explorer.Lab.Sweeps;

namespace Explorer.Web.Sweeps;

/// <summary>How pages put a sweep into words.</summary>
internal static class SweepText
{
    /// <summary>One line on what was asked for.</summary>
    public static string Asked(SweepSpec spec) =>
        $"{MetricText.Of(spec.Metric, spec.HoldOut.K)}; at least {spec.MinLikesPerUser} likes per user and {spec.MinLikesPerItem} per item; " +
        string.Create(CultureInfo.InvariantCulture, $"{spec.HoldOut.K} likes of {spec.HoldOut.Fraction * 100:0.###}\u2009% of users held out, seed {spec.HoldOut.Seed}");

    /// <summary>The address that sets up the same sweep again.</summary>
    public static string SameAgain(Sweep sweep) => "/sweeps/new" + SweepDraft.Of(sweep.Spec).ToQuery();
}
