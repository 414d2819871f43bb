using System.Security.Cryptography;
using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender;
using Explorer.Web.Layout;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Galleries;

/// <summary>The items of a factorization: one of them, and its neighbours.</summary>
public sealed partial class GalleryRoom
{
    private Dataset _dataset = null!;
    private GalleryItem? _item;
    private IReadOnlyList<GalleryNeighbour> _neighbours = [];
    private (string? ItemId, NeighbourView View)? _shown;
    private string? _problem;

    [Inject]
    public required FolderThumbnails Folder { get; init; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    /// <summary>The factorization.</summary>
    [Parameter, EditorRequired]
    public required OpenGallery Open { get; set; }

    /// <summary>The item in the address; null when it names none.</summary>
    [Parameter, EditorRequired]
    public required string? ItemId { get; set; }

    /// <summary>Which neighbours to show.</summary>
    [Parameter, EditorRequired]
    public required NeighbourView View { get; set; }

    /// <summary>The neighbour whose similarity is explained; null for none.</summary>
    [Parameter]
    public string? Why { get; set; }

    private List<Crumb> Crumbs =>
        [new Crumb("Gallery", "/gallery"), new Crumb(Open.Gallery.Refit.DatasetName, $"/gallery/{Open.Id}"), .. _item is null ? (Crumb[])[] : [new Crumb(_item.Name)]];

    /// <inheritdoc/>
    protected override void OnInitialized() => _dataset = Open.Dataset;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shown == (ItemId, View))
        {
            return;
        }

        if (ItemId is null)
        {
            Navigation.NavigateTo(GalleryAddress.Of(Open.Id, Open.Gallery.MostLiked.ItemId, View), replace: true);
            return;
        }

        _shown = (ItemId, View);
        try
        {
            _item = Open.Gallery.Find(ItemId);
            _neighbours = Open.Gallery.Neighbours(ItemId, View, CancellationToken.None);
            _problem = null;
        }
        catch (ExplorerException exception)
        {
            (_item, _neighbours, _problem) = (null, [], exception.Message);
        }
    }

    private void Show(GalleryItem item) => Navigation.NavigateTo(GalleryAddress.Of(Open.Id, item.ItemId, View));

    private void ShowRandom() => Show(Open.Gallery.Items[RandomNumberGenerator.GetInt32(Open.Gallery.Items.Count)]);

    private async Task ShowSurprisingAsync()
    {
        var surprising = await Task.Run(() => Open.Gallery.Surprising);
        if (surprising.Count == 0)
        {
            Snackbar.Add($"Every well-liked {Open.Word} has neighbours of a similar name here: nothing surprising.", Severity.Info);
            return;
        }

        Show(surprising[RandomNumberGenerator.GetInt32(surprising.Count)]);
    }

    private void ShowView(NeighbourView view)
    {
        if (_item is not null)
        {
            Navigation.NavigateTo(GalleryAddress.Of(Open.Id, _item.ItemId, view, Why), replace: true);
        }
    }

    private async Task UseThumbnailsAsync(ThumbnailSourceKind source)
    {
        try
        {
            _dataset = await Datasets.UpdateAsync(_dataset.Id, _dataset.Name, _dataset.ItemWord, source, CancellationToken.None);
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
        }
    }
}
