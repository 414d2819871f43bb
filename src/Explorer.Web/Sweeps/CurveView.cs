using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.Web.Sweeps;

/// <summary>What a learning-curve chart measures.</summary>
public enum CurveMeasure
{
    /// <summary>The measure of the ranking that is chosen: precision@k, unless another one is.</summary>
    Ranking,

    /// <summary>Mean squared error.</summary>
    MeanSquaredError,
}

/// <summary>Which likes the curves are measured against.</summary>
public enum CurveSeries
{
    /// <summary>Held-out likes only.</summary>
    Test,

    /// <summary>Training likes only.</summary>
    Train,

    /// <summary>Both: test solid, train dashed.</summary>
    Both,
}

/// <summary>What the person has chosen to see in the charts.</summary>
/// <param name="Series">Test, train or both.</param>
/// <param name="IsUnseenOnly">Whether test precision leaves out training likes.</param>
/// <param name="IsLogarithmic">Whether the mean squared error has a logarithmic axis.</param>
/// <param name="ShowsAll">Whether every trial is drawn, rather than the best twenty.</param>
public sealed record CurveView(CurveSeries Series, bool IsUnseenOnly, bool IsLogarithmic, bool ShowsAll)
{
    /// <summary>How many trials are drawn unless all are asked for.</summary>
    public const int BestCount = 20;

    /// <summary>What the first chart measures of rankings; not the squared error, which has a chart of its own.</summary>
    public Measure Measure { get; init; } = Measure.Precision;

    /// <summary>The k it is measured at; null for the sweep's main k.</summary>
    public int? K { get; init; }

    /// <summary>Whether the first chart has a logarithmic axis.</summary>
    public bool IsRankingLogarithmic { get; init; }

    /// <summary>Whether the curves run along seconds of training rather than epochs.</summary>
    public bool IsBySeconds { get; init; }

    /// <summary>What the colours stand for.</summary>
    public CurveColour Colour { get; init; } = CurveColour.Factors;

    /// <summary>Over how many points a moving average is drawn above the raw lines; 0 for none.</summary>
    public int Smoothing { get; init; }

    /// <summary>A measure in an address: “ndcg”, or “ndcg@10” at another k than the main one.</summary>
    public static string WordOf(Measure measure, int? k) =>
        new Metric(measure, RankedList.Test, k).Word.Replace(nameof(RankedList.Test), "", StringComparison.Ordinal);

    /// <summary>The measure of a word; null when it names none of rankings.</summary>
    public static (Measure Measure, int? K)? MeasureOf(string? word) =>
        string.Equals(word, Metric.NeighbourStability.Word, StringComparison.OrdinalIgnoreCase) ? (Measure.NeighbourStability, null)
        : word?.Split('@') is [var name, .. var rest]
        && Metric.TryParse(string.Join('@', [name + nameof(RankedList.Test), .. rest]), out var metric)
        && metric is { List: RankedList.Test, Measure: not Measure.Mse }
            ? (metric.Measure, metric.K)
            : null;

    /// <summary>What is shown at first.</summary>
    public static CurveView Initial { get; } = new(CurveSeries.Test, IsUnseenOnly: false, IsLogarithmic: false, ShowsAll: false);
}
