using System.Security.Cryptography;
using Explorer.Lab;
using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Thumbnails;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Web.Layout;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Galleries;

/// <summary>One factorization: its training while it lasts, then its items and their neighbours.</summary>
public sealed partial class GalleryRoom
{
    private Refit? _refit;
    private Dataset? _dataset;
    private Gallery? _gallery;
    private GalleryItem? _item;
    private IReadOnlyList<GalleryNeighbour> _neighbours = [];
    private (string? ItemId, int Take)? _shown;
    private string? _problem;

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required GalleryCache Galleries { get; init; }

    [Inject]
    public required RefitControl Control { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    /// <summary>The factorization.</summary>
    [Parameter, EditorRequired]
    public required FactorizationId Id { get; set; }

    /// <summary>The item in the address; null when it names none.</summary>
    [Parameter, EditorRequired]
    public required string? ItemId { get; set; }

    /// <summary>How many neighbours to show.</summary>
    [Parameter, EditorRequired]
    public required int Take { get; set; }

    /// <inheritdoc/>
    protected override string Topic => Topics.Factorization(Id);

    /// <inheritdoc/>
    protected override TimeSpan Rest => TimeSpan.FromMilliseconds(300);

    private List<Crumb> Crumbs =>
        [new Crumb("Gallery", "/gallery"), new Crumb(_refit?.DatasetName ?? "…", $"/gallery/{Id}"), .. _item is null ? (Crumb[])[] : [new Crumb(_item.Name)]];

    /// <inheritdoc/>
    protected override void OnParametersSet() => ShowItem();

    /// <inheritdoc/>
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _refit = await Factorizations.GetAsync(Id, cancellationToken);
        if (_refit.State == WorkState.Completed && _gallery is null)
        {
            StateHasChanged();
            _dataset = await Datasets.GetAsync(_refit.DatasetId, cancellationToken);
            _gallery = await Galleries.OpenAsync(Id, cancellationToken);
            ShowItem();
        }
    }

    private void ShowItem()
    {
        if (_gallery is null || _shown == (ItemId, Take))
        {
            return;
        }

        if (ItemId is null)
        {
            Navigation.NavigateTo(GalleryAddress.Of(Id, _gallery.MostLiked.ItemId, Take), replace: true);
            return;
        }

        _shown = (ItemId, Take);
        try
        {
            _item = _gallery.Find(ItemId);
            _neighbours = _gallery.Neighbours(ItemId, Take, Disposed);
            _problem = null;
        }
        catch (ExplorerException exception)
        {
            (_item, _neighbours, _problem) = (null, [], exception.Message);
        }
    }

    private void Open(GalleryItem item) => Navigation.NavigateTo(GalleryAddress.Of(Id, item.ItemId, Take));

    private void OpenRandom() => Open(_gallery!.Items[RandomNumberGenerator.GetInt32(_gallery.Items.Count)]);

    private void OpenMostLiked() => Open(_gallery!.MostLiked);

    private void ShowAmount(int take) =>
        Navigation.NavigateTo(GalleryAddress.Of(Id, ItemId ?? _gallery!.MostLiked.ItemId, take), replace: true);

    private async Task UseThumbnailsAsync(ThumbnailSourceKind source) => await ActAsync(async () =>
        _dataset = await Datasets.UpdateAsync(_dataset!.Id, _dataset.Name, _dataset.ItemWord, source, Disposed));

    private async Task CancelAsync() => await ActAsync(async () =>
    {
        await Control.CancelAsync(Id, Disposed);
        Snackbar.Add("Cancelled. Nothing of this training was kept; the sweep is as it was.", Severity.Success);
    });

    private async Task ActAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ExplorerException exception)
        {
            Snackbar.Add(exception.Message, Severity.Error);
        }
    }
}
