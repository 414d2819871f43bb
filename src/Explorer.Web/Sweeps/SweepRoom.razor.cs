using System.Diagnostics;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.Web.Layout;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Sweeps;

/// <summary>A sweep, watched live: everything so far, then every new point. Selection and view are in the address.</summary>
public sealed partial class SweepRoom : IAsyncDisposable
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(250);

    private readonly CurveBook _book = new();
    private readonly Watch _watch;
    private LearningCurves? _curves;
    private SweepPicture? _picture;
    private string? _problem;

    /// <summary>Made by the framework.</summary>
    public SweepRoom() => _watch = new Watch(DispatchExceptionAsync);

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required TrialSlots Slots { get; init; }

    [Inject]
    public required SweepControl Control { get; init; }

    [Inject]
    public required CurveFeed Feed { get; init; }

    [Inject]
    public required RefitControl Refits { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public required long Id { get; set; }

    /// <summary>Number of the selected trial.</summary>
    [SupplyParameterFromQuery(Name = "trial")]
    public int? TrialNumber { get; set; }

    /// <summary>Word of a <see cref="CurveSeries"/>.</summary>
    [SupplyParameterFromQuery(Name = "series")]
    public string? SeriesWord { get; set; }

    /// <summary>“unseen” or “post”; without it, the protocol of the sweep's own metric.</summary>
    [SupplyParameterFromQuery(Name = "protocol")]
    public string? ProtocolWord { get; set; }

    /// <summary>“log” for a logarithmic error axis.</summary>
    [SupplyParameterFromQuery(Name = "scale")]
    public string? ScaleWord { get; set; }

    /// <summary>“all” for every trial rather than the best twenty.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowWord { get; set; }

    private SweepId SweepId => new(Id);

    private List<Crumb> Crumbs =>
    [
        new Crumb("Sweeps", "/sweeps"),
        .. _picture is null ? (Crumb[])[] : [new Crumb(_picture.Sweep.DatasetName, $"/data/{_picture.Sweep.Spec.DatasetId}")],
        .. Selected is null ? (Crumb[])[new Crumb($"Sweep {Id}")] : [new Crumb($"Sweep {Id}", $"/sweeps/{Id}"), new Crumb($"Trial {Selected.Number}")],
    ];

    private Trial? Selected => _picture?.Numbered(TrialNumber);

    private bool IsUnseenByDefault => _picture?.Sweep.Spec.Metric.List == RankedList.TestUnseen;

    private CurveView View => new(
        Enum.TryParse<CurveSeries>(SeriesWord, ignoreCase: true, out var series) && Enum.IsDefined(series) ? series : CurveSeries.Test,
        ProtocolWord is null ? IsUnseenByDefault : ProtocolWord == "unseen",
        ScaleWord == "log",
        ShowWord == "all");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _watch.Start(WatchAsync);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var batch in Feed.WatchAsync(SweepId, _book.Cursor, cancellationToken))
            {
                _book.Add(batch);
                if (!batch.HasMore)
                {
                    await ShowAsync(cancellationToken);
                }
            }
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
            StateHasChanged();
        }
    }

    // A browser that is slow to draw is asked less often, so that it always has time left for the person.
    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var sweep = await Sweeps.GetAsync(SweepId, cancellationToken);
        var trials = await Sweeps.TrialsAsync(sweep, cancellationToken);
        _picture = new SweepPicture(sweep, trials, TimeLeft.Of(sweep, trials, Slots.InEffect));
        StateHasChanged();
        if (_curves is not null)
        {
            await _curves.DrawAsync(cancellationToken);
        }

        var rest = 3 * Stopwatch.GetElapsedTime(started);
        await Task.Delay(rest > ShortestRest ? rest : ShortestRest, Time, cancellationToken);
    }

    private Task PauseAsync() => ActAsync(
        () => Control.PauseAsync(SweepId, _watch.Token), "Paused. The trial that runs keeps its points and goes on when you resume.");

    private Task ResumeAsync() => ActAsync(() => Control.ResumeAsync(SweepId, _watch.Token), "Resumed. The sweep goes on where it stopped.");

    private async Task CancelAsync()
    {
        if (await ConfirmDialog.AskAsync(Dialogs, "Cancel this sweep?", "It stops for good. Its points and finished trials stay.", "Cancel sweep"))
        {
            await ActAsync(() => Control.CancelAsync(SweepId, _watch.Token), "Cancelled. All points measured so far stay.");
        }
    }

    private async Task DeleteAsync()
    {
        if (await ConfirmDialog.AskAsync(Dialogs, "Delete this sweep?", "Its trials, points and the galleries trained from it are deleted too.", "Delete sweep"))
        {
            await ActAsync(
                async () =>
                {
                    await Control.DeleteAsync(SweepId, _watch.Token);
                    Navigation.NavigateTo("/sweeps");
                },
                $"Sweep {Id} and its points were deleted.");
        }
    }

    private Task TrainAsync(Trial trial) => ActAsync(
        async () =>
        {
            var refit = await Refits.StartAsync(trial.Id, _watch.Token);
            Navigation.NavigateTo($"/gallery/{refit.Id}");
        },
        $"Training trial {trial.Number} on all likes.");

    private async Task ActAsync(Func<Task> act, string done)
    {
        try
        {
            await act();
            Snackbar.Add(done, Severity.Success);
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
        }
    }

    private void Toggle(Trial trial) => Select(trial.Number == TrialNumber ? null : trial.Number);

    private void Select(int? number) => GoTo(new() { ["trial"] = number });

    private void Show(CurveView view) => GoTo(new()
    {
        ["series"] = view.Series == CurveSeries.Test ? null : view.Series.ToString().ToLowerInvariant(),
        ["protocol"] = view.IsUnseenOnly == IsUnseenByDefault ? null : view.IsUnseenOnly ? "unseen" : "post",
        ["scale"] = view.IsLogarithmic ? "log" : null,
        ["show"] = view.ShowsAll ? "all" : null,
    });

    private void GoTo(Dictionary<string, object?> query) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query), replace: true);
}
