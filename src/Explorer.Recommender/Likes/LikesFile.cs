using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Likes;

/// <summary>
/// Reads likes from a delimited text file: the post's format (<c>modelname|mid|uid</c>, pipes, minimal quoting with the
/// backslash as quote character) and ordinary comma, semicolon and tab files, raw, gzip or zip, with a header or without.
/// </summary>
public static class LikesFile
{
    private const int RowsPerReport = 1 << 14;

    internal static TableKind Kind { get; } = new(
        "a likes file",
        "modelname|mid|uid",
        [
            TableColumn.ItemId,
            TableColumn.UserId,
            TableColumn.ItemName,
            TableColumn.Weight,
            TableColumn.Rating,
            TableColumn.Timestamp,
            TableColumn.ThumbnailUrl,
        ]);

    /// <summary>Reads a whole stream as it seems to be meant, nothing chosen.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, LikesFileLimits, LikesFileChoices, IProgress{LikesFileProgress}, Action{RejectedRow}, CancellationToken)"/>
    public static Task<LikesFileResult> ReadAsync(
        Stream stream,
        LikesFileLimits limits,
        IProgress<LikesFileProgress>? progress,
        CancellationToken cancellationToken) =>
        ReadAsync(stream, limits, LikesFileChoices.None, progress, rejected: null, cancellationToken);

    /// <summary>Reads a whole stream. Memory is bounded by the result and the longest row, not by the file.</summary>
    /// <remarks>
    /// Ids are opaque: never trimmed, case-folded or read as numbers. A name is optional. Columns are found by name, and by place only
    /// where that was chosen. A column of weights or times that is called so is used; ratings are not, unless a smallest one is chosen.
    /// </remarks>
    /// <param name="stream">Read forwards and asynchronously only, need not be seekable, is left open.</param>
    /// <param name="limits">How much is read before the file is refused.</param>
    /// <param name="choices">What the person chose.</param>
    /// <param name="progress">Hears of every 16,384 rows and of the end, on the reading thread.</param>
    /// <param name="rejected">Hears of every row that cannot be used, on the reading thread, in the order of the file; the result has the first 1,000.</param>
    /// <exception cref="ExplorerException">The file cannot be used as a whole, or exceeds a limit (<see cref="Refusal.TooLarge"/>).</exception>
    public static async Task<LikesFileResult> ReadAsync(
        Stream stream,
        LikesFileLimits limits,
        LikesFileChoices choices,
        IProgress<LikesFileProgress>? progress,
        Action<RejectedRow>? rejected,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(choices);

        await using var table = await TableReader.OpenAsync(stream, limits, Kind, FormatOf(choices), cancellationToken);
        var rows = new LikesFileRows(table, choices, rejected);
        while (await table.ReadAsync(cancellationToken))
        {
            rows.Add();
            if (table.Rows % RowsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new LikesFileProgress(table.BytesRead, table.Rows));
            }
        }

        progress?.Report(new LikesFileProgress(table.BytesRead, table.Rows));
        return rows.ToResult(cancellationToken);
    }

    /// <summary>Shows how the beginning of a file would be read.</summary>
    /// <param name="head">The first bytes as they came, up to <see cref="TablePreview.MaxBytes"/>; compressed data may be cut anywhere.</param>
    /// <param name="isWhole">Whether these are all bytes of the file.</param>
    /// <param name="format">What is chosen; the rest is guessed.</param>
    /// <exception cref="ExplorerException">The file is empty or no table at all, or a choice is impossible.</exception>
    public static Task<TablePreview> PreviewAsync(
        ReadOnlyMemory<byte> head, bool isWhole, TableFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(format);
        return TablePreview.OfAsync(head, isWhole, Kind, format, cancellationToken);
    }

    /// <summary>Ratings matter only with a threshold; without one their column is one that is not used.</summary>
    private static TableFormat FormatOf(LikesFileChoices choices)
    {
        if (choices.MinRating is { } minRating && !double.IsFinite(minRating))
        {
            throw new ExplorerException("The smallest rating that is a like must be a finite number, for example 4.");
        }

        return choices.MinRating is null ? choices.Format.With(ColumnRole.Rating, "") : choices.Format;
    }
}
