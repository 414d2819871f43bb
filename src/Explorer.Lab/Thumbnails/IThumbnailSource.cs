namespace Explorer.Lab.Thumbnails;

/// <summary>Knows where pictures of items are.</summary>
public interface IThumbnailSource
{
    /// <summary>The choice that means this source.</summary>
    ThumbnailSourceKind Kind { get; }

    /// <summary>What it is called in lists and logs.</summary>
    string Name { get; }

    /// <summary>What tells one picture from another before it is looked for; empty when the item can have none here.</summary>
    string KeyOf(ThumbnailRequest item);

    /// <summary>Gets the picture's file, of <see cref="ThumbnailOptions.MaxPictureBytes"/> at most; what is in it is not to be trusted.</summary>
    /// <returns>Null when there is no picture.</returns>
    /// <exception cref="HttpRequestException">No answer, an error, too many bytes, or something else than a picture.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    Task<byte[]?> ReadAsync(ThumbnailRequest item, CancellationToken cancellationToken);
}
