using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor;
using Plotly.Blazor.Interop;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Sweeps;

/// <summary>
/// Draws a <see cref="StudyFigure"/> when it is in sight or near it, again whenever another one is given: one drawing at a time. What was skipped
/// meanwhile is neither made nor sent.
/// </summary>
public sealed partial class StudyChart : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource _plotted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ElementReference _place;
    private PlotlyChart? _chart;
    private IList<ITrace> _data = [];
    private ChartLayout _layout = new();
    private readonly Config _config = ChartTheme.Config();
    private StudyFigure? _figure;
    private Lazy<StudyFigure>? _drawn;
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

    /// <summary>What to draw; made when it is drawn, so that a chart out of sight costs nothing.</summary>
    [Parameter, EditorRequired]
    public required Lazy<StudyFigure> Figure { get; set; }

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
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_click is { } click)
        {
            _click = null;
            await OnClick.InvokeAsync(click);
        }

        if (!_isBusy && !ReferenceEquals(_drawn, Figure))
        {
            await DrawAsync();
        }
    }

    private async Task DrawAsync()
    {
        _isBusy = true;
        try
        {
            while (!ReferenceEquals(_drawn, Figure))
            {
                await DrawPatience.AskAsync(cancellationToken => Turns.NearAsync(_place, cancellationToken), Time, _gone.Token);
                await DrawPatience.DrawAsync(DrawWantedAsync, () => _drawn = null, Time, _gone.Token);
            }

            StateHasChanged();
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

    private async Task DrawWantedAsync(CancellationToken cancellationToken)
    {
        await Turns.DrawAsync(() => PlotAsync(cancellationToken), cancellationToken);
        if (!_isListening && _chart is { } chart)
        {
            await chart.SubscribeClickEvent(cancellationToken);
            _isListening = true;
        }
    }

    // The latest by now, handed to PlotlyChart by rendering. Its first render draws by itself, later ones only when asked to.
    private Task PlotAsync(CancellationToken cancellationToken)
    {
        _drawn = Figure;
        _figure = Figure.Value;
        _figure.NameTrials();
        (_data, _layout) = (_figure.Traces, _figure.Layout);
        var chart = _chart;
        StateHasChanged();
        return chart is null ? _plotted.Task.WaitAsync(cancellationToken) : chart.React(cancellationToken);
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
