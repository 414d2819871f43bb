using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Likes;

/// <summary>
/// Reads likes from a delimited text file: the post's format (<c>modelname|mid|uid</c>, pipes, minimal quoting with the
/// backslash as quote character) and ordinary comma, semicolon and tab files, raw or compressed with gzip.
/// </summary>
public static class LikesFile
{
    private const int RowsPerReport = 1 << 14;

    private const int ItemId = 0;
    private const int UserId = 1;
    private const int ItemName = 2;

    private static readonly TableKind Kind = new("a likes file", "modelname|mid|uid", [TableColumn.ItemId, TableColumn.UserId, TableColumn.ItemName]);

    /// <summary>Reads a whole stream. Memory is bounded by the result and the longest row, not by the file.</summary>
    /// <remarks>Ids are opaque: never trimmed, case-folded or read as numbers. A name is optional. Columns are found by name, never by place.</remarks>
    /// <param name="stream">Read forwards and asynchronously only, need not be seekable, is left open.</param>
    /// <param name="limits">How much is read before the file is refused.</param>
    /// <param name="progress">Hears of every 16,384 rows and of the end, on the reading thread.</param>
    /// <exception cref="ExplorerException">The file cannot be used as a whole, or exceeds a limit (<see cref="Refusal.TooLarge"/>).</exception>
    public static async Task<LikesFileResult> ReadAsync(
        Stream stream,
        LikesFileLimits limits,
        IProgress<LikesFileProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);

        await using var table = await TableReader.OpenAsync(stream, limits, Kind, cancellationToken);
        var likes = new LikeSetBuilder();
        var rejected = new RejectedRows();
        while (await table.ReadAsync(cancellationToken))
        {
            if (Add(table, likes) is { } reason)
            {
                rejected.Add(table, reason);
            }

            if (table.Rows % RowsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new LikesFileProgress(table.BytesRead, table.Rows));
            }
        }

        progress?.Report(new LikesFileProgress(table.BytesRead, table.Rows));
        rejected.ThrowUnlessSomeRemain(table.Rows, Kind);
        return new LikesFileResult(
            likes.Build(out var duplicates),
            table.Rows,
            duplicates,
            rejected.Count,
            rejected.First,
            [.. table.Notes.ToSentences(), .. DescribeNames(likes)]);
    }

    /// <summary>Adds the row's like.</summary>
    /// <returns>Null, or why the row cannot be used.</returns>
    private static string? Add(TableReader table, LikeSetBuilder likes)
    {
        if (table.FieldCount < table.FieldsNeeded)
        {
            return $"The row has {table.FieldCount} of the {table.FieldsNeeded} fields that are needed for the user's and the item's id.";
        }

        var item = table.Field(ItemId);
        var user = table.Field(UserId);
        var name = table.Field(ItemName);
        var reason = RejectedRows.ReasonAgainstId(item, "item") ?? RejectedRows.ReasonAgainstId(user, "user") ?? RejectedRows.ReasonAgainstName(name);
        if (reason is not null)
        {
            return reason;
        }

        if (table.IsHeaderName(ItemId, item) && table.IsHeaderName(UserId, user))
        {
            return "The row repeats the header.";
        }

        table.Notes.AddRow(table.FieldCount, name, table.Line);
        likes.Add(user, item, name);
        return null;
    }

    private static IEnumerable<string> DescribeNames(LikeSetBuilder likes) => likes.ItemsWithOtherNames switch
    {
        0 => [],
        1 => ["1 item has several names; its first one was kept."],
        var count => [FormattableString.Invariant($"{count:N0} items have several names; the first one of each was kept.")],
    };
}
