using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Explorer.Web.Galleries;

/// <summary>An item beside its neighbours.</summary>
public sealed partial class NeighbourWall : IAsyncDisposable
{
    /// <summary>When pictures are asked for again: a drawn one stands in at first while the real one is fetched.</summary>
    private static readonly TimeSpan[] Rounds = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20)];

    private readonly Watch _arrows;
    private Watch _pictures;
    private ElementReference _tiles;
    private (GalleryItem Item, NeighbourView View, ThumbnailSourceKind Source)? _asked;
    private int _round;
    private IReadOnlyDictionary<string, bool> _ratings = new Dictionary<string, bool>();
    private RatingSummary? _summary;
    private GalleryItem? _rated;

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

    [Inject]
    public required RatingStore Ratings { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

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

    /// <summary>Which neighbours the address asks for.</summary>
    [Parameter, EditorRequired]
    public required NeighbourView View { get; set; }

    /// <summary>The neighbour whose similarity is explained; null for none.</summary>
    [Parameter]
    public string? Why { get; set; }

    /// <summary>The person wants other neighbours.</summary>
    [Parameter]
    public EventCallback<NeighbourView> OnView { get; set; }

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
    protected override async Task OnParametersSetAsync()
    {
        if (_rated != Item)
        {
            _rated = Item;
            await ReadRatingsAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _arrows.Start(FollowArrowsAsync);
        }

        if (_asked != (Item, View, Dataset.ThumbnailSource))
        {
            _asked = (Item, View, Dataset.ThumbnailSource);
            await _pictures.DisposeAsync();
            _pictures = new Watch(DispatchExceptionAsync);
            _pictures.Start(AskAgainAsync);
        }
    }

    private bool? Rating(GalleryNeighbour neighbour) => _ratings.TryGetValue(neighbour.Item.ItemId, out var isGood) ? isGood : null;

    private async Task ReadRatingsAsync()
    {
        _ratings = await Ratings.OfItemAsync(Gallery.Refit.Id, Item.ItemId, CancellationToken.None);
        _summary = await Ratings.SummaryAsync(Gallery.Refit.Id, CancellationToken.None);
    }

    private async Task RateAsync(GalleryNeighbour neighbour, bool? isGood)
    {
        var (id, item, other) = (Gallery.Refit.Id, Item.ItemId, neighbour.Item.ItemId);
        try
        {
            await (isGood is { } good
                ? Ratings.SetAsync(id, item, other, good, neighbour.Similarity, CancellationToken.None)
                : Ratings.RemoveAsync(id, item, other, CancellationToken.None));
            await ReadRatingsAsync();
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
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
        foreach (var pause in Dataset.ThumbnailSource is ThumbnailSourceKind.Drawn or ThumbnailSourceKind.Folder ? [] : Rounds)
        {
            await Task.Delay(pause, Time, cancellationToken);
            _round++;
            StateHasChanged();
        }
    }
}
