using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Web.Sweeps;

/// <summary>How pages put a sweep into words.</summary>
internal static class SweepText
{
    /// <summary>One line on what was asked for.</summary>
    public static string Asked(SweepSpec spec) =>
        $"{MetricText.Of(spec.Metric, spec.Ks[0])}; at least {spec.MinLikesPerUser} likes per user and {spec.MinLikesPerItem} per item; " +
        HeldOut(spec) + Searched(spec);

    /// <summary>How it searches, where that is not every combination once to the end; otherwise empty.</summary>
    private static string Searched(SweepSpec spec)
    {
        string[] parts =
        [
            spec.Sampling.Kind switch { SamplerKind.Random => "random search", SamplerKind.Model => "model-based search", _ => "" },
            spec.Repeats > 1 ? $"{spec.Repeats} seeds each" : "",
            spec.Pruning.Median is not null ? "pruned by the median" : spec.Pruning.Halving is not null ? "pruned by successive halving" : "",
            spec.Pruning.Patience is { } patience ? $"patience {patience}" : "",
        ];
        return string.Concat(parts.Where(part => part.Length > 0).Select(part => "; " + part));
    }

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

    /// <summary>The address that sets up a finer grid around a trial, on the same data and split.</summary>
    /// <param name="trials">All trials of the sweep, whose values are its neighbours.</param>
    public static string Finer(Sweep sweep, Trial trial, IReadOnlyList<Trial> trials) => "/sweeps/new" + SweepDraft.Of(sweep.Spec with
    {
        Grid = FineGrid.Around(trial.Hyperparameters, [.. trials.Select(other => other.Hyperparameters)]),
        Sampling = SamplingPlan.EveryCombination,
    }).ToQuery();

    /// <summary>The address that sets up the same sweep again.</summary>
    public static string SameAgain(Sweep sweep) => "/sweeps/new" + SweepDraft.Of(
        sweep.Origin?.DatasetHere is { } here ? sweep.Spec with { DatasetId = here } : sweep.Spec).ToQuery();
}
