using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>
/// Pictures in a folder of this machine, a file for each item, named by its id. An id that is no plain file name has none, links are not
/// followed, and what a file calls itself does not matter: its first bytes decide, as for downloads.
/// </summary>
public sealed class FolderThumbnails(IOptions<ThumbnailOptions> options, ILogger<FolderThumbnails> logger)
{
    /// <summary>Stands for the item's id in <see cref="ThumbnailOptions.FilePattern"/>.</summary>
    public const string ItemMark = "{item}";

    /// <summary>Stands for the dataset's id there.</summary>
    public const string DatasetMark = "{dataset}";

    /// <summary>What an ending of <c>.*</c> stands for, in this order.</summary>
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif"];

    private const int LongestName = 200;

    /// <summary>Whether there is a folder at all.</summary>
    public bool IsSetUp => options.Value.Folder.Length > 0;

    /// <summary>The picture of an item.</summary>
    /// <returns>Null when there is none, or it is no picture, too large, or cannot be read.</returns>
    public async Task<Thumbnail?> FindAsync(ThumbnailRequest item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!IsSetUp || !IsFileName(item.ItemId))
        {
            return null;
        }

        try
        {
            return PathsOf(item).Select(path => new FileInfo(path)).FirstOrDefault(file => file.Exists) is { } found
                ? await ReadAsync(found, cancellationToken)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The picture of {ItemId} cannot be read, a drawn one stands in for it: {Reason}", item.ItemId, exception.Message);
            return null;
        }
    }

    /// <summary>Whether an id can be a part of a file's name and nothing else, on any system.</summary>
    internal static bool IsFileName(string itemId) =>
        itemId.Length is > 0 and <= LongestName
        && itemId.Trim('.', ' ').Length > 0
        && !itemId.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    private async Task<Thumbnail?> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (file.Length > options.Value.MaxPictureBytes || file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        return PictureFormat.Recognize(bytes) is { } contentType ? new Thumbnail(bytes, contentType, IsFinal: true) : null;
    }

    private IEnumerable<string> PathsOf(ThumbnailRequest item)
    {
        var root = Path.GetFullPath(options.Value.Folder);
        var name = options.Value.FilePattern
            .Replace(DatasetMark, item.DatasetId.ToString(), StringComparison.Ordinal)
            .Replace(ItemMark, item.ItemId, StringComparison.Ordinal);
        IEnumerable<string> names = options.Value.FilePattern.EndsWith(".*", StringComparison.Ordinal) ? Endings.Select(ending => name[..^2] + ending) : [name];

        // The pattern is checked at the start and the id above; a path that still leads out of the folder is ours to refuse.
        return names.Select(one => Path.GetFullPath(one, root)).Where(path => path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }
}
