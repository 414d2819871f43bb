using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Sweeps;

/// <summary>All sweeps, live.</summary>
public sealed partial class SweepsPage
{
    private static readonly Dictionary<string, object?> Named = new() { ["aria-label"] = "Sweeps" };

    private readonly Dictionary<SweepId, SweepPicture> _ended = [];
    private IReadOnlyList<SweepPicture>? _sweeps;

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required TrialStore Trials { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required QueueControl Queue { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        List<SweepPicture> pictures = [];
        foreach (var sweep in await Sweeps.ListAsync(cancellationToken))
        {
            pictures.Add(await PictureAsync(sweep, cancellationToken));
        }

        _sweeps = pictures;
    }

    // What has ended changes only when somebody adds, retries or deletes trials; until then its trials are read once.
    private async Task<SweepPicture> PictureAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        if (_ended.TryGetValue(sweep.Id, out var known) && known.Sweep.IsAsEnded(sweep))
        {
            return known;
        }

        var picture = new SweepPicture(sweep, await Trials.TrialsAsync(sweep, cancellationToken), TimeLeft: null);
        if (sweep.State.IsFinished())
        {
            _ended[sweep.Id] = picture;
        }

        return picture;
    }

    private async Task RunNextAsync(Sweep sweep)
    {
        try
        {
            Snackbar.Add((await Queue.MoveToFrontAsync(sweep.Id, Disposed)).Text, Severity.Success);
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
        }
    }

    private void Open(TableRowClickEventArgs<SweepPicture> args)
    {
        if (args.Item is { } picture)
        {
            Navigation.NavigateTo($"/sweeps/{picture.Sweep.Id}");
        }
    }
}
