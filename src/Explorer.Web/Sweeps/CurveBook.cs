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
