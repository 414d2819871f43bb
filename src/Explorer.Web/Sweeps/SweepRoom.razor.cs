using System.Diagnostics;
using Explorer.Lab.Refits;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Web.Layout;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Sweeps;

/// <summary>A sweep, watched live: everything so far, then every new point. Selection and view are in the address.</summary>
public sealed partial class SweepRoom : IAsyncDisposable
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(400);

    /// <summary>The views to understand a sweep are heavier than its curves: once a second at most.</summary>
    private static readonly TimeSpan LongerRest = TimeSpan.FromSeconds(1);

    /// <summary>A drawing that was lost with its line says nothing about how slow the browser is.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    private readonly Watch _watch;
    private LearningCurves? _curves;
    private CurveBook _book = CurveBook.Empty;
    private SweepPicture? _picture;
    private SweepPicture? _shown;
    private SweepFilter _filter = SweepFilter.None;
    private string? _problem;

    /// <summary>Made by the framework.</summary>
    public SweepRoom() => _watch = new Watch(DispatchExceptionAsync);

    [Inject]
    public required SweepControl Control { get; init; }

    [Inject]
    public required SweepReadings Readings { get; init; }

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

    private SweepId SweepId => new(Id);

    private List<Crumb> Crumbs =>
    [
        new Crumb("Sweeps", "/sweeps"),
        .. _picture is null ? (Crumb[])[] : [new Crumb(_picture.Sweep.DatasetName, DatasetHref)],
        .. Selected is null ? (Crumb[])[new Crumb($"Sweep {Id}")] : [new Crumb($"Sweep {Id}", $"/sweeps/{Id}"), new Crumb($"Trial {Selected.Number}")],
    ];

    /// <summary>An imported sweep's dataset is only named, unless the same likes are here.</summary>
    private string? DatasetHref => _picture?.Sweep is { Origin: { } origin }
        ? origin.DatasetHere is { } here ? $"/data/{here}" : null
        : $"/data/{_picture?.Sweep.Spec.DatasetId}";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        NoteArrival();
        if (_filter.Text != (FilterText ?? ""))
        {
            _filter = _filter.Read(FilterText);
            _shown = _picture is null ? null : _filter.Apply(_picture);
        }
    }

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
            await foreach (var reading in Readings.WatchAsync(SweepId, cancellationToken))
            {
                await ShowAsync(reading, cancellationToken);
            }
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
            StateHasChanged();
        }
    }

    // A browser that is slow to draw is asked less often, so that it always has time left for the person.
    private async Task ShowAsync(SweepReading reading, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _book = reading.Book;
        _picture = new SweepPicture(reading.Sweep, reading.Trials, reading.TimeLeft);
        _shown = _filter.Apply(_picture);
        StateHasChanged();
        if (_curves is not null && SweepView.Known(ViewWord) is null)
        {
            await _curves.DrawAsync(cancellationToken);
        }

        var rest = Math.Clamp(3 * Stopwatch.GetElapsedTime(started).TotalSeconds, (IsUnderstanding ? LongerRest : ShortestRest).TotalSeconds, LongestRest.TotalSeconds);
        await Task.Delay(TimeSpan.FromSeconds(rest), Time, cancellationToken);
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

    private Task PreviewAsync(Trial trial) => ActAsync(
        async () =>
        {
            var preview = await Refits.PreviewAsync(trial.Id, epoch: null, _watch.Token);
            Navigation.NavigateTo($"/gallery/compare?in={preview.Id}");
        },
        $"Trial {trial.Number} as it was at its best epoch.");

    private async Task ActAsync(Func<Task> act, string done)
    {
        try
        {
            await act();
            Say(done, Severity.Success);
        }
        catch (ExplorerException exception)
        {
            Say(exception.Message, Severity.Error);
        }
    }
}
