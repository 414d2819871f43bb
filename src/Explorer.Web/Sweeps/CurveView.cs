namespace Explorer.Web.Sweeps;

/// <summary>What a learning-curve chart measures.</summary>
public enum CurveMeasure
{
    /// <summary>Precision@k.</summary>
    Precision,

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

    /// <summary>What is shown at first.</summary>
    public static CurveView Initial { get; } = new(CurveSeries.Test, IsUnseenOnly: false, IsLogarithmic: false, ShowsAll: false);
}
