using System.Numerics.Tensors;
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
    private readonly ItemSearch _search;
    private readonly Lazy<IReadOnlyList<GalleryItem>> _surprising;

    internal Gallery(Refit refit, TrainedFactors trained, IReadOnlyDictionary<string, ItemDetail> details)
    {
        Refit = refit;
        Trained = trained;
        _vocabulary = new Vocabulary([.. trained.ItemIds]);
        _items = [.. Enumerable.Range(0, trained.ItemIds.Count).Select(item => ItemOf(trained, item, details))];
        Index = new NeighbourIndex(trained.Factorization.Items);
        _search = new ItemSearch(_items);
        _surprising = new Lazy<IReadOnlyList<GalleryItem>>(() => SurprisingItems.Of(this));
    }

    /// <summary>What was trained.</summary>
    public Refit Refit { get; }

    /// <summary>All items, in the order of the factorization; at least one.</summary>
    public IReadOnlyList<GalleryItem> Items => _items;

    /// <summary>The item most people like.</summary>
    public GalleryItem MostLiked => _search.MostLiked;

    /// <summary>Well-liked items whose neighbours have other names: what likes know and words do not. Most surprising first; some tenths of a second at the first call.</summary>
    public IReadOnlyList<GalleryItem> Surprising => _surprising.Value;

    /// <summary>The factors and the ids of their rows.</summary>
    internal TrainedFactors Trained { get; }

    /// <summary>Items by direction.</summary>
    internal NeighbourIndex Index { get; }

    /// <summary>Whether there is an item with this id.</summary>
    public bool Has(string itemId) => TryFind(itemId, out _);

    /// <summary>One item.</summary>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>).</exception>
    public GalleryItem Find(string itemId) => _items[IndexOf(itemId)];

    /// <summary>The most similar items, best first; never the item itself.</summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>), or take is out of range.</exception>
    public IReadOnlyList<GalleryNeighbour> Neighbours(string itemId, int take, CancellationToken cancellationToken) =>
        Neighbours(itemId, new NeighbourView(take), cancellationToken);

    /// <summary>Similar items as a view wants them; never the item itself.</summary>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>), or the view is out of range.</exception>
    public IReadOnlyList<GalleryNeighbour> Neighbours(string itemId, NeighbourView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        view.Validate();

        // A view of its own looks at every item; the plain list is the index's own.
        var nearest = Index.Nearest(IndexOf(itemId), view.IsPlain ? view.Take : _items.Length, cancellationToken)
            .Select(neighbour => new GalleryNeighbour(_items[neighbour.Item], neighbour.Similarity));
        return view.IsPlain ? [.. nearest] : [.. Ordered(nearest.Where(neighbour => neighbour.Item.Likes >= view.MinLikes), view).Take(view.Take)];
    }

    /// <summary>The most similar items of some items at once, by place in <see cref="Items"/>.</summary>
    internal RankedLists NearestOf(IReadOnlyList<int> items, int take, int threads, CancellationToken cancellationToken) =>
        Index.NearestOf(items, take, threads, cancellationToken);

    /// <summary>The cosine of two items' factors, −1 … 1; 0 when either has no direction.</summary>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>).</exception>
    public double Similarity(string itemId, string otherId)
    {
        var (items, item, other) = (Trained.Factorization.Items, IndexOf(itemId), IndexOf(otherId));
        var cosine = TensorPrimitives.CosineSimilarity<float>(items[item], items[other]);
        return float.IsFinite(cosine) ? cosine : 0;
    }

    /// <summary>
    /// Items whose name, tags or id match, without regard to case: exact names and ids first, then names that begin so, then words that do, then
    /// all words in any order, then parts of words, then words misspelt by a letter or two; equal matches by likes. Everything when empty.
    /// </summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">Take is out of range.</exception>
    public IReadOnlyList<GalleryItem> Search(string text, int take)
    {
        RequireTake(take);
        return _search.Find(text, take);
    }

    /// <summary>The dense index of an item.</summary>
    /// <returns>False when there is none with this id.</returns>
    internal bool TryFind(string itemId, out int item) => _vocabulary.TryGetIndex(itemId, out item);

    /// <summary>The dense index of an item.</summary>
    /// <exception cref="ExplorerException">The factorization has no such item (<see cref="Refusal.Missing"/>).</exception>
    internal int IndexOf(string itemId) => _vocabulary.TryGetIndex(itemId, out var item)
        ? item
        : throw new ExplorerException(
            $"Factorization {Refit.Id} has no item “{itemId}”. It may have fallen below the thresholds; search for another one.", Refusal.Missing);

    private IEnumerable<GalleryNeighbour> Ordered(IEnumerable<GalleryNeighbour> nearest, NeighbourView view)
    {
        var most = Math.Log(1 + MostLiked.Likes);
        return view.Popularity == 0
            ? nearest
            : nearest.OrderByDescending(neighbour => neighbour.Similarity + (view.Popularity * Math.Log(1 + neighbour.Item.Likes) / most));
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

    private static GalleryItem ItemOf(TrainedFactors trained, int item, IReadOnlyDictionary<string, ItemDetail> details) => GalleryItem.Of(
        trained.ItemIds[item], trained.ItemNames[item], trained.LikesPerItem[item], details.GetValueOrDefault(trained.ItemIds[item]));
}
