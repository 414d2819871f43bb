namespace Explorer.Lab.Galleries;

/// <summary>Finds items by name or id as one types, without regard to case. One pass over the names.</summary>
internal sealed class ItemSearch
{
    private const int NoMatch = int.MaxValue;

    /// <summary>Most liked first, so that equally good matches come in that order.</summary>
    private readonly GalleryItem[] _items;

    public ItemSearch(IEnumerable<GalleryItem> items) => _items = [.. items.OrderByDescending(item => item.Likes)];

    public IReadOnlyList<GalleryItem> Find(string text, int take)
    {
        var wanted = text.Trim();
        if (wanted.Length == 0)
        {
            return _items.AsSpan(0, Math.Min(take, _items.Length)).ToArray();
        }

        return [.. _items
            .Select(item => (Item: item, Rank: Rank(item, wanted)))
            .Where(match => match.Rank != NoMatch)
            .OrderBy(match => match.Rank)
            .Take(take)
            .Select(match => match.Item)];
    }

    private static int Rank(GalleryItem item, string wanted)
    {
        if (item.ItemId.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var place = item.Name.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
        return place switch
        {
            0 => item.Name.Length == wanted.Length ? 0 : 1,
            > 0 => char.IsLetterOrDigit(item.Name[place - 1]) ? 3 : 2,
            _ => item.ItemId.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) ? 4 : NoMatch,
        };
    }
}
