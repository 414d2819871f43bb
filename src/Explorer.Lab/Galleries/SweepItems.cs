using Explorer.Recommender;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Galleries;

/// <summary>The items that pass a sweep's thresholds: known before anything is trained. Immutable; safe for any number of threads.</summary>
public sealed class SweepItems
{
    private readonly Vocabulary _vocabulary;
    private readonly GalleryItem[] _items;
    private readonly ItemSearch _search;

    internal SweepItems(LikeSet core, IReadOnlyDictionary<string, ItemDetail> details)
    {
        _vocabulary = core.ItemVocabulary;
        var likes = new int[core.ItemCount];
        foreach (var item in core.Items)
        {
            likes[item]++;
        }

        _items = [.. core.ItemVocabulary.Ids.Select((id, item) => GalleryItem.Of(id, core.ItemNames[item], likes[item], details.GetValueOrDefault(id)))];
        _search = new ItemSearch(_items);
    }

    /// <summary>By dense index, as trials have them; at least one.</summary>
    public IReadOnlyList<GalleryItem> Items => _items;

    /// <summary>As <see cref="Gallery.Search"/>.</summary>
    /// <exception cref="ExplorerException">Take is out of range.</exception>
    public IReadOnlyList<GalleryItem> Search(string text, int take)
    {
        Gallery.RequireTake(take);
        return _search.Find(text, take);
    }

    /// <summary>The dense index of an item.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    internal int IndexOf(string itemId) => _vocabulary.TryGetIndex(itemId, out var item)
        ? item
        : throw new ExplorerException($"The sweep has no item “{itemId}”. It may be below the thresholds; search for another one.", Refusal.Missing);
}
