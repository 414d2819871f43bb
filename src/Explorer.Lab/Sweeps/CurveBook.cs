using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>The points of one sweep that have been read so far, by trial and epoch. It never changes, so that all who watch the sweep can share it.</summary>
public sealed class CurveBook
{
    private readonly Dictionary<TrialId, LearningCurvePoint[]> _curves;

    private CurveBook(Dictionary<TrialId, LearningCurvePoint[]> curves, int count, long cursor) => (_curves, Count, Cursor) = (curves, count, cursor);

    /// <summary>Before the first point.</summary>
    public static CurveBook Empty { get; } = new([], 0, 0);

    /// <summary>The last point read; 0 before the first.</summary>
    public long Cursor { get; }

    /// <summary>How many points there are.</summary>
    public int Count { get; }

    /// <summary>The points of a trial by epoch; empty before its first.</summary>
    public IReadOnlyList<LearningCurvePoint> this[TrialId trial] => _curves.TryGetValue(trial, out var curve) ? curve : [];

    /// <summary>The book with what a batch brought; of two points of one epoch the first stays.</summary>
    public CurveBook With(CurveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Points.Count == 0)
        {
            return batch.Cursor == Cursor ? this : new CurveBook(_curves, Count, batch.Cursor);
        }

        var (curves, count) = (new Dictionary<TrialId, LearningCurvePoint[]>(_curves), Count);
        foreach (var stored in batch.Points.GroupBy(point => point.TrialId, point => point.Point))
        {
            var before = curves.GetValueOrDefault(stored.Key, []);
            curves[stored.Key] = [.. before.Concat(stored).DistinctBy(point => point.Epoch).OrderBy(point => point.Epoch)];
            count += curves[stored.Key].Length - before.Length;
        }

        return new CurveBook(curves, count, batch.Cursor);
    }

    /// <summary>A trial read without its points, with what the points read so far say of it.</summary>
    /// <param name="metric">Decides which point is best; the earliest if several.</param>
    public Trial Complete(Trial trial, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(metric);
        if (this[trial.Id] is not [.., var last] points)
        {
            return trial;
        }

        var sign = metric.HigherIsBetter ? 1 : -1;
        return trial with
        {
            LastEpoch = last.Epoch,
            Seconds = last.TrainSeconds + last.EvaluationSeconds,
            EvaluationSeconds = last.EvaluationSeconds,
            Best = points.MaxBy(point => sign * metric.Of(point) ?? double.NegativeInfinity),
        };
    }
}
