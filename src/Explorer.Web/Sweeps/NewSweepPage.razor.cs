using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>Sets up a sweep. Everything typed is in the address; what it would train on is checked as one types.</summary>
public sealed partial class NewSweepPage : IAsyncDisposable
{
    /// <summary>How long a person pauses before what they typed is checked.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _superseded;
    private IReadOnlyList<Dataset>? _datasets;
    private SweepDraft? _draft;
    private SweepSpec? _spec;
    private SweepPlan? _plan;
    private string? _problem;
    private bool _isChecking;
    private bool _isStarting;

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required SweepControl Control { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private bool CanStart => _draft is not null && _problem is null && !_isStarting;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
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
            _datasets = await Datasets.ListAsync(_leaving.Token);
            if (_datasets is [var newest, ..])
            {
                _draft = SweepDraft.FromQuery(new Uri(Navigation.Uri).Query, newest.Id);
                await CheckAsync(TimeSpan.Zero);
            }

            StateHasChanged();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left before it had loaded.
        }
    }

    private async Task Change(SweepDraft draft)
    {
        if (draft.Equals(_draft))
        {
            return;
        }

        _draft = draft;
        Navigation.NavigateTo("/sweeps/new" + draft.ToQuery(), replace: true);
        await CheckAsync(Pause);
    }

    private async Task CheckAsync(TimeSpan pause)
    {
        if (_superseded is not null)
        {
            await _superseded.CancelAsync();
        }

        using var mine = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        _superseded = mine;
        (_spec, _plan, _problem) = (null, null, null);
        try
        {
            _spec = _draft!.ToSpec();
            _isChecking = true;
            StateHasChanged();
            await Task.Delay(pause, Time, mine.Token);
            _plan = await Control.CheckAsync(_spec, mine.Token);
            _isChecking = false;
        }
        catch (ExplorerException exception)
        {
            (_problem, _isChecking) = (exception.Message, false);
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // Something newer was typed, or the page was left.
        }
        finally
        {
            _superseded = _superseded == mine ? null : _superseded;
        }
    }

    private async Task StartAsync()
    {
        _isStarting = true;
        try
        {
            var sweep = await Control.CreateAsync(_draft!.ToSpec(), _leaving.Token);
            Navigation.NavigateTo($"/sweeps/{sweep.Id}");
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
        }
        finally
        {
            _isStarting = false;
        }
    }

    private string NameOf(DatasetId id) => _datasets?.FirstOrDefault(dataset => dataset.Id == id)?.Name ?? $"Dataset {id} (gone)";
}
