using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;

namespace Explorer.Web.Galleries;

/// <summary>Names of thumbnail sources, and addresses of pictures.</summary>
internal static class ThumbnailText
{
    /// <summary>The source's name, with the outside host it asks.</summary>
    public static string Of(ThumbnailSourceKind source) => source switch
    {
        ThumbnailSourceKind.Drawn => "Drawn",
        ThumbnailSourceKind.Sketchfab => "Sketchfab (asks sketchfab.com)",
        ThumbnailSourceKind.ItemsFile => "Items file",
        ThumbnailSourceKind.Folder => "Folder",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    /// <summary>The address of an item's picture. It changes with what the picture depends on, so that a browser may keep pictures.</summary>
    /// <param name="round">Grows when pictures are asked for again, since a fetched one may have replaced the drawn one.</param>
    public static string Address(Dataset dataset, string itemId, int round) =>
        $"/thumbnails/{dataset.Id}?item={Uri.EscapeDataString(itemId)}&source={dataset.ThumbnailSource}&v={dataset.ItemsVersion}" +
        (round == 0 ? "" : $"&round={round}");
}
