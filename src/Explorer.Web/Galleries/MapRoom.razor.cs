using Explorer.Lab.Galleries;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Explorer.Web.Galleries;

/// <summary>All items in two dimensions, drawn by js/map.js from the API's own answer.</summary>
public sealed partial class MapRoom : IAsyncDisposable
{
    private const int MostInBasket = 30;
    private const int MostNamed = 60;

    /// <summary>More ids than this are not sent over the circuit; the count is still told.</summary>
    private const int MostCollected = 300;

    /// <summary>Tags with a colour of their own, as in js/map.js.</summary>
    private const int ColouredTags = 6;

    /// <summary>The colour of a tag that is chosen, as in js/map.js.</summary>
    private const int ChosenColour = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Watch _drawing;
    private readonly DotNetObjectReference<MapRoom> _self;
    private ElementReference _stage;
    private IJSObjectReference? _module;
    private IJSObjectReference? _map;
    private (bool IsNeighbours, MapColour Colour, int Tag)? _drawn;
    private GalleryTags _tags = GalleryTags.Of([]);
    private IReadOnlyList<GalleryItem> _collected = [];
    private int _total;
    private double? _progress;
    private bool _isLasso;
    private string? _problem;

    /// <summary>Made by the framework.</summary>
    public MapRoom()
    {
        _drawing = new Watch(DispatchExceptionAsync);
        _self = DotNetObjectReference.Create(this);
    }

    [Inject]
    public required GalleryStudies Studies { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The open gallery.</summary>
    [Parameter, EditorRequired]
    public required OpenGallery Open { get; set; }

    /// <summary>Which layout.</summary>
    [Parameter]
    public bool IsNeighbours { get; set; }

    /// <summary>What colours mean.</summary>
    [Parameter]
    public MapColour Colour { get; set; }

    /// <summary>The one tag that is coloured; null for the commonest.</summary>
    [Parameter]
    public string? Tag { get; set; }

    /// <summary>Its place among the tags; −1 for the commonest, and for one that there is not.</summary>
    private int ChosenTag => Colour == MapColour.Tag && Tag is not null
        ? _tags.Names.ToList().FindIndex(name => name.Equals(Tag, StringComparison.OrdinalIgnoreCase))
        : -1;

    private IReadOnlyList<(int Place, string Name)> Legend => ChosenTag >= 0
        ? [(ChosenColour, _tags.Names[ChosenTag])]
        : [.. _tags.Names.Take(ColouredTags).Select((name, place) => (place, name))];

    private GalleryMapKind Kind => IsNeighbours ? GalleryMapKind.Neighbours : GalleryMapKind.PrincipalComponents;

    private string DataAddress => $"/api/factorizations/{Open.Id}/map?kind={(IsNeighbours ? "neighbours" : "principalComponents")}";

    /// <summary>Called by js/map.js: an item was clicked.</summary>
    [JSInvokable]
    public void OnOpen(string itemId) => Navigation.NavigateTo(GalleryAddress.Of(Open.Id, itemId));

    /// <summary>Called by js/map.js: a lasso was closed.</summary>
    /// <param name="itemIds">The most liked of them, best first.</param>
    /// <param name="total">How many there are.</param>
    [JSInvokable]
    public void OnCollect(string[] itemIds, int total)
    {
        _collected = [.. itemIds.Take(MostCollected).Where(Open.Gallery.Has).Select(Open.Gallery.Find)];
        _total = total;
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _drawing.DisposeAsync();
        try
        {
            if (_map is not null)
            {
                await _map.InvokeVoidAsync("dispose");
                await _map.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the map with it.
        }

        _self.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _drawing.Start(DrawAsync);
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _tags = GalleryTags.Of(Open.Gallery.Items);

    private string AddressOf(bool isNeighbours, MapColour colour, string? tag = null)
    {
        var query = new List<(string Name, string Value)>();
        if (isNeighbours)
        {
            query.Add(("layout", "neighbours"));
        }

        if (colour != MapColour.Likes)
        {
            query.Add(("colour", WordOf(colour)));
        }

        if (colour == MapColour.Tag && tag is { Length: > 0 })
        {
            query.Add(("tag", tag));
        }

        return GalleryAddress.Of(Open.Id, "map", query);
    }

    private static string WordOf(MapColour colour) => colour.ToString().ToLowerInvariant();

    private void ChooseTag(ChangeEventArgs args) => Navigation.NavigateTo(AddressOf(IsNeighbours, MapColour.Tag, args.Value?.ToString()));

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        _module = await Js.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/map.js");
        var thumbnails = ThumbnailText.Address(Open.Dataset, "", 0);
        _map = await _module.InvokeAsync<IJSObjectReference>("create", cancellationToken, _stage, thumbnails, _self);
        while (true)
        {
            if (_drawn != (IsNeighbours, Colour, ChosenTag))
            {
                await DrawOnceAsync(_map, cancellationToken);
            }

            await Task.Delay(Pause, Time, cancellationToken);
        }
    }

    private async Task DrawOnceAsync(IJSObjectReference map, CancellationToken cancellationToken)
    {
        var wanted = (IsNeighbours, Colour, ChosenTag);
        var making = Studies.MapAsync(Open.Id, Kind, cancellationToken);
        while (!making.IsCompleted)
        {
            _progress = Studies.MapProgress(Open.Id, Kind) ?? 0;
            StateHasChanged();
            await Task.WhenAny(making, Task.Delay(Pause, Time, cancellationToken));

            // Cancelled, the delay is over at once for ever after: the shared work may go on, this page does not wait for it.
            cancellationToken.ThrowIfCancellationRequested();
        }

        await making;
        var isDrawn = await map.InvokeAsync<bool>("show", cancellationToken, DataAddress, WordOf(wanted.Colour), wanted.ChosenTag);
        (_drawn, _progress) = (wanted, null);
        _problem = isDrawn ? null : "The map could not be read from the server. Reload the page to try again.";
        StateHasChanged();
    }

    private async Task ToggleLassoAsync()
    {
        _isLasso = !_isLasso;
        if (_map is not null)
        {
            await _map.InvokeVoidAsync("lasso", _isLasso);
        }
    }

    private async Task ResetAsync()
    {
        if (_map is not null)
        {
            await _map.InvokeVoidAsync("reset");
        }
    }
}
