using Explorer.Lab.Refits;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Ranking;

namespace Explorer.Lab.Galleries;

/// <summary>A factorization opened to be looked at: its items, their neighbours, and search. Immutable; safe for any number of threads.</summary>
public sealed class Gallery
{
    private readonly Vocabulary _vocabulary;
    private readonly GalleryItem[] _items;
    private readonly NeighbourIndex _neighbours;
    private readonly ItemSearch _search;

    internal Gallery(Refit refit, TrainedFactors trained, IReadOnlyDictionary<string, ItemDetail> details)
    {
        Refit = refit;
        _vocabulary = new Vocabulary([.. trained.ItemIds]);
        _items = [.. Enumerable.Range(0, trained.ItemIds.Count).Select(item => ItemOf(trained, item, details))];
        _neighbours = new NeighbourIndex(trained.Factorization.Items);
        _search = new ItemSearch(_items);
    }

    /// <summary>What was trained.</summary>
    public Refit Refit { get; }

    /// <summary>All items, in the order of the factorization; at least one.</summary>
    public IReadOnlyList<GalleryItem> Items => _items;

    /// <summary>The item most people like.</summary>
    public GalleryItem MostLiked => _items.MaxBy(item => item.Likes)!;

    /// <summary>One item.</summary>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>).</exception>
    public GalleryItem Find(string itemId) => _items[IndexOf(itemId)];

    /// <summary>The most similar items, best first; never the item itself.</summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>), or take is out of range.</exception>
    public IReadOnlyList<GalleryNeighbour> Neighbours(string itemId, int take, CancellationToken cancellationToken)
    {
        RequireTake(take);
        return [.. _neighbours.Nearest(IndexOf(itemId), take, cancellationToken)
            .Select(neighbour => new GalleryNeighbour(_items[neighbour.Item], neighbour.Similarity))];
    }

    /// <summary>The most similar items of some items at once, by place in <see cref="Items"/>.</summary>
    internal RankedLists NearestOf(IReadOnlyList<int> items, int take, int threads, CancellationToken cancellationToken) =>
        _neighbours.NearestOf(items, take, threads, cancellationToken);

    /// <summary>Items whose name or id matches: exact ids first, then by how the name begins, then by likes. Everything when empty.</summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">Take is out of range.</exception>
    public IReadOnlyList<GalleryItem> Search(string text, int take)
    {
        RequireTake(take);
        return _search.Find(text, take);
    }

    /// <summary>Refuses a number of items that no list may have.</summary>
    /// <exception cref="ExplorerException">Take is not 1 … 1,000.</exception>
    internal static void RequireTake(int take)
    {
        if (take is < 1 or > 1000)
        {
            throw new ExplorerException($"take: {take} is out of range. Use 1 to 1000.");
        }
    }

    private static GalleryItem ItemOf(TrainedFactors trained, int item, IReadOnlyDictionary<string, ItemDetail> details)
    {
        var id = trained.ItemIds[item];
        var detail = details.GetValueOrDefault(id);
        var name = detail?.Name is { Length: > 0 } named ? named : trained.ItemNames[item];
        return new GalleryItem(id, name.Length > 0 ? name : id, detail?.PageUrl ?? "", trained.LikesPerItem[item]);
    }

    private int IndexOf(string itemId) => _vocabulary.TryGetIndex(itemId, out var item)
        ? item
        : throw new ExplorerException(
            $"Factorization {Refit.Id} has no item “{itemId}”. It may have fallen below the thresholds; search for another one.", Refusal.Missing);
}
