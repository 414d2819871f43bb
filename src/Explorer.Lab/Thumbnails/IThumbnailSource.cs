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

    /// <summary>Where the picture is.</summary>
    /// <returns>An absolute http or https address, or null when there is no picture.</returns>
    /// <exception cref="HttpRequestException">The source could not be asked.</exception>
    Task<Uri?> FindAsync(ThumbnailRequest item, CancellationToken cancellationToken);
}
