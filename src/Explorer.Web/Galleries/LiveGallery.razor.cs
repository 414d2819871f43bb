using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Web.Sweeps;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Galleries;

/// <summary>
/// Pinned items of a sweep and how their neighbours settle, epoch by epoch, in one trial. Whenever the sweep's page has read what is new, it
/// reads what is new of the trial that it shows, after a cursor of its own.
/// </summary>
public sealed partial class LiveGallery : IDisposable
{
    private const int BatchSize = 2_000;
    private const int MostStarters = 4;
    private const int MostPins = Lab.Sweeps.Pins.Most;
    private const double SparkWidth = 160;
    private const double SparkHeight = 36;

    private readonly CancellationTokenSource _gone = new();
    private SweepItems? _known;
    private Dataset? _dataset;
    private IReadOnlyList<int> _pinned = [];
    private LiveBook? _book;
    private int? _scrubbed;
    private int? _asked;
    private bool _hasRead;
    private bool _isReading;
    private bool _isStale;
    private string? _problem;

    [Inject]
    public required PinStore Store { get; init; }

    [Inject]
    public required Pins Pins { get; init; }

    [Inject]
    public required SweepItemsCache ItemsOfSweeps { get; init; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    /// <summary>The sweep; another one after each change.</summary>
    [Parameter, EditorRequired]
    public required SweepPicture Picture { get; set; }

    /// <summary>The points received so far.</summary>
    [Parameter, EditorRequired]
    public required CurveBook Book { get; set; }

    /// <summary>The trial to show; null follows one.</summary>
    [Parameter, EditorRequired]
    public required Trial? Selected { get; set; }

    /// <summary>Which one.</summary>
    [Parameter]
    public LiveFollow Follow { get; set; }

    /// <summary>The epoch in the address; null follows the last one.</summary>
    [Parameter]
    public int? AskedEpoch { get; set; }

    /// <summary>Address of the stability's learning curve.</summary>
    [Parameter, EditorRequired]
    public required string CurveHref { get; set; }

    /// <summary>The person follows a trial.</summary>
    [Parameter]
    public EventCallback<LiveFollow> OnFollow { get; set; }

    /// <summary>The person stays at an epoch; null for the last one, whichever that is.</summary>
    [Parameter]
    public EventCallback<int?> OnEpoch { get; set; }

    private Trial? Shown => Selected ?? (Follow == LiveFollow.Running ? Running ?? Picture.Best : Picture.Best ?? Running);

    private Trial? Running => Picture.Trials.FirstOrDefault(trial => trial.State == WorkState.Running);

    private string Title => Shown is { } trial ? $"Trial {trial.Number}: {CurveTraces.Words(trial.Hyperparameters)}" : "No trial runs yet";

    private IReadOnlyList<int> Epochs => _book is null ? [] : [.. _book.Epochs];

    private int Epoch => (_scrubbed ?? AskedEpoch) is { } asked && Epochs.Contains(asked) ? asked : Epochs.Count > 0 ? Epochs[^1] : 0;

    private int Place => Math.Max(0, Epochs.ToList().IndexOf(Epoch));

    private IEnumerable<GalleryItem> Starters => _known is null || _pinned.Count >= MostPins
        ? []
        : _known.Search("", MostStarters + MostPins).ExceptBy(_pinned.Select(item => _known.Items[item].ItemId), item => item.ItemId).Take(MostStarters);

    private string Missing => Shown switch
    {
        null => "Its neighbours appear when the first epoch is measured.",
        { State: WorkState.Running } => "Its neighbours appear at the next measured epoch.",
        { State: WorkState.Queued or WorkState.Paused } => "Its neighbours appear when this trial runs.",
        var trial => $"It was not pinned when trial {trial.Number} was at this epoch. Follow a running trial, or preview this one below.",
    };

    private IReadOnlyList<(int Epoch, double X, double Y)> Spark
    {
        get
        {
            var points = Shown is null ? [] : Book[Shown.Id].Where(point => point.NeighbourStability is not null).ToArray();
            var last = (double)Picture.Sweep.Spec.OrderedEpochs[^1];
            return [.. points.Select(point => (point.Epoch, SparkWidth * point.Epoch / last, SparkHeight * (1 - (point.NeighbourStability ?? 0))))];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_asked != AskedEpoch)
        {
            (_asked, _scrubbed) = (AskedEpoch, null);
        }

        // One read at a time; what changes meanwhile is read by a second one.
        _isStale = true;
        if (_isReading)
        {
            return;
        }

        _isReading = true;
        try
        {
            while (_isStale)
            {
                _isStale = false;
                await ReadAsync(_gone.Token);
                StateHasChanged();
            }
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _isReading = false;
        }
    }

    private static string Invariant(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private string Pressed(LiveFollow follow) => Selected is null && Follow == follow ? "true" : "false";

    private double? StabilityAt(int epoch) => Shown is null ? null : Book[Shown.Id].FirstOrDefault(point => point.Epoch == epoch)?.NeighbourStability;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _dataset ??= await Datasets.GetAsync(Picture.Sweep.Spec.DatasetId, cancellationToken);
        _known ??= await ItemsOfSweeps.OpenAsync(Picture.Sweep, cancellationToken);
        _pinned = await Store.ItemsAsync(Picture.Sweep.Id, cancellationToken);
        if (Shown is { } trial)
        {
            if (_book?.Trial != trial.Id)
            {
                (_book, _scrubbed) = (new LiveBook(trial.Id), null);
            }

            var book = _book;
            IReadOnlyList<StoredSnapshot> batch;
            do
            {
                batch = await Store.SnapshotsAsync(trial.Id, book.Cursor, BatchSize, cancellationToken);
                book.Add(batch);
            }
            while (batch.Count == BatchSize);
        }

        _hasRead = true;
    }

    private void Scrub(ChangeEventArgs args) => _scrubbed = EpochAt(args);

    /// <summary>At its end the slider follows what is new. The address answers later, so what was chosen holds until it does.</summary>
    private Task KeepAsync(ChangeEventArgs args)
    {
        var chosen = EpochAt(args);
        var epoch = Epochs.Count > 0 && chosen == Epochs[^1] ? null : chosen;
        _scrubbed = epoch is null && AskedEpoch is null ? null : chosen;
        return OnEpoch.InvokeAsync(epoch);
    }

    private int? EpochAt(ChangeEventArgs args) =>
        int.TryParse(args.Value?.ToString(), CultureInfo.InvariantCulture, out var place) && place >= 0 && place < Epochs.Count ? Epochs[place] : null;

    private Task PinAsync(string itemId) => ActAsync(token => Pins.AddAsync(Picture.Sweep.Id, itemId, token));

    private Task UnpinAsync(int item) => ActAsync(token => Pins.RemoveAsync(Picture.Sweep.Id, _known?.Items[item].ItemId ?? "", token));

    private async Task ActAsync(Func<CancellationToken, Task> act)
    {
        try
        {
            await act(_gone.Token);
            _pinned = await Store.ItemsAsync(Picture.Sweep.Id, _gone.Token);
            _problem = null;
        }
        catch (ExplorerException exception)
        {
            _problem = exception.Message;
        }
    }
}
