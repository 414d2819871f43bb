using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor;
using Plotly.Blazor.Interop;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Sweeps;

/// <summary>One learning-curve chart. Owns its trace lists; points are drawn by <see cref="DrawAsync"/>, not by parameters.</summary>
public sealed partial class LearningCurveChart
{
    private const int FirstLooks = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PlotlyChart _chart = null!;
    private IList<ITrace> _data = [];
    private ChartLayout _layout = new();
    private readonly Config _config = ChartTheme.Config();
    private IReadOnlyList<CurveTrace> _traces = [];
    private bool _isListening;
    private int _clicked;

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Id of the chart's element.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>What the chart is about; the names of its files say so.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The numbers that are drawn, as CSV.</summary>
    [Parameter, EditorRequired]
    public required Func<string> Csv { get; set; }

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

    /// <summary>The person has clicked a curve; the number of its trial.</summary>
    [Parameter]
    public EventCallback<int> OnPick { get; set; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_clicked > 0)
        {
            var number = _clicked;
            _clicked = 0;
            await OnPick.InvokeAsync(number);
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _layout = new ChartTheme(isDark: false).Layout(ValueTitle, isLogarithmic: false, LastEpoch);
    }

    /// <summary>Draws everything anew: the person has changed an option or the theme. What they zoomed or hid stays.</summary>
    /// <param name="hasSelection">Whether the other trials fade.</param>
    /// <param name="hasMarkers">Whether every point is marked.</param>
    public async Task RedrawAsync(
        IReadOnlyList<CurveTrace> traces,
        ChartTheme theme,
        CurveView view,
        bool isLogarithmic,
        bool hasSelection,
        bool hasMarkers,
        CancellationToken cancellationToken)
    {
        await _drawn.Task.WaitAsync(cancellationToken);
        var groupCount = traces.Max(trace => trace.Group) + 1;
        var painter = new CurvePainter(theme, view, groupCount, hasSelection, hasMarkers, ValueFormat);
        _traces = traces;

        _data = [.. traces.Select(painter.Paint)];
        _layout = theme.Layout(ValueTitle, isLogarithmic, LastEpoch);
        if (view.IsBySeconds)
        {
            // How long the slowest will take is not known before: this axis grows.
            _layout.XAxis[0].Title.Text = "Seconds of training";
            _layout.XAxis[0].Range = null;
            _layout.XAxis[0].RangeMode = Plotly.Blazor.LayoutLib.XAxisLib.RangeModeEnum.ToZero;
            _layout.XAxis[0].UiRevision = "seconds";
        }

        // Rendering hands the new lists to PlotlyChart, which draws its parameters only when asked to.
        StateHasChanged();
        await _chart.React(cancellationToken);
        if (!_isListening)
        {
            _isListening = true;
            await _chart.SubscribeClickEvent(cancellationToken);
            await StayDrawnAsync(cancellationToken);
        }
    }

    // In about one of twelve loads of a page the component's own first, empty plot ended up over the curves, and a sweep that has ended draws
    // no second time. So the browser is asked what it shows.
    private async Task StayDrawnAsync(CancellationToken cancellationToken)
    {
        for (var look = 0; look < FirstLooks; look++)
        {
            await Task.Delay(BetweenLooks, Time, cancellationToken);
            if (await Js.InvokeAsync<int>("explorerTraceCount", cancellationToken, Id) != _data.Count)
            {
                await _chart.React(cancellationToken);
            }
        }
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
                customdata = touched.Select(index => traces[index].Numbers),
                name = touched.Select(index => traces[index].Name),
                showlegend = touched.Select(index => traces[index].IsInLegend),
            },
            layoutUpdate: null,
            touched,
            cancellationToken);
    }

    // Plotly's event cannot be awaited; what follows from it runs after the next render, where failures are seen.
    private void OnClicked(IEnumerable<EventDataPoint> points)
    {
        var (trace, place) = points.FirstOrDefault() is { } point ? (Index(point.TraceIndex), Index(point.PointIndex)) : (-1, -1);
        if (trace >= 0 && trace < _traces.Count && place >= 0 && place < _traces[trace].Numbers.Count)
        {
            _clicked = _traces[trace].Numbers[place];
            StateHasChanged();
        }
    }

    private static int Index(object? index) =>
        int.TryParse(Convert.ToString(index, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number) ? number : -1;

    private void OnDrawn() => _drawn.TrySetResult();
}
