using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>
/// Pictures in a folder of this machine, a file for each item, named by its id. An id that is no plain file name has none, links are not
/// followed, and what a file calls itself does not matter: its bytes decide, as for downloads.
/// </summary>
/// <param name="options">Which folder, and what its files are called.</param>
public sealed class FolderThumbnails(IOptions<ThumbnailOptions> options) : IThumbnailSource
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

    /// <inheritdoc/>
    public ThumbnailSourceKind Kind => ThumbnailSourceKind.Folder;

    /// <inheritdoc/>
    public string Name => "Folder";

    /// <summary>Tells one state of a file from another, so that a picture that is put there, or replaced, is seen at once.</summary>
    public string KeyOf(ThumbnailRequest item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return !IsFileName(item.ItemId) ? ""
            : FileOf(item) is { } file ? $"{file.FullName}\n{file.LastWriteTimeUtc.Ticks}\n{file.Length}"
            : $"{item.DatasetId}\n{item.ItemId}";
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(ThumbnailRequest item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (FileOf(item) is not { } file || file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return null;
        }

        return file.Length <= options.Value.MaxPictureBytes
            ? await File.ReadAllBytesAsync(file.FullName, cancellationToken)
            : throw new IOException(FormattableString.Invariant($"{file.Name} has {file.Length:N0} bytes, more than the {options.Value.MaxPictureBytes:N0} that are accepted."));
    }

    /// <summary>Whether an id can be a part of a file's name and nothing else, on any system.</summary>
    internal static bool IsFileName(string itemId) =>
        itemId.Length is > 0 and <= LongestName
        && itemId.Trim('.', ' ').Length > 0
        && !itemId.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    private FileInfo? FileOf(ThumbnailRequest item) => IsSetUp && IsFileName(item.ItemId)
        ? PathsOf(item).Select(path => new FileInfo(path)).FirstOrDefault(file => file.Exists)
        : null;

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
