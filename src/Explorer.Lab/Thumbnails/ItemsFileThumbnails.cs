using Explorer.Lab.Network;

namespace Explorer.Lab.Thumbnails;

/// <summary>The picture is where the items file says.</summary>
public sealed class ItemsFileThumbnails(PictureDownload download) : IThumbnailSource
{
    /// <inheritdoc/>
    public ThumbnailSourceKind Kind => ThumbnailSourceKind.ItemsFile;

    /// <inheritdoc/>
    public string Name => "Items file";

    /// <inheritdoc/>
    public string KeyOf(ThumbnailRequest item) => WebAddress.TryParse(item.ThumbnailUrl, out var address) ? address.AbsoluteUri : "";

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(ThumbnailRequest item, CancellationToken cancellationToken) =>
        WebAddress.TryParse(item.ThumbnailUrl, out var address) ? await download.GetAsync(address, cancellationToken) : null;
}
