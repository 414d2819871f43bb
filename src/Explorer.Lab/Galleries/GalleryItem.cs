using Explorer.Recommender.Likes;

namespace Explorer.Lab.Galleries;

/// <summary>An item as the gallery shows it.</summary>
/// <param name="Name">Its name, or its id when it has none.</param>
/// <param name="PageUrl">Where more about it is to be found; empty when unknown.</param>
/// <param name="Likes">Likes it was trained on.</param>
/// <param name="Tags">Words it is filed under, for search; empty when there are none.</param>
public sealed record GalleryItem(string ItemId, string Name, string PageUrl, int Likes, string Tags = "")
{
    /// <summary>An item of a likes file, with what an items file says of it.</summary>
    /// <param name="name">The name in the likes file; empty when it has none.</param>
    /// <param name="detail">What an items file says; null when it says nothing.</param>
    internal static GalleryItem Of(string itemId, string name, int likes, ItemDetail? detail)
    {
        var known = detail?.Name is { Length: > 0 } named ? named : name;
        return new GalleryItem(itemId, known.Length > 0 ? known : itemId, detail?.PageUrl ?? "", likes, detail?.Tags ?? "");
    }
}
