using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Galleries;

/// <summary>The neighbours of one item under two to four factorizations.</summary>
public sealed partial class CompareRoom
{
    private const int Take = 12;

    private readonly List<Gallery> _open = [];
    private readonly List<Dataset> _datasets = [];
    private IReadOnlyList<GalleryComparison> _columns = [];
    private GalleryItem? _item;
    private IReadOnlyList<Refit> _others = [];
    private IReadOnlyList<FactorizationId> _waiting = [];
    private Refit? _first;
    private (string Ids, string? ItemId)? _shown;
    private string? _problem;

    [Inject]
    public required GalleryCache Galleries { get; init; }

    [Inject]
    public required FactorizationStore Factorizations { get; init; }

    [Inject]
    public required DatasetStore Datasets { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The factorizations, the first being what the others are compared with.</summary>
    [Parameter, EditorRequired]
    public required long[] Ids { get; set; }

    /// <summary>The item; null for the most liked of the first.</summary>
    [Parameter, EditorRequired]
    public required string? ItemId { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var asked = (string.Join(',', Ids), ItemId);
        if (_shown == asked)
        {
            return;
        }

        _shown = asked;
        try
        {
            await OpenAsync();
            _problem = null;
        }
        catch (ExplorerException exception)
        {
            (_columns, _waiting, _item, _problem) = ([], [], null, exception.Message);
        }
    }

    private async Task OpenAsync()
    {
        var all = (await Factorizations.ListAsync(CancellationToken.None)).Where(refit => refit.State == WorkState.Completed).ToArray();
        if (Ids.Length == 0 && all.Length > 0)
        {
            Show([all[0].Id.Value], ItemId);
            return;
        }

        _open.Clear();
        _datasets.Clear();
        var asked = new List<Refit>();
        foreach (var id in Ids.Distinct().Take(GalleryComparison.Most))
        {
            asked.Add(await Factorizations.GetAsync(new FactorizationId(id), CancellationToken.None));
        }

        _first = asked.FirstOrDefault();
        _waiting = [.. asked.Where(refit => refit.State != WorkState.Completed).Select(refit => refit.Id)];
        foreach (var refit in asked.Where(refit => refit.State == WorkState.Completed))
        {
            var gallery = await Galleries.OpenAsync(refit.Id, CancellationToken.None);
            _datasets.Add(await Datasets.GetAsync(gallery.Refit.DatasetId, CancellationToken.None));
            _open.Add(gallery);
        }

        // Another dataset's items are other items, whatever their ids.
        _others = [.. all.Where(refit => refit.DatasetId == _first?.DatasetId && !Ids.Contains(refit.Id.Value))];
        if (_open.Count > 0 && ItemId is null)
        {
            Show(Ids, _open[0].MostLiked.ItemId);
            return;
        }

        var known = _open.FirstOrDefault(gallery => gallery.Has(ItemId ?? ""));
        _item = known?.Find(ItemId ?? "");
        _columns = _open.Count == 0 ? [] : GalleryComparison.Of(_open, ItemId ?? "", Take, CancellationToken.None);
    }

    private Task OpenAgainAsync()
    {
        _shown = null;
        return OnParametersSetAsync();
    }

    private void Show(IEnumerable<long> ids, string? itemId)
    {
        var item = itemId is null ? "" : $"&item={Uri.EscapeDataString(itemId)}";
        Navigation.NavigateTo($"/gallery/compare?{string.Join('&', ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"in={id}")))}{item}", replace: ItemId is null);
    }
}
