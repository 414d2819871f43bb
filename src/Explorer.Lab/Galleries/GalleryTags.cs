namespace Explorer.Lab.Galleries;

/// <summary>The commonest tags of a gallery's items.</summary>
public sealed class GalleryTags
{
    /// <summary>Tags that are told apart.</summary>
    public const int Most = 100;

    private GalleryTags(IReadOnlyList<string> names, IReadOnlyList<int> counts, IReadOnlyList<IReadOnlyList<int>> ofItems) =>
        (Names, Counts, OfItems) = (names, counts, ofItems);

    /// <summary>Most frequent first, equals by name; at most <see cref="Most"/>, empty when no item has a tag.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many items have each.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The places in <see cref="Names"/> of each item's tags, in the order in which the item has them. Shape [items].</summary>
    public IReadOnlyList<IReadOnlyList<int>> OfItems { get; }

    /// <summary>Counts the tags of some items; upper and lower case are the same tag, by the first spelling met.</summary>
    public static GalleryTags Of(IReadOnlyList<GalleryItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        string[][] tags = [.. items.Select(item => item.Tags.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var common = tags.SelectMany(own => own)
            .GroupBy(tag => tag, StringComparer.OrdinalIgnoreCase)
            .Select(same => (Name: same.Key, Count: same.Count()))
            .OrderByDescending(tag => tag.Count).ThenBy(tag => tag.Name, StringComparer.OrdinalIgnoreCase)
            .Take(Most)
            .ToArray();
        var places = common.Select((tag, place) => (tag.Name, place)).ToDictionary(tag => tag.Name, tag => tag.place, StringComparer.OrdinalIgnoreCase);
        return new GalleryTags(
            [.. common.Select(tag => tag.Name)],
            [.. common.Select(tag => tag.Count)],
            [.. tags.Select(own => (IReadOnlyList<int>)[.. own.Where(places.ContainsKey).Select(tag => places[tag])])]);
    }
}
