namespace Explorer.Lab.Galleries;

/// <summary>An item as the gallery shows it.</summary>
/// <param name="Name">Its name, or its id when it has none.</param>
/// <param name="PageUrl">Where more about it is to be found; empty when unknown.</param>
/// <param name="Likes">Likes it was trained on.</param>
/// <param name="Tags">Words it is filed under, for search; empty when there are none.</param>
public sealed record GalleryItem(string ItemId, string Name, string PageUrl, int Likes, string Tags = "");
