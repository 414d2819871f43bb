using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor;
using Plotly.Blazor.Interop;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Sweeps;

/// <summary>Draws a <see cref="StudyFigure"/>, again whenever another one is given: one drawing at a time, and what was skipped meanwhile is never sent.</summary>
public sealed partial class StudyChart : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private PlotlyChart? _chart;
    private IList<ITrace> _data = [];
    private ChartLayout _layout = new();
    private readonly Config _config = ChartTheme.Config();
    private StudyFigure? _drawn;
    private bool _isReady;
    private StudyClick? _click;
    private bool _isListening;
    private bool _isBusy;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required DrawTurns Turns { get; init; }

    /// <summary>Id of the chart's element.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>What the chart is about; the names of its files say so.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What to draw.</summary>
    [Parameter, EditorRequired]
    public required StudyFigure Figure { get; set; }

    /// <summary>What will appear and when, while the figure is empty.</summary>
    [Parameter, EditorRequired]
    public required string EmptyText { get; set; }

    /// <summary>The person has clicked a point: its trace, its place, and its coordinates as written on the axes.</summary>
    [Parameter]
    public EventCallback<StudyClick> OnClick { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Figure.NameTrials();
        (_data, _layout) = (Figure.Traces, Figure.Layout);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // The component's first render draws this figure by itself.
            _drawn = Figure;
        }

        if (_click is { } click)
        {
            _click = null;
            await OnClick.InvokeAsync(click);
        }

        if (_isReady && !_isBusy && _chart is not null)
        {
            await DrawAsync(_chart);
        }
    }

    private async Task DrawAsync(PlotlyChart chart)
    {
        _isBusy = true;
        try
        {
            await DrawPatience.DrawAsync(cancellationToken => DrawWantedAsync(chart, cancellationToken), () => _drawn = null, Time, _gone.Token);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The page was left while the browser still drew; then nobody is there to be told.
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task DrawWantedAsync(PlotlyChart chart, CancellationToken cancellationToken)
    {
        if (!_isListening)
        {
            await chart.SubscribeClickEvent(cancellationToken);
            _isListening = true;
        }

        while (!ReferenceEquals(_drawn, Figure))
        {
            await Turns.DrawAsync(
                () =>
                {
                    // The latest by now: what was skipped meanwhile is never sent.
                    _drawn = Figure;
                    return chart.React(cancellationToken);
                },
                cancellationToken);
        }
    }

    private void OnDrawn()
    {
        if (!_isReady)
        {
            _isReady = true;
            StateHasChanged();
        }
    }

    // Plotly's event cannot be awaited; what follows from it runs after the next render, where failures are seen.
    private void OnClicked(IEnumerable<EventDataPoint> points)
    {
        if (points.FirstOrDefault() is { } point)
        {
            _click = new StudyClick(Index(point.TraceIndex), Index(point.PointIndex), Text(point.X), Text(point.Y));
            StateHasChanged();
        }
    }

    private static int Index(object? index) => int.TryParse(Text(index), CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
