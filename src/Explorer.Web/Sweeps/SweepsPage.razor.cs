using Explorer.Lab;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Sweeps;

/// <summary>All sweeps, live.</summary>
public sealed partial class SweepsPage : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Dictionary<SweepId, SweepPicture> _ended = [];
    private readonly Watch _watch;
    private IReadOnlyList<SweepPicture>? _sweeps;

    /// <summary>Made by the framework.</summary>
    public SweepsPage() => _watch = new Watch(DispatchExceptionAsync);

    [Inject]
    public required SweepStore Sweeps { get; init; }

    [Inject]
    public required Bell Bell { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

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
        await foreach (var _ in Bell.ListenAsync(Topics.Lists, Rest, cancellationToken))
        {
            List<SweepPicture> pictures = [];
            foreach (var sweep in await Sweeps.ListAsync(cancellationToken))
            {
                pictures.Add(await PictureAsync(sweep, cancellationToken));
            }

            _sweeps = pictures;
            StateHasChanged();
        }
    }

    // What has ended no longer changes, so its trials are read once.
    private async Task<SweepPicture> PictureAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        if (_ended.TryGetValue(sweep.Id, out var known))
        {
            return known;
        }

        var picture = new SweepPicture(sweep, await Sweeps.TrialsAsync(sweep, cancellationToken), TimeLeft: null);
        if (sweep.State.IsFinished())
        {
            _ended[sweep.Id] = picture;
        }

        return picture;
    }

    private void Open(TableRowClickEventArgs<SweepPicture> args)
    {
        if (args.Item is { } picture)
        {
            Navigation.NavigateTo($"/sweeps/{picture.Sweep.Id}");
        }
    }
}
