using System.Security.Cryptography;
using Explorer.Lab.Galleries;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Explorer.Web.Galleries;

/// <summary>Shows one item after the other for an audience: large, dark, by itself.</summary>
public sealed partial class Presenter : IAsyncDisposable
{
    private const int Shown = 8;

    /// <summary>Items are drawn from the best known, so that an audience recognises them.</summary>
    private const int BestKnown = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(8);

    private readonly Watch _advancing;
    private readonly Stack<GalleryItem> _past = new();
    private ElementReference _stage;
    private ElementReference _fullScreen;
    private GalleryItem _item = null!;
    private IReadOnlyList<GalleryNeighbour> _neighbours = [];
    private bool _isPaused;
    private long _changedAt;

    /// <summary>Made by the framework.</summary>
    public Presenter() => _advancing = new Watch(DispatchExceptionAsync);

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The open gallery.</summary>
    [Parameter, EditorRequired]
    public required OpenGallery Open { get; set; }

    /// <summary>Where to begin; the most liked item when it is null or unknown.</summary>
    [Parameter]
    public string? ItemId { get; set; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _advancing.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        Set(ItemId is not null && Open.Gallery.Has(ItemId) ? Open.Gallery.Find(ItemId) : Open.Gallery.MostLiked);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _advancing.Start(AdvanceAsync);
        }
    }

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/present.js");
        await module.InvokeVoidAsync("offerFullScreen", cancellationToken, _stage, _fullScreen);
        while (true)
        {
            var left = Pause - Time.GetElapsedTime(_changedAt);
            await Task.Delay(_isPaused || left <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(250) : left, Time, cancellationToken);
            if (!_isPaused && Time.GetElapsedTime(_changedAt) >= Pause)
            {
                Next();
                StateHasChanged();
            }
        }
    }

    private void TogglePause() => _isPaused = !_isPaused;

    private void Next()
    {
        var others = Open.Gallery.Search("", BestKnown).Where(item => item != _item).ToArray();
        if (others.Length > 0)
        {
            Show(others[RandomNumberGenerator.GetInt32(others.Length)]);
        }
    }

    private void Back()
    {
        if (_past.TryPop(out var item))
        {
            Set(item);
        }
    }

    private void Show(GalleryItem item)
    {
        _past.Push(_item);
        Set(item);
    }

    private void Set(GalleryItem item)
    {
        _item = item;
        _neighbours = Open.Gallery.Neighbours(item.ItemId, Shown, CancellationToken.None);
        _changedAt = Time.GetTimestamp();
    }
}
