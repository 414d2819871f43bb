using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>What the best trial's own curve says: whether it ends too early or too late, and how far its lead can be trusted.</summary>
/// <param name="spec">The sweep's specification.</param>
/// <param name="measured">Trials with a value.</param>
/// <param name="best">The best of them.</param>
/// <param name="curve">A trial's measured points by epoch.</param>
internal sealed class CurveAdvice(
    SweepSpec spec, IReadOnlyList<Trial> measured, Trial best, Func<TrialId, IReadOnlyList<LearningCurvePoint>> curve)
{
    /// <summary>A smaller gain or loss, as a share of the value, is not worth a word.</summary>
    private const double WorthSaying = 0.005;

    private readonly IReadOnlyList<LearningCurvePoint> _points = curve(best.Id);
    private readonly double? _noise = CurveNoise.Of(curve(best.Id), spec.Metric);

    private int Sign => spec.Metric.HigherIsBetter ? 1 : -1;

    public IEnumerable<AdviceNote> All() => [.. Rising(), .. OverFitting(), .. Tie()];

    private IEnumerable<AdviceNote> Rising()
    {
        if (best.State != WorkState.Completed || best.Best?.Epoch != spec.OrderedEpochs[^1] || _points is not [.., var before, var last])
        {
            yield break;
        }

        var gain = Sign * (spec.Metric.ValueAt(last) - spec.Metric.ValueAt(before));
        if (IsWorthSaying(gain, last))
        {
            Trial[] completed = [.. measured.Where(trial => trial.State == WorkState.Completed)];
            var alike = completed.Count(trial => trial.Best?.Epoch == spec.OrderedEpochs[^1]);
            yield return new AdviceNote(
                AdviceKind.Rising,
                "Still improving at the last epoch",
                $"Trial {best.Number} went from {Figure.Value(spec.Metric.ValueAt(before))} after epoch {before.Epoch} to {Figure.Value(spec.Metric.ValueAt(last))} " +
                $"after epoch {last.Epoch}, where the sweep ends; {alike} of {completed.Length} completed trials are best there. " +
                $"Train longer, for example to epoch {2 * last.Epoch}.",
                $"epoch == {last.Epoch}");
        }
    }

    private IEnumerable<AdviceNote> OverFitting()
    {
        if (best.Best is not { } peak || _points is not [.., var last] || last.Epoch <= peak.Epoch)
        {
            yield break;
        }

        var loss = Sign * (spec.Metric.ValueAt(peak) - spec.Metric.ValueAt(last));
        if (IsWorthSaying(loss, peak) && Sign * (Train(last) - Train(peak)) > 0)
        {
            yield return new AdviceNote(
                AdviceKind.OverFitting,
                $"Over-fitting after epoch {peak.Epoch}",
                $"From epoch {peak.Epoch} to {last.Epoch} trial {best.Number} improves on its training likes, {TrainName} {Figure.Value(Train(peak))} to " +
                $"{Figure.Value(Train(last))}, while the test worsens from {Figure.Value(spec.Metric.ValueAt(peak))} to {Figure.Value(spec.Metric.ValueAt(last))}. " +
                $"Stop at epoch {peak.Epoch}, as “Train on everything” does, or try a larger λ.");
        }
    }

    private IEnumerable<AdviceNote> Tie()
    {
        if (_noise is not { } noise || noise <= 0 || best.Best is not { } peak)
        {
            yield break;
        }

        var value = spec.Metric.ValueAt(peak);
        var near = measured
            .Where(trial => trial.Id != best.Id && trial.Best is { } other && Sign * (value - spec.Metric.ValueAt(other)) <= noise)
            .OrderByDescending(trial => trial.Best is { } other ? Sign * spec.Metric.ValueAt(other) : double.NegativeInfinity)
            .ToArray();
        if (near is [var second, ..])
        {
            var lead = Sign * (value - (second.Best is { } other ? spec.Metric.ValueAt(other) : value));
            yield return new AdviceNote(
                AdviceKind.Tie,
                near.Length == 1 ? "Two trials tie" : $"{near.Length + 1} trials tie",
                $"Trial {best.Number} leads trial {second.Number} by {Figure.Difference(lead)}, no more than the {Figure.Difference(noise)} by which its own " +
                $"curve moves about its trend over its last {Math.Min(_points.Count, CurveNoise.LastPoints)} measured epochs. How much another seed would move it is not measured. " +
                "Take the cheapest of them, or repeat them with other seeds.",
                $"best {(Sign > 0 ? ">=" : "<=")} {TrialFields.Text(value - (Sign * noise))}");
        }
    }

    private bool IsWorthSaying(double change, LearningCurvePoint point) =>
        change > WorthSaying * Math.Abs(spec.Metric.ValueAt(point)) && change > (_noise ?? 0);

    private string TrainName => spec.Metric.Measure == Measure.Mse ? "error" : spec.Metric.Measure.Name();

    private double Train(LearningCurvePoint point) => (spec.Metric with { List = RankedList.Train }).ValueAt(point);
}
