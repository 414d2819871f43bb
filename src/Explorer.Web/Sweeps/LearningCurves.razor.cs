using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>The two charts of a sweep and what can be chosen about them.</summary>
public sealed partial class LearningCurves : IAsyncDisposable
{
    private const string ErrorAxis = "Mean squared error";

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Watch _watch;
    private readonly CancellationToken _gone;
    private LearningCurveChart _precision = null!;
    private LearningCurveChart _error = null!;
    private bool _isPrecisionTableShown;
    private bool _isErrorTableShown;
    private (CurveView View, TrialId? Selected, bool IsDark, string Groups)? _painted;
    private string _drawnFilter = "";

    /// <summary>Made by the framework.</summary>
    public LearningCurves()
    {
        _watch = new Watch(DispatchExceptionAsync);
        _gone = _watch.Token;
    }

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public required SweepPicture Picture { get; set; }

    /// <summary>All trials of the sweep; those of the picture pass the filter.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Trial> All { get; set; }

    /// <summary>The points received so far.</summary>
    [Parameter, EditorRequired]
    public required CurveBook Book { get; set; }

    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired]
    public required CurveView View { get; set; }

    /// <summary>The selected trial; null when none.</summary>
    [Parameter, EditorRequired]
    public required Trial? Selected { get; set; }

    /// <summary>What the trials of the picture were filtered by.</summary>
    [Parameter]
    public string Filter { get; set; } = "";

    /// <summary>The person has chosen something else.</summary>
    [Parameter]
    public EventCallback<CurveView> ViewChanged { get; set; }

    /// <summary>The person has clicked a curve; the number of its trial.</summary>
    [Parameter]
    public EventCallback<int> OnPick { get; set; }

    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private string RankingName => NameOf(View.Measure, View.K);

    private string RankingAxis => char.ToUpperInvariant(RankingName[0]) + RankingName[1..];

    private int LastEpoch => Picture.Sweep.Spec.OrderedEpochs[^1];

    private string PrecisionTitle => View.Measure == Measure.NeighbourStability ? $"{RankingAxis} by {Along}" : $"{SeriesWord} {RankingName} by {Along}";

    private string ErrorTitle => $"{SeriesWord} mean squared error by {Along}";

    private string Along => View.IsBySeconds ? "seconds of training" : "epoch";

    private string SeriesWord => View.Series switch
    {
        CurveSeries.Test => "Test",
        CurveSeries.Train => "Train",
        _ => "Test (solid) and train (dashed)",
    };

    private string EmptyText => Picture.Sweep.State switch
    {
        WorkState.Queued => "One line per trial. The first point appears when this sweep’s turn has come and its first epoch is measured.",
        WorkState.Running => $"One line per trial. The first point appears after epoch {Picture.Sweep.Spec.OrderedEpochs[0]} of the first trial.",
        WorkState.Paused => "One line per trial. Resume the sweep to measure the first point.",
        _ => "No point was measured.",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        _oneAtATime.Dispose();
    }

    /// <summary>Draws what has arrived; returns when the browser has drawn it, or when the charts have left the page.</summary>
    public async Task DrawAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DrawInTurnAsync(cancellationToken);
        }
        catch (Exception exception) when (_gone.IsCancellationRequested && IsOfLeaving(exception))
        {
            // The page goes on with another view.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var isStale = _painted is not null && (!IsPainted || _drawnFilter != Filter);
        if (firstRender || (isStale && _oneAtATime.CurrentCount > 0))
        {
            _drawnFilter = Filter;
            await DrawQuietlyAsync();
        }
    }

    private (CurveView View, TrialId? Selected, bool IsDark, string Groups) Wanted => (View, Selected?.Id, IsDark, string.Join('|', Groups.Names));

    // Of all trials, not of those shown: a filter changes no colour.
    private CurveGroups Groups => CurveGroups.Of(View.Colour, Picture.Sweep.Spec, All);

    private bool IsPainted => _painted == Wanted;

    private static bool IsOfLeaving(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or Microsoft.JSInterop.JSDisconnectedException;

    // The page may be left while the browser still draws; then nobody is there to be told.
    private async Task DrawQuietlyAsync()
    {
        try
        {
            await DrawInTurnAsync(_gone);
        }
        catch (Exception exception) when (IsOfLeaving(exception))
        {
        }
    }

    private async Task DrawInTurnAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _gone);
            await DrawPatience.DrawAsync(DrawOrPaintAsync, () => _painted = null, Time, end.Token);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task DrawOrPaintAsync(CancellationToken cancellationToken)
    {
        if (IsPainted)
        {
            await _precision.DrawAsync(Traces(CurveMeasure.Ranking), cancellationToken);
            await _error.DrawAsync(Traces(CurveMeasure.MeanSquaredError), cancellationToken);
        }
        else
        {
            await PaintAsync(cancellationToken);
        }
    }

    private async Task PaintAsync(CancellationToken cancellationToken)
    {
        while (!IsPainted)
        {
            var wanted = Wanted;
            var theme = new ChartTheme(wanted.IsDark);
            var hasSelection = wanted.Selected is not null;
            var hasMarkers = !wanted.View.ShowsAll || Picture.Trials.Count <= CurveView.BestCount;
            await _precision.RedrawAsync(Traces(CurveMeasure.Ranking), theme, wanted.View, wanted.View.IsRankingLogarithmic, hasSelection, hasMarkers, cancellationToken);
            await _error.RedrawAsync(Traces(CurveMeasure.MeanSquaredError), theme, wanted.View, wanted.View.IsLogarithmic, hasSelection, hasMarkers, cancellationToken);
            _painted = wanted;
        }
    }

    private IReadOnlyList<CurveTrace> Traces(CurveMeasure measure) =>
        new CurveTraces(Picture.Sweep.Spec, measure, View, Picture.Sweep.Baseline).Build(Picture.Trials, Book, Selected ?? Picture.Best, Groups);

    private string NameOf(Measure measure, int? k) => new Metric(measure, RankedList.Test, k).Brief(Picture.Sweep.Spec.Ks[0]);
}
