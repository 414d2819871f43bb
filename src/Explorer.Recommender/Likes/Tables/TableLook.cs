namespace Explorer.Recommender.Likes.Tables;

/// <summary>
/// Shows how the beginning of a file would be read, as <see cref="LikesFile.PreviewAsync"/> and <see cref="ItemsFile.PreviewAsync"/> do
/// for their kinds of files.
/// </summary>
/// <param name="head">The first bytes as they came, up to <see cref="TablePreview.MaxBytes"/>; compressed data may be cut anywhere.</param>
/// <param name="isWhole">Whether these are all bytes of the file.</param>
/// <param name="format">What is chosen; the rest is guessed.</param>
/// <exception cref="ExplorerException">The file is empty or no table at all, or a choice is impossible.</exception>
public delegate Task<TablePreview> TableLook(
    ReadOnlyMemory<byte> head, bool isWhole, TableFormat format, CancellationToken cancellationToken);
