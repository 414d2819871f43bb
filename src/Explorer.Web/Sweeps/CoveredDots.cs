using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Sweeps;

/// <summary>Of many trials whose dots would cover each other one is drawn, which stands for all of them when they are hovered over.</summary>
internal static class CoveredDots
{
    /// <summary>Dots closer than this share of the span cover each other.</summary>
    public const double Grain = 1 / 60.0;

    private const int ManyTrials = 400;

    /// <summary>The trials of each dot, in the order of their first ones; each trial alone when there are few.</summary>
    /// <param name="trials">Each with a best value.</param>
    /// <param name="across">The place along the horizontal axis in grains, and whatever else tells dots apart.</param>
    public static Trial[][] Of<TPlace>(IReadOnlyCollection<Trial> trials, Metric metric, Func<Trial, TPlace> across)
    {
        ArgumentNullException.ThrowIfNull(across);
        if (trials.Count <= ManyTrials)
        {
            return [.. trials.Select(trial => new[] { trial })];
        }

        var values = trials.ToDictionary(trial => trial.Id, trial => TrialField.Best.Of(trial, metric) ?? 0);
        var grain = Math.Max(double.Epsilon, (values.Values.Max() - values.Values.Min()) * Grain);
        return [.. trials.GroupBy(trial => (across(trial), Math.Round(values[trial.Id] / grain))).Select(alike => alike.ToArray())];
    }
}
