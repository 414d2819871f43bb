using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.Web.Sweeps;

/// <summary>The points of one sweep that one visitor has received so far, by trial and epoch.</summary>
public sealed class CurveBook
{
    private readonly Dictionary<TrialId, SortedList<int, LearningCurvePoint>> _curves = [];

    /// <summary>The last point received; 0 before the first.</summary>
    public long Cursor { get; private set; }

    /// <summary>How many points there are.</summary>
    public int Count { get; private set; }

    /// <summary>The points of a trial by epoch.</summary>
    public IList<LearningCurvePoint> this[TrialId trial] => _curves.TryGetValue(trial, out var curve) ? curve.Values : [];

    /// <summary>The points of a trial by epoch, for what only reads them.</summary>
    public IReadOnlyList<LearningCurvePoint> Curve(TrialId trial) => [.. this[trial]];

    /// <summary>A trial read without its points, with what the points received so far say of it.</summary>
    /// <param name="metric">Decides which point is best; the earliest if several.</param>
    public Trial Complete(Trial trial, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (this[trial.Id] is not [.., var last] points)
        {
            return trial;
        }

        var sign = metric.HigherIsBetter ? 1 : -1;
        var best = points.MaxBy(point => sign * metric.Of(point) ?? double.NegativeInfinity);
        return trial with
        {
            LastEpoch = last.Epoch,
            Seconds = last.TrainSeconds + last.EvaluationSeconds,
            EvaluationSeconds = last.EvaluationSeconds,
            Best = best,
        };
    }

    /// <summary>Adds what a batch brought.</summary>
    public void Add(CurveBatch batch)
    {
        foreach (var stored in batch.Points)
        {
            if (!_curves.TryGetValue(stored.TrialId, out var curve))
            {
                _curves[stored.TrialId] = curve = [];
            }

            Count += curve.TryAdd(stored.Point.Epoch, stored.Point) ? 1 : 0;
        }

        Cursor = batch.Cursor;
    }
}
