using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>How much a curve moves from one measured epoch to the next beside its trend.</summary>
/// <remarks>
/// Each inner one of the last points is compared with the straight line through its two neighbours: the estimator of Gasser, Sroka and
/// Jennen-Steinmetz 1986, which allows epochs at unequal distances. It knows nothing of other seeds or splits, whose noise is usually larger.
/// </remarks>
public static class CurveNoise
{
    /// <summary>How many of the last points are used; earlier ones are steep, and bends would count as noise.</summary>
    public const int LastPoints = 6;

    private const int FewestPoints = 4;

    /// <summary>The standard deviation of one point about the curve.</summary>
    /// <param name="points">By epoch.</param>
    /// <returns>Null with fewer than four points, or when a value is not finite.</returns>
    public static double? Of(IReadOnlyList<LearningCurvePoint> points, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(points);
        LearningCurvePoint[] last = [.. points.TakeLast(LastPoints)];
        if (last.Length < FewestPoints || last.Any(point => !double.IsFinite(metric.ValueAt(point))))
        {
            return null;
        }

        var squares = 0.0;
        for (var index = 1; index < last.Length - 1; index++)
        {
            var (before, here, after) = (last[index - 1], last[index], last[index + 1]);
            var part = (here.Epoch - before.Epoch) / (double)(after.Epoch - before.Epoch);
            var deviation = ((1 - part) * metric.ValueAt(before)) + (part * metric.ValueAt(after)) - metric.ValueAt(here);
            squares += deviation * deviation / (((1 - part) * (1 - part)) + (part * part) + 1);
        }

        return Math.Sqrt(squares / (last.Length - 2));
    }
}
