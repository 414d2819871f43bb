using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Explorer.Web.Sweeps;

/// <summary>
/// Parallel coordinates drawn as SVG of our own: Plotly's need WebGL and scripts that the content security policy forbids. A drag is followed in
/// the browser (js/brush.js) and told here once, when it ends.
/// </summary>
public sealed partial class ParallelCoordinates : IAsyncDisposable
{
    private ElementReference _plot;
    private IJSObjectReference? _module;
    private DotNetObjectReference<ParallelCoordinates>? _self;
    private ParallelPicture _lines = null!;
    private ChartTheme _theme = null!;
    private (SweepPicture All, SweepPicture Shown)? _painted;
    private bool _isTableShown;

    [Inject]
    public required IJSRuntime Js { get; init; }

    /// <summary>All trials.</summary>
    [Parameter, EditorRequired]
    public required SweepPicture Picture { get; set; }

    /// <summary>Those that pass the filter.</summary>
    [Parameter, EditorRequired]
    public required SweepPicture Shown { get; set; }

    /// <summary>The filter, which brushes read and write.</summary>
    [Parameter, EditorRequired]
    public required TrialFilter Filter { get; set; }

    /// <summary>The selected trial; null when none.</summary>
    [Parameter, EditorRequired]
    public required Trial? Selected { get; set; }

    /// <summary>The person has brushed; the new filter.</summary>
    [Parameter]
    public EventCallback<string> OnFilter { get; set; }

    /// <summary>The person has clicked a line.</summary>
    [Parameter]
    public EventCallback<Trial> OnSelect { get; set; }

    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    private Metric Metric => Picture.Sweep.Spec.Metric;

    private string Title => $"{MetricText.Of(Metric, Picture.Sweep.Spec.HoldOut.K)} by hyperparameters";

    private string Note => _lines.MeasuredCount == 0
        ? "No trial is measured yet."
        : $"Shown: {Formatting.Whole(_lines.ShownCount)} of {Formatting.Count(_lines.MeasuredCount, "measured trial")}. The brighter the line, the better its rank.";

    private string Opacity => (_lines.ShownCount <= 50 ? 0.9 : _lines.ShownCount <= 400 ? 0.6 : 0.3).ToString(CultureInfo.InvariantCulture);

    private IReadOnlyList<StudyRow> Rows =>
        [.. Shown.Trials.Select(trial => new StudyRow([.. _lines.Axes.Select(axis => Cell(axis, trial)), Formatting.Whole(trial.Number)]))];

    /// <summary>Called by js/brush.js when a drag on an axis has ended, with both ends from the foot; equal ends let go.</summary>
    [JSInvokable]
    public Task Brushed(string field, double low, double high)
    {
        var axis = _lines.Axes.First(axis => axis.Field.ToString() == field);
        return high <= low
            ? BrushAsync(axis.Field, ValueRange.All)
            : axis.RangeAt(low, high) is { } range ? BrushAsync(axis.Field, range) : Task.CompletedTask;
    }

    /// <summary>Called by js/brush.js when the person has clicked beside the axes.</summary>
    [JSInvokable]
    public Task Clicked(double x, double y) => _lines.Nearest(x, y) is { } trial ? OnSelect.InvokeAsync(trial) : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _theme = new ChartTheme(IsDark);
        if (ReferenceEquals(_painted?.All, Picture) && ReferenceEquals(_painted?.Shown, Shown))
        {
            return;
        }

        _painted = (Picture, Shown);
        var best = Metric.HigherIsBetter ? "best value" : "lowest error";
        _lines = new ParallelPicture(
            [
                .. TrialFields.Hyperparameters.Concat([TrialField.Epoch, TrialField.Seconds]).Select(field => new ParallelAxis(field, field.Label(), Picture.Trials, Metric)),
                new ParallelAxis(TrialField.Best, best, Picture.Trials, Metric),
            ],
            Picture,
            Shown);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/brush.js");
            _self = DotNetObjectReference.Create(this);
            await _module.InvokeVoidAsync("watch", _plot, _self);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left at once.
        }
    }

    private Task BrushAsync(TrialField field, ValueRange range) => OnFilter.InvokeAsync(Filter.WithRange(field, range).ToString());

    /// <summary>Ranges that were brushed go; what else was typed into the filter stays.</summary>
    private Task LetGoAsync() =>
        OnFilter.InvokeAsync(_lines.Axes.Aggregate(Filter, (filter, axis) => filter.WithRange(axis.Field, ValueRange.All)).ToString());

    private string Svg() => ParallelSvg.Of(_lines, Title, Note, Filter, Selected, Metric, _theme, Opacity);

    private string Csv() => ChartCsv.Write(
        ["trial", .. _lines.Axes.Select(axis => axis.Title)],
        Shown.Trials.Select(trial => (IReadOnlyList<object?>)[trial.Number, .. _lines.Axes.Select(axis => (object?)axis.Field.Of(trial, Metric))]));

    private string Cell(ParallelAxis axis, Trial trial) => axis.Field.Of(trial, Metric) switch
    {
        null => "–",
        { } value when axis.Field == TrialField.Best => Formatting.Metric(value),
        { } value when axis.Field == TrialField.Seconds => value.ToString("0.0", CultureInfo.InvariantCulture),
        { } value => TrialFields.Text(value),
    };

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
