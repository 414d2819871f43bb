using Microsoft.AspNetCore.Components;
using Plotly.Blazor;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Sweeps;

/// <summary>One learning-curve chart. Owns its trace lists; points are drawn by <see cref="DrawAsync"/>, not by parameters.</summary>
public sealed partial class LearningCurveChart
{
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PlotlyChart _chart = null!;
    private IList<ITrace> _data = [];
    private ChartLayout _layout = new();
    private Config _config = new();
    private IReadOnlyList<CurveTrace> _traces = [];

    /// <summary>Id of the chart's element.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>Name of the picture that the mode bar saves, without its ending. The first one stays: another would draw the chart anew.</summary>
    [Parameter, EditorRequired]
    public required string FileName { get; set; }

    /// <summary>Title of the vertical axis.</summary>
    [Parameter, EditorRequired]
    public required string ValueTitle { get; set; }

    /// <summary>How a value is written on hover, in d3's words.</summary>
    [Parameter, EditorRequired]
    public required string ValueFormat { get; set; }

    /// <summary>What will appear and when, while there is no point.</summary>
    [Parameter, EditorRequired]
    public required string EmptyText { get; set; }

    /// <summary>Where the horizontal axis ends.</summary>
    [Parameter, EditorRequired]
    public required int LastEpoch { get; set; }

    /// <summary>Whether any point has arrived.</summary>
    [Parameter, EditorRequired]
    public required bool HasPoints { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _config = ChartTheme.Config(FileName);
        _layout = new ChartTheme(isDark: false).Layout(ValueTitle, isLogarithmic: false, LastEpoch);
    }

    /// <summary>Draws everything anew: the person has changed an option or the theme. What they zoomed or hid stays.</summary>
    /// <param name="hasSelection">Whether the other trials fade.</param>
    /// <param name="hasMarkers">Whether every point is marked.</param>
    public async Task RedrawAsync(
        IReadOnlyList<CurveTrace> traces, ChartTheme theme, bool isLogarithmic, bool hasSelection, bool hasMarkers, CancellationToken cancellationToken)
    {
        await _drawn.Task.WaitAsync(cancellationToken);
        var groupCount = traces.Max(trace => trace.Group) + 1;
        var painter = new CurvePainter(theme, groupCount, hasSelection, hasMarkers, ValueFormat);
        _traces = traces;

        _data = [.. traces.Select(painter.Paint)];
        _layout = theme.Layout(ValueTitle, isLogarithmic, LastEpoch);

        // Rendering hands the new lists to PlotlyChart, which draws its parameters only when asked to.
        StateHasChanged();
        await _chart.React(cancellationToken);
    }

    /// <summary>Sends the traces whose content has changed, and returns when the browser has drawn them.</summary>
    /// <param name="traces">The same traces in the same order as in the last <see cref="RedrawAsync"/>.</param>
    public async Task DrawAsync(IReadOnlyList<CurveTrace> traces, CancellationToken cancellationToken)
    {
        var touched = Enumerable.Range(0, traces.Count).Where(index => !traces[index].HasSameContent(_traces[index])).ToArray();
        _traces = traces;
        if (touched.Length == 0)
        {
            return;
        }

        await _chart.Update(
            new
            {
                x = touched.Select(index => traces[index].X),
                y = touched.Select(index => traces[index].Y),
                hovertext = touched.Select(index => traces[index].Text),
                name = touched.Select(index => traces[index].Name),
                showlegend = touched.Select(index => traces[index].IsInLegend),
            },
            layoutUpdate: null,
            touched,
            cancellationToken);
    }

    private void OnDrawn() => _drawn.TrySetResult();
}
