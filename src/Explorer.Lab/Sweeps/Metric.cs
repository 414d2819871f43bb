using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>The metric by which a sweep calls a trial best.</summary>
public enum Metric
{
    /// <summary>Test precision@k, post protocol: training likes stay in the ranking. Higher is better.</summary>
    PrecisionTest,

    /// <summary>Test precision@k, unseen only: training likes leave the ranking first. Higher is better.</summary>
    PrecisionTestUnseen,

    /// <summary>Test mean squared error. Lower is better.</summary>
    MseTest,
}

/// <summary>What a <see cref="Metric"/> means.</summary>
public static class Metrics
{
    /// <summary>Whether a larger value is better.</summary>
    public static bool HigherIsBetter(this Metric metric) => metric is not Metric.MseTest;

    /// <summary>The metric's value at a point.</summary>
    public static double Of(this Metric metric, LearningCurvePoint point) => metric switch
    {
        Metric.PrecisionTest => point.PrecisionTest,
        Metric.PrecisionTestUnseen => point.PrecisionTestUnseen,
        Metric.MseTest => point.MseTest,
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };

    /// <summary>The trial with the best value over its whole curve, the first of equals; null while none has a point.</summary>
    public static Trial? BestOf(this Metric metric, IEnumerable<Trial> trials)
    {
        var sign = metric.HigherIsBetter() ? 1 : -1;
        return trials.Where(trial => trial.Best is not null).MaxBy(trial => trial.Best is { } best ? sign * metric.Of(best) : double.NaN);
    }

    /// <summary>The name in the API and in addresses: camel case.</summary>
    public static string Word(this Metric metric) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(metric.ToString());
}
