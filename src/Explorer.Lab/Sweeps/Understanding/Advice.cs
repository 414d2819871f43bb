using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>What can be said about a sweep in words. Every sentence rests on measured figures and names them; where there are too few, nothing is said.</summary>
public static class Advice
{
    /// <summary>Everything there is to say, the most useful first.</summary>
    /// <param name="trials">All trials of the sweep.</param>
    /// <param name="curve">A trial's measured points by epoch; empty before the first.</param>
    public static IReadOnlyList<AdviceNote> Of(
        SweepSpec spec, IReadOnlyList<Trial> trials, Func<TrialId, IReadOnlyList<LearningCurvePoint>> curve)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(curve);
        Trial[] measured = [.. trials.Where(trial => TrialField.Best.Of(trial, spec.Metric) is not null)];
        List<AdviceNote> notes = [];
        if (spec.Metric.BestOf(measured) is { } best)
        {
            var importance = Importance.Of(trials, spec);
            foreach (var field in TrialFields.Hyperparameters)
            {
                var bins = ValueBins.Of(field, spec, trials);
                var levels = Level.Of(field, bins, measured, spec.Metric);
                var flat = FlatAdvice.Of(field, levels, importance);
                notes.AddRange(flat ?? EdgeAdvice.Of(field, bins, levels, spec.Metric));
            }

            // Where repeats say how much a seed moves a value, the wobble of one curve has nothing to add.
            var repeats = RepeatGroup.Of(spec, trials);
            notes.AddRange(new CurveAdvice(spec, measured, best, curve).All().Where(note => note.Kind != AdviceKind.Tie || !RepeatAdvice.CanTell(repeats)));
            notes.AddRange(RepeatAdvice.Of(repeats, spec.Metric));
            notes.AddRange(Bargain(spec.Metric, measured, curve));
        }

        notes.AddRange(Failures(trials));
        return [.. notes.OrderBy(note => note.Kind)];
    }

    private static IEnumerable<AdviceNote> Bargain(Metric metric, Trial[] measured, Func<TrialId, IReadOnlyList<LearningCurvePoint>> curve)
    {
        var front = ParetoFront.Of(measured.SelectMany(trial => curve(trial.Id), (trial, point) => (trial, point)), metric);
        if (ParetoFront.Bargain(front, metric) is { } text)
        {
            yield return new AdviceNote(AdviceKind.Bargain, "Nearly the best for much less time", text);
        }
    }

    private static IEnumerable<AdviceNote> Failures(IReadOnlyList<Trial> trials)
    {
        Trial[] failed = [.. trials.Where(trial => trial.State == WorkState.Failed)];
        if (failed is [var first, ..])
        {
            yield return new AdviceNote(
                AdviceKind.Failed,
                failed.Length == 1 ? "One trial failed" : $"{failed.Length} trials failed",
                $"They are left out of every figure here. The first, trial {first.Number}, says: {first.Message}",
                "state == failed");
        }
    }
}
