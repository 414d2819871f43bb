using System.Globalization;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>Quality against seconds of training: the measured points that no faster point equals.</summary>
public static class ParetoFront
{
    /// <summary>How much of the best value is nearly as good.</summary>
    private const double NearlyAll = 0.95;

    /// <summary>A share of the time above this is no bargain.</summary>
    private const double MostTime = 0.5;

    /// <summary>The front by seconds, each value better than the one before. Every measured epoch of every trial counts, not only the best ones.</summary>
    /// <param name="points">Trials with their measured points; values and seconds that are not finite are left out.</param>
    public static IReadOnlyList<CostPoint> Of(IEnumerable<(Trial Trial, LearningCurvePoint Point)> points, Metric metric)
    {
        var sign = metric.HigherIsBetter ? 1 : -1;
        List<CostPoint> front = [];
        foreach (var point in points
            .Select(point => new CostPoint(point.Trial, point.Point, point.Point.TrainSeconds, metric.ValueAt(point.Point)))
            .Where(point => double.IsFinite(point.Value) && double.IsFinite(point.Seconds))
            .OrderBy(point => point.Seconds)
            .ThenByDescending(point => sign * point.Value))
        {
            if (front is [] || sign * point.Value > sign * front[^1].Value)
            {
                front.Add(point);
            }
        }

        return front;
    }

    /// <summary>For example “95 % of the best value in 8 % of its time: …”.</summary>
    /// <returns>Null when nothing on the front comes within 5 % in at most half of the time.</returns>
    public static string? Bargain(IReadOnlyList<CostPoint> front, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(front);
        if (front is [] || front[^1] is not { Value: > 0, Seconds: > 0 } best)
        {
            return null;
        }

        var cheap = front.First(point => Share(point, best, metric) >= NearlyAll);
        var time = cheap.Seconds / best.Seconds;
        return time > MostTime
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{Nearness(cheap, best, metric)} in {Math.Max(1, Math.Ceiling(100 * time)):0} % of its training time: " +
                $"trial {cheap.Trial.Number} after epoch {cheap.Point.Epoch} has {Figure.Value(cheap.Value)} in {Figure.Seconds(cheap.Seconds)}; " +
                $"the best, trial {best.Trial.Number} after epoch {best.Point.Epoch}, has {Figure.Value(best.Value)} in {Figure.Seconds(best.Seconds)}.");
    }

    // Rounded away from what would flatter; the tiny term keeps a whole per cent whole.
    private static string Nearness(CostPoint cheap, CostPoint best, Metric metric) => metric.HigherIsBetter
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((100 * cheap.Value / best.Value) + 1e-9):0} % of the best value")
        : string.Create(CultureInfo.InvariantCulture, $"Within {Math.Max(1, Math.Ceiling((100 * ((cheap.Value / best.Value) - 1)) - 1e-9)):0} % of the best value");

    private static double Share(CostPoint point, CostPoint best, Metric metric) =>
        metric.HigherIsBetter ? point.Value / best.Value : best.Value / point.Value;
}
