using System.Globalization;
using Explorer.Lab.Sweeps;

namespace Explorer.Web.Sweeps;

/// <summary>How pages put a sweep into words.</summary>
internal static class SweepText
{
    /// <summary>One line on what was asked for.</summary>
    public static string Asked(SweepSpec spec) =>
        $"{MetricText.Of(spec.Metric, spec.Ks[0])}; at least {spec.MinLikesPerUser} likes per user and {spec.MinLikesPerItem} per item; " +
        HeldOut(spec);

    private static string HeldOut(SweepSpec spec)
    {
        var holdOut = spec.HoldOut;
        if (spec.TestDatasetId is { } test)
        {
            return $"tested with {(test.Value == 0 ? "a dataset that is not here" : $"dataset {test}")}, seed {holdOut.Seed}";
        }

        var amount = holdOut.Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###}\u2009%") : $"{holdOut.K}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{amount} {(holdOut.IsLatest ? "latest " : "")}{(holdOut.Share is null ? "likes of" : "of the likes of")} {holdOut.Fraction * 100:0.###}\u2009% of users held out, seed {holdOut.Seed}");
    }

    /// <summary>The address that sets up the same sweep again.</summary>
    public static string SameAgain(Sweep sweep) => "/sweeps/new" + SweepDraft.Of(
        sweep.Origin?.DatasetHere is { } here ? sweep.Spec with { DatasetId = here } : sweep.Spec).ToQuery();
}
