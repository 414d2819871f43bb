using Explorer.Recommender;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Lab.Datasets;

/// <summary>The first bytes of a file, enough to see how it would be read.</summary>
/// <param name="Bytes">As they came, compressed if the file is.</param>
/// <param name="FileBytes">How many bytes the whole file has; null when nobody knows.</param>
public sealed record FileBeginning(ReadOnlyMemory<byte> Bytes, long? FileBytes)
{
    /// <summary>Takes the beginning of a stream, no more than <see cref="TablePreview.MaxBytes"/> and one.</summary>
    /// <param name="content">Left open.</param>
    /// <param name="fileBytes">How many bytes the file has; null when it is not known.</param>
    public static async Task<FileBeginning> ReadAsync(Stream content, long? fileBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);

        // One byte more tells whether there is more.
        var head = new byte[TablePreview.MaxBytes + 1];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return new FileBeginning(head.AsMemory(0, length), fileBytes ?? (length < head.Length ? length : null));
    }

    /// <summary>Shows how the file would be read.</summary>
    /// <param name="look">What kind of file it is.</param>
    /// <exception cref="ExplorerException">The file is empty or no table at all, or a choice is impossible.</exception>
    public Task<TablePreview> PreviewAsync(TableLook look, TableFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(look);
        return look(Bytes, Bytes.Length >= FileBytes, format, cancellationToken);
    }
}
