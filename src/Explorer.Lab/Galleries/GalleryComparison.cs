using Explorer.Recommender;
using Explorer.Recommender.Comparison;

namespace Explorer.Lab.Galleries;

/// <summary>The neighbours of one item under a factorization, marked against those under the first.</summary>
/// <param name="Gallery">The factorization.</param>
/// <param name="Problem">Why there is nothing to compare; null otherwise. Usually the item fell below its thresholds.</param>
/// <param name="Changes">Neighbours in order with their marks, then those that have left.</param>
/// <param name="Overlap">Rank-biased overlap with the first list, 0 … 1.</param>
public sealed record GalleryComparison(
    Gallery Gallery, string? Problem, IReadOnlyList<ListChange<GalleryNeighbour>> Changes, double Overlap)
{
    /// <summary>Most factorizations beside each other.</summary>
    public const int Most = 4;

    /// <summary>Compares the neighbours of an item.</summary>
    /// <param name="galleries">1 … <see cref="Most"/>; the first is what the others are compared with.</param>
    /// <param name="take">Neighbours each, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">Too many factorizations, or take is out of range.</exception>
    public static IReadOnlyList<GalleryComparison> Of(
        IReadOnlyList<Gallery> galleries, string itemId, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(galleries);
        if (galleries.Count is < 1 or > Most)
        {
            throw new ExplorerException($"in: {galleries.Count} factorizations cannot stand side by side. Name 1 to {Most}.");
        }

        new NeighbourView(take).Validate();
        var lists = galleries.Select(gallery => gallery.TryFind(itemId, out _) ? gallery.Neighbours(itemId, take, cancellationToken) : null).ToArray();
        var first = lists[0] ?? [];
        return [.. galleries.Zip(lists, (gallery, list) => list is null ? Missing(gallery, itemId) : Compare(gallery, first, list))];
    }

    private static GalleryComparison Missing(Gallery gallery, string itemId) =>
        new(gallery, $"“{itemId}” is not in this factorization: it may have fallen below its thresholds.", [], 0);

    private static GalleryComparison Compare(Gallery gallery, IReadOnlyList<GalleryNeighbour> first, IReadOnlyList<GalleryNeighbour> list)
    {
        string[] before = [.. first.Select(neighbour => neighbour.Item.ItemId)];
        string[] after = [.. list.Select(neighbour => neighbour.Item.ItemId)];
        var known = first.Concat(list).GroupBy(neighbour => neighbour.Item.ItemId).ToDictionary(same => same.Key, same => same.Last());
        return new GalleryComparison(
            gallery,
            Problem: null,
            [.. ListChanges.Between(before, after).Select(change => new ListChange<GalleryNeighbour>(known[change.Entry], change.Mark, change.Before, change.After))],
            RankBiasedOverlap.Of(before, after));
    }
}
