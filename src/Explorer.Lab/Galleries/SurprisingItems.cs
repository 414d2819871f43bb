namespace Explorer.Lab.Galleries;

/// <summary>Well-liked items whose nearest neighbours share no word of their names, the most similar first.</summary>
internal static class SurprisingItems
{
    private const int LookedAt = 500;
    private const int NeighboursEach = 5;
    private const int Most = 24;

    /// <summary>Shorter words, such as “of” and “the”, are in everybody's name.</summary>
    private const int LeastWord = 4;

    public static IReadOnlyList<GalleryItem> Of(Gallery gallery)
    {
        var found = new List<(GalleryItem Item, double Similarity)>();
        foreach (var item in gallery.Search("", LookedAt))
        {
            var words = WordsOf(item.Name);
            var strangers = gallery.Neighbours(item.ItemId, NeighboursEach, CancellationToken.None)
                .Where(neighbour => !WordsOf(neighbour.Item.Name).Overlaps(words))
                .ToArray();
            if (strangers.Length > NeighboursEach / 2)
            {
                found.Add((item, strangers.Average(neighbour => neighbour.Similarity)));
            }
        }

        return [.. found.OrderByDescending(one => one.Similarity).Take(Most).Select(one => one.Item)];
    }

    private static HashSet<string> WordsOf(string name) => SearchText.WordsOf(name.ToLowerInvariant())
        .Where(word => word.Length >= LeastWord)
        .ToHashSet(StringComparer.Ordinal);
}
