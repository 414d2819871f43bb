namespace Explorer.Lab.Thumbnails;

/// <summary>Where pictures of items come from; a choice of the person, kept with the dataset.</summary>
public enum ThumbnailSourceKind
{
    /// <summary>Drawn here; no request leaves the machine.</summary>
    Drawn,

    /// <summary>Sketchfab's public API, by model id.</summary>
    Sketchfab,

    /// <summary>The addresses in an items file.</summary>
    ItemsFile,

    /// <summary>A folder of this machine, see <see cref="FolderThumbnails"/>.</summary>
    Folder,
}
