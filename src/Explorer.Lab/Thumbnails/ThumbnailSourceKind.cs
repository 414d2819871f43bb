namespace Explorer.Lab.Thumbnails;

/// <summary>Where pictures of items come from.</summary>
public enum ThumbnailSourceKind
{
    /// <summary>Drawn from the item's id and name; needs no network.</summary>
    Drawn,

    /// <summary>Sketchfab's public API, by model id.</summary>
    Sketchfab,

    /// <summary>The address in the items file's thumbnail column.</summary>
    ItemsFile,
}
