using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Likes;

/// <summary>Reads names, pictures, pages and tags of items from a delimited text file, in the same formats as <see cref="LikesFile"/>.</summary>
public static class ItemsFile
{
    private const int RowsPerReport = 1 << 12;

    private const int ItemId = 0;
    private const int ItemName = 1;
    private const int ThumbnailUrl = 2;
    private const int PageUrl = 3;
    private const int Tags = 4;
    private const int MaxTagsLength = 2000;

    private const string SaysNothing =
        "The file has a column with the item's id, but none that says anything about items. " +
        "Add a column called name, thumbnail_url, page_url or tags, or choose which column holds one of them.";

    private static readonly TableKind Kind = new(
        "an items file",
        "mid,name,thumbnail_url",
        [TableColumn.ItemId, TableColumn.ItemName, TableColumn.ThumbnailUrl, TableColumn.PageUrl, TableColumn.Tags]);

    /// <summary>Reads a whole stream as it seems to be meant, nothing chosen.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, LikesFileLimits, TableFormat, IProgress{LikesFileProgress}, CancellationToken)"/>
    public static Task<ItemsFileResult> ReadAsync(Stream stream, LikesFileLimits limits, CancellationToken cancellationToken) =>
        ReadAsync(stream, limits, new TableFormat(), progress: null, cancellationToken);

    /// <summary>Reads a whole stream.</summary>
    /// <remarks>An address that is not absolute http or https is taken as empty, and the notes say so: it will become a link or a picture in a page.</remarks>
    /// <param name="stream">Read forwards and asynchronously only, need not be seekable, is left open.</param>
    /// <param name="limits">How much is read before the file is refused.</param>
    /// <param name="format">What is chosen about the format; the rest is guessed.</param>
    /// <param name="progress">Hears of every 4,096 rows and of the end, on the reading thread.</param>
    /// <exception cref="ExplorerException">The file cannot be used as a whole, or exceeds a limit (<see cref="Refusal.TooLarge"/>).</exception>
    public static async Task<ItemsFileResult> ReadAsync(
        Stream stream, LikesFileLimits limits, TableFormat format, IProgress<LikesFileProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(format);

        await using var table = await TableReader.OpenAsync(stream, limits, Kind, format, cancellationToken);
        if (!table.HasAny(ItemName, ThumbnailUrl, PageUrl, Tags))
        {
            throw new ExplorerException(SaysNothing);
        }

        var items = new Items();
        var rejected = new RejectedRows();
        while (await table.ReadAsync(cancellationToken))
        {
            if (Add(table, items) is { } reason)
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
        var repeated = table.Rows - rejected.Count - items.Details.Count;
        return new ItemsFileResult(
            items.Details,
            table.Rows,
            repeated,
            rejected.Count,
            rejected.First,
            [.. table.Notes.ToSentences(), .. Describe(repeated, items.UnusableAddresses)]);
    }

    /// <summary>Shows how the beginning of a file would be read.</summary>
    /// <inheritdoc cref="LikesFile.PreviewAsync"/>
    public static async Task<TablePreview> PreviewAsync(
        ReadOnlyMemory<byte> head, bool isWhole, TableFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(format);
        var preview = await TablePreview.OfAsync(head, isWhole, Kind, format, cancellationToken);
        return preview.Problems.Count > 0 || preview.Columns.Any(column => column.Roles.Any(role => role is not ColumnRole.ItemId))
            ? preview
            : preview with { Problems = [SaysNothing] };
    }

    /// <summary>Adds the row's item.</summary>
    /// <returns>Null, or why the row cannot be used.</returns>
    private static string? Add(TableReader table, Items items)
    {
        if (table.FieldCount < table.FieldsNeeded)
        {
            return $"The row has {table.FieldCount} of the {table.FieldsNeeded} fields that are needed for the item's id.";
        }

        var item = table.Field(ItemId);
        var name = table.Field(ItemName);
        var reason = RejectedRows.ReasonAgainstId(item, "item") ?? RejectedRows.ReasonAgainstName(name);
        if (reason is not null)
        {
            return reason;
        }

        if (table.IsHeaderName(ItemId, item) && table.IsHeaderName(ItemName, name))
        {
            return "The row repeats the header.";
        }

        table.Notes.AddRow(table.FieldCount, name, table.Line);
        items.Add(item, name, table.Field(ThumbnailUrl), table.Field(PageUrl), TagsIn(table.Field(Tags)));
        return null;
    }

    /// <summary>A cell of tags, separated by pipes, commas or semicolons, as <see cref="ItemDetail.Tags"/> holds them.</summary>
    private static string TagsIn(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
        {
            return "";
        }

        var tags = cell[..Math.Min(cell.Length, MaxTagsLength)].ToString()
            .Split(['|', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('|', tags.Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Describe(int repeated, int unusableAddresses)
    {
        if (repeated > 0)
        {
            yield return FormattableString.Invariant($"{repeated:N0} rows are about items that were mentioned before; they only filled in what was empty.");
        }

        if (unusableAddresses > 0)
        {
            yield return FormattableString.Invariant($"{unusableAddresses:N0} addresses are not absolute http or https addresses and were left out.");
        }
    }

    /// <summary>The items so far, by id.</summary>
    private sealed class Items
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public List<ItemDetail> Details { get; } = [];

        public int UnusableAddresses { get; private set; }

        public void Add(ReadOnlySpan<char> itemId, ReadOnlySpan<char> name, ReadOnlySpan<char> thumbnailUrl, ReadOnlySpan<char> pageUrl, string tags)
        {
            var (thumbnail, page) = (Address(thumbnailUrl), Address(pageUrl));
            if (!_places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(itemId, out var place))
            {
                var detail = new ItemDetail(itemId.ToString(), name.ToString(), thumbnail, page, tags);
                _places.Add(detail.ItemId, Details.Count);
                Details.Add(detail);
                return;
            }

            var known = Details[place];
            Details[place] = new ItemDetail(
                known.ItemId,
                known.Name.Length > 0 ? known.Name : name.ToString(),
                known.ThumbnailUrl.Length > 0 ? known.ThumbnailUrl : thumbnail,
                known.PageUrl.Length > 0 ? known.PageUrl : page,
                known.Tags.Length > 0 ? known.Tags : tags);
        }

        private string Address(ReadOnlySpan<char> text)
        {
            if (text.Trim().IsEmpty)
            {
                return "";
            }

            if (WebLink.TryRead(text, out var address))
            {
                return address;
            }

            UnusableAddresses++;
            return "";
        }
    }
}
