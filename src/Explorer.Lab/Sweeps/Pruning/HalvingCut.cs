using System.Globalization;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Pruning;

/// <summary>Who goes on after a cut of successive halving, and who leaves with which words.</summary>
/// <param name="GoingOn">Trials that train on to the next rung.</param>
/// <param name="Leaving">Trials that end here, each with the reason.</param>
internal sealed record HalvingCut(IReadOnlyList<TrialId> GoingOn, IReadOnlyList<(TrialId Trial, string Why)> Leaving)
{
    /// <summary>Decides over the trials that wait at their rung; the lowest rung first, when some wait higher up.</summary>
    /// <param name="trials">All trials of the sweep.</param>
    /// <returns>Null when none waits.</returns>
    public static HalvingCut? Of(SweepSpec spec, IReadOnlyList<Trial> trials)
    {
        var waiting = trials.Where(trial => IsWaiting(spec, trial)).GroupBy(trial => trial.Rung).MinBy(rung => rung.Key);
        if (waiting is null || spec.Pruning.Halving is not { } rule)
        {
            return null;
        }

        var sign = spec.Metric.HigherIsBetter ? 1 : -1;
        IGrouping<Hyperparameters, Trial>[] ranked =
        [
            .. waiting.GroupBy(trial => trial.Hyperparameters)
                .OrderByDescending(same => same.Average(trial => sign * (spec.Metric.ValueOf(trial) ?? double.NaN)))
                .ThenBy(same => same.Min(trial => trial.Number)),
        ];
        var kept = (ranked.Length + rule.Eta - 1) / rule.Eta;
        var epoch = spec.Pruning.RungsOf(spec.OrderedEpochs)[waiting.Key];
        return new HalvingCut(
            [.. ranked[..kept].SelectMany(same => same).Select(trial => trial.Id)],
            [
                .. from place in Enumerable.Range(kept, ranked.Length - kept)
                   from trial in ranked[place]
                   select (trial.Id, string.Create(CultureInfo.InvariantCulture,
                       $"Pruned after epoch {epoch} by successive halving: place {place + 1} of {ranked.Length} by {spec.Metric.InSentence(spec.Ks[0])}; the best {kept} went on.")),
            ]);
    }

    // A paused trial has stopped at a rung, or at another epoch because a person stopped it.
    private static bool IsWaiting(SweepSpec spec, Trial trial) =>
        trial.State == WorkState.Paused
        && spec.Pruning.RungsOf(spec.OrderedEpochs) is var rungs
        && trial.Rung < rungs.Count
        && trial.LastEpoch >= rungs[trial.Rung];
}
