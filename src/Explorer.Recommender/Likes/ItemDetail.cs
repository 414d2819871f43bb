namespace Explorer.Recommender.Likes;

/// <summary>What an items file says about one item. Everything but the id is empty where the file says nothing.</summary>
/// <param name="ItemId">Opaque text, as in a likes file.</param>
/// <param name="Name">The item's name.</param>
/// <param name="ThumbnailUrl">An absolute http or https address of a picture.</param>
/// <param name="PageUrl">An absolute http or https address of a page about the item.</param>
/// <param name="Tags">Words it is filed under, distinct, separated by <c>|</c>.</param>
public sealed record ItemDetail(string ItemId, string Name, string ThumbnailUrl, string PageUrl, string Tags = "")
{
    /// <summary>The tags, each by itself.</summary>
    public IReadOnlyList<string> TagList => Tags.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
