using System.Diagnostics;
using Explorer.Lab.Galleries;
using Explorer.Recommender;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Galleries;

/// <summary>A few liked items, and what the factorization makes of them.</summary>
public sealed partial class BasketRoom
{
    private const int Take = 12;

    private GalleryBasket? _basket;
    private WhyRecommended? _why;
    private string[] _known = [];
    private string[]? _asked;
    private string? _whyAsked;
    private string _pasted = "";
    private long _milliseconds;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The open gallery.</summary>
    [Parameter, EditorRequired]
    public required OpenGallery Open { get; set; }

    /// <summary>Its users.</summary>
    [Parameter, EditorRequired]
    public required GalleryUsers Users { get; set; }

    /// <summary>What is in the basket.</summary>
    [Parameter, EditorRequired]
    public required string[] ItemIds { get; set; }

    /// <summary>The recommendation that is explained; null for none.</summary>
    [Parameter]
    public string? Why { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_asked is not null && _asked.SequenceEqual(ItemIds) && _whyAsked == Why)
        {
            return;
        }

        (_asked, _whyAsked) = (ItemIds, Why);
        var started = Stopwatch.GetTimestamp();
        _basket = Users.Basket(ItemIds, Take);
        _milliseconds = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        _known = [.. _basket.Items.Select(item => item.ItemId)];
        _why = Explain();
    }

    private WhyRecommended? Explain()
    {
        try
        {
            return Why is { Length: > 0 } && _known.Length > 0 ? Users.WhyRecommended(_known, Why) : null;
        }
        catch (ExplorerException)
        {
            // An address that asks about an item which is not there shows the basket without an explanation.
            return null;
        }
    }

    private string AddressOf(IEnumerable<string> itemIds, string? why = null) => GalleryAddress.Of(
        Open.Id, "basket", [.. itemIds.Select(id => ("item", id)), .. why is null ? ((string, string)[])[] : [("why", why)]]);

    private void Show(IEnumerable<string> itemIds) => Navigation.NavigateTo(AddressOf(itemIds.Distinct(StringComparer.Ordinal)));

    private void AddPasted()
    {
        // Ids may hold commas and spaces, so a line is an id; one long line that is none is taken apart.
        var ids = _pasted.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var asked = ids.SelectMany(id => Open.Gallery.Has(id) ? [id] : id.Split([',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        _pasted = "";
        Show([.. _known, .. asked]);
    }
}
