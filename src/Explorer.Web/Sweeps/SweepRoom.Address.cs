using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;
using Explorer.Web.Galleries;
using Microsoft.AspNetCore.Components;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>What the address of a sweep's page restores: selection, view, filter.</summary>
public sealed partial class SweepRoom
{
    private const string RunningWord = "running";

    private string? _goingTo;

    /// <summary>Number of the selected trial.</summary>
    [SupplyParameterFromQuery(Name = "trial")]
    public string? TrialNumberText { get; set; }

    private int? TrialNumber => QueryText.Int(TrialNumberText);

    /// <summary>Word of a <see cref="CurveSeries"/>.</summary>
    [SupplyParameterFromQuery(Name = "series")]
    public string? SeriesWord { get; set; }

    /// <summary>“unseen” or “post”; without it, the protocol of the sweep's own metric.</summary>
    [SupplyParameterFromQuery(Name = "protocol")]
    public string? ProtocolWord { get; set; }

    /// <summary>What the first chart measures, such as “ndcg@10”; without it, the sweep's own metric.</summary>
    [SupplyParameterFromQuery(Name = "measure")]
    public string? MeasureWord { get; set; }

    /// <summary>“log” for a logarithmic error axis.</summary>
    [SupplyParameterFromQuery(Name = "scale")]
    public string? ScaleWord { get; set; }

    /// <summary>“log” for a logarithmic axis of the first chart.</summary>
    [SupplyParameterFromQuery(Name = "valueScale")]
    public string? ValueScaleWord { get; set; }

    /// <summary>“seconds” for curves along seconds of training rather than epochs.</summary>
    [SupplyParameterFromQuery(Name = "along")]
    public string? AlongWord { get; set; }

    /// <summary>Word of a <see cref="CurveColour"/>.</summary>
    [SupplyParameterFromQuery(Name = "colour")]
    public string? ColourWord { get; set; }

    /// <summary>Over how many points a moving average is drawn.</summary>
    [SupplyParameterFromQuery(Name = "smooth")]
    public string? SmoothWidthText { get; set; }

    private int? SmoothWidth => QueryText.Int(SmoothWidthText);

    /// <summary>“all” for every trial rather than the best twenty.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowWord { get; set; }

    /// <summary>Word of a <see cref="SweepView"/>; without it, its curves.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewWord { get; set; }

    /// <summary>The expression that trials are filtered by.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? FilterText { get; set; }

    /// <summary>What the heat map shows; see <see cref="HeatMapChoice"/>.</summary>
    [SupplyParameterFromQuery(Name = "heat")]
    public string? HeatWord { get; set; }

    /// <summary>“running” for a live gallery of the trial that runs; without it, of the best one.</summary>
    [SupplyParameterFromQuery(Name = "follow")]
    public string? FollowWord { get; set; }

    /// <summary>The epoch of a live gallery; without it, the last one.</summary>
    [SupplyParameterFromQuery(Name = "epoch")]
    public string? AskedEpochText { get; set; }

    private int? AskedEpoch => QueryText.Int(AskedEpochText);

    /// <summary>The columns of the table of trials; without it, the usual ones. See <see cref="TrialColumns"/>.</summary>
    [SupplyParameterFromQuery(Name = "columns")]
    public string? ColumnsWord { get; set; }

    private bool IsUnderstanding => ViewWord == SweepView.Understand;

    private IReadOnlyList<TrialColumn> Columns => TrialColumns.Read(ColumnsWord, _picture?.Trials ?? []);

    private bool IsLive => ViewWord == SweepView.Live;

    private LiveFollow Follow => FollowWord == RunningWord ? LiveFollow.Running : LiveFollow.Best;

    private string StabilityHref => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["view"] = null,
        ["follow"] = null,
        ["epoch"] = null,
        ["measure"] = CurveView.WordOf(Measure.NeighbourStability, null),
    });

    private Trial? Selected => _picture?.Numbered(TrialNumber);

    private bool IsUnseenByDefault => _picture?.Sweep.Spec.Metric.List == RankedList.TestUnseen;

    private CurveView View => new(
        Enum.TryParse<CurveSeries>(SeriesWord, ignoreCase: true, out var series) && Enum.IsDefined(series) ? series : CurveSeries.Test,
        ProtocolWord is null ? IsUnseenByDefault : ProtocolWord == "unseen",
        ScaleWord == "log",
        ShowWord == "all")
    {
        Measure = MeasureShown.Measure,
        K = MeasureShown.K is { } k && _picture?.Sweep.Spec.Ks.Contains(k) == true ? k : null,
        IsRankingLogarithmic = ValueScaleWord == "log",
        IsBySeconds = AlongWord == "seconds",
        Colour = Enum.TryParse<CurveColour>(ColourWord, ignoreCase: true, out var colour) && Enum.IsDefined(colour) ? colour : CurveColour.Factors,
        Smoothing = SmoothWidth is { } width && Smoothing.Widths.Contains(width) ? width : 0,
    };

    private (Measure Measure, int? K) MeasureShown => CurveView.MeasureOf(MeasureWord) ?? MeasureByDefault;

    /// <summary>That of the sweep's own metric, and precision where it is the error.</summary>
    private (Measure Measure, int? K) MeasureByDefault => _picture?.Sweep.Spec.Metric is { Measure: not Measure.Mse } metric
        ? (metric.Measure, metric.K)
        : (Measure.Precision, null);

    private void Toggle(Trial trial) => Select(trial.Number == TrialNumber ? null : trial.Number);

    private void Select(int? number) => GoTo(new() { ["trial"] = number });

    private void Show(CurveView view) => GoTo(new()
    {
        ["series"] = view.Series == CurveSeries.Test ? null : view.Series.ToString().ToLowerInvariant(),
        ["protocol"] = view.IsUnseenOnly == IsUnseenByDefault ? null : view.IsUnseenOnly ? "unseen" : "post",
        ["measure"] = (view.Measure, view.K) == MeasureByDefault ? null : CurveView.WordOf(view.Measure, view.K),
        ["scale"] = view.IsLogarithmic ? "log" : null,
        ["show"] = view.ShowsAll ? "all" : null,
        ["valueScale"] = view.IsRankingLogarithmic ? "log" : null,
        ["along"] = view.IsBySeconds ? "seconds" : null,
        ["colour"] = view.Colour == CurveColour.Factors ? null : view.Colour.ToString().ToLowerInvariant(),
        ["smooth"] = view.Smoothing == 0 ? null : view.Smoothing,
    });

    private void Filter(string text) => GoTo(new() { ["filter"] = string.IsNullOrWhiteSpace(text) ? null : text });

    private void ShowHeat(string word) => GoTo(new() { ["heat"] = word });

    /// <summary>Who chooses what to follow has no trial selected any more.</summary>
    private void FollowTrial(LiveFollow follow) => GoTo(new() { ["follow"] = follow == LiveFollow.Running ? RunningWord : null, ["trial"] = null, ["epoch"] = null });

    private void StayAt(int? epoch) => GoTo(new() { ["epoch"] = epoch });

    private void ShowView(string? word) => GoTo(new() { ["view"] = word });

    private void ShowColumns(IReadOnlyList<TrialColumn> columns) => GoTo(new() { ["columns"] = TrialColumns.WordOf(columns, _picture?.Trials ?? []) });

    private string With(string? view) => Navigation.GetUriWithQueryParameter("view", view);

    /// <summary>A second change soon after the first must not undo it, so it builds on the address that the browser has yet to report.</summary>
    private void GoTo(Dictionary<string, object?> query)
    {
        var address = Navigation.GetUriWithQueryParameters(_goingTo ?? Navigation.Uri, query);
        _goingTo = address == Navigation.Uri ? null : address;
        Navigation.NavigateTo(address, replace: true);
    }

    private void NoteArrival() => _goingTo = _goingTo == Navigation.Uri ? null : _goingTo;
}
