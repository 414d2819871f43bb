using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Thumbnails;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Explorer.Web.Galleries;

/// <summary>An item beside its neighbours.</summary>
public sealed partial class NeighbourWall : IAsyncDisposable
{
    /// <summary>When pictures are asked for again: a drawn one stands in at first while the real one is fetched.</summary>
    private static readonly TimeSpan[] Rounds = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20)];

    private readonly Watch _arrows;
    private Watch _pictures;
    private ElementReference _tiles;
    private (GalleryItem Item, int Take, ThumbnailSourceKind Source)? _asked;
    private int _round;

    /// <summary>Made by the framework.</summary>
    public NeighbourWall()
    {
        _arrows = new Watch(DispatchExceptionAsync);
        _pictures = new Watch(DispatchExceptionAsync);
    }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The open factorization.</summary>
    [Parameter, EditorRequired]
    public required Gallery Gallery { get; set; }

    /// <summary>Its dataset.</summary>
    [Parameter, EditorRequired]
    public required Dataset Dataset { get; set; }

    /// <summary>The input item.</summary>
    [Parameter, EditorRequired]
    public required GalleryItem Item { get; set; }

    /// <summary>Its neighbours, best first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<GalleryNeighbour> Neighbours { get; set; }

    /// <summary>How many neighbours the address asks for.</summary>
    [Parameter, EditorRequired]
    public required int Take { get; set; }

    private string Word => Dataset.ItemWord;

    // The address comes from a file: anything but a web page stays text.
    private string? PageUrl => Uri.TryCreate(Item.PageUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? Item.PageUrl : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pictures.DisposeAsync();
        await _arrows.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _arrows.Start(FollowArrowsAsync);
        }

        if (_asked != (Item, Take, Dataset.ThumbnailSource))
        {
            _asked = (Item, Take, Dataset.ThumbnailSource);
            await _pictures.DisposeAsync();
            _pictures = new Watch(DispatchExceptionAsync);
            _pictures.Start(AskAgainAsync);
        }
    }

    private async Task FollowArrowsAsync(CancellationToken cancellationToken)
    {
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/tiles.js");
        await module.InvokeVoidAsync("followArrows", cancellationToken, _tiles);
    }

    private async Task AskAgainAsync(CancellationToken cancellationToken)
    {
        _round = 0;
        foreach (var pause in Dataset.ThumbnailSource == ThumbnailSourceKind.Drawn ? [] : Rounds)
        {
            await Task.Delay(pause, Time, cancellationToken);
            _round++;
            StateHasChanged();
        }
    }
}
