using Explorer.Lab.Sweeps.Comparison;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>What a paired test says, in words.</summary>
internal static class SeedText
{
    /// <summary>A sentence on one trial beside the first one.</summary>
    /// <param name="place">Of the trial in the comparison.</param>
    public static string Verdict(TrialComparison comparison, int place)
    {
        var first = comparison.Trials[0].Trial.Number;
        var compared = comparison.Trials[place];
        if (place == 0)
        {
            return "the others are tested against it";
        }

        if (TrialConfiguration.Of(compared.Sweep, compared.Trial) == TrialConfiguration.Of(comparison.Trials[0].Sweep, comparison.Trials[0].Trial))
        {
            return $"same settings as trial {first}";
        }

        return comparison.Repeats[place].Test switch
        {
            null => $"no seed in common with trial {first}",
            { Pairs: 1 } => "one seed in common: run more to tell a difference from luck",
            { IsDifferent: null } => "every seed differs by the same",
            { IsDifferent: false, Pairs: var pairs } => $"tie: within the noise of {Formatting.Count(pairs, "seed")}",
            { MeanDifference: var difference, Pairs: var pairs } =>
                $"{(difference > 0 == comparison.Metric.HigherIsBetter ? "better" : "worse")} than trial {first}, beyond the noise of {Formatting.Count(pairs, "seed")}",
        };
    }
}
