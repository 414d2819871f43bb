using System.IO.Compression;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>What the beginning of a file looks like when it is read in a certain way.</summary>
/// <param name="Format">How it was read, everything filled in: what was chosen, and the guess for the rest. Can be sent back with an import.</param>
/// <param name="Columns">All columns, at most 100 of them.</param>
/// <param name="Rows">The first rows below the header, at most 100; each cell at most 200 characters, each row at most 100 cells.</param>
/// <param name="Notes">Sentences about what was found and assumed.</param>
/// <param name="Problems">Why an import in this format would be refused, in sentences; empty when nothing is seen against it.</param>
public sealed record TablePreview(
    TableFormat Format,
    IReadOnlyList<PreviewColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Problems)
{
    /// <summary>As many bytes of a file as a preview looks at.</summary>
    public const int MaxBytes = 1 << 20;

    private const int MaxRows = 100;
    private const int MaxColumns = 100;
    private const int MaxCell = 200;

    /// <summary>A quote that opens this far before the end of what is seen is likely never closed.</summary>
    private const int LongField = 1 << 16;

    /// <summary>Looks at a file.</summary>
    /// <param name="head">Its first bytes as they came, at most <see cref="MaxBytes"/> of which are looked at; compressed data may be cut.</param>
    /// <param name="isWhole">Whether these are all bytes of the file.</param>
    /// <exception cref="ExplorerException">The file is empty or no table at all, or a choice is impossible.</exception>
    internal static async Task<TablePreview> OfAsync(
        ReadOnlyMemory<byte> head, bool isWhole, TableKind kind, TableFormat format, CancellationToken cancellationToken)
    {
        isWhole &= head.Length <= MaxBytes;
        head = head[..Math.Min(head.Length, MaxBytes)];
        var compression = UnpackedStream.Find(head.Span, format.Compression);
        var (text, isAll) = Unpack(head, isWhole, compression);
        var guessed = text[..Math.Min(text.Length, TableReader.HeadLength)];
        var header = TableGuess.Of(guessed, isAll && text.Length < TableReader.HeadLength, kind, format, proposesPlaces: true);
        List<string> problems = [.. header.Problems];
        using var stream = new MemoryStream(text, writable: false);
        await using var table = await TableReader.StartAsync(null, stream, header, kind, int.MaxValue, cancellationToken);
        var rows = await ReadRowsAsync(table, text, isAll, problems, cancellationToken);
        if (rows.Count == 0 && problems.Count == 0)
        {
            problems.Add(isAll
                ? $"The file has {(header.HasHeader ? "a header but " : "")}no rows. Choose {kind.Name} with at least one row."
                : "No whole row fits into what is looked at here.");
        }

        return new TablePreview(header.ToFormat(compression, kind), ColumnsOf(header, kind), rows, table.Notes.ToSentences(), problems);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> ReadRowsAsync(
        TableReader table, byte[] text, bool isAll, List<string> problems, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        try
        {
            while (rows.Count < MaxRows && await table.ReadAsync(cancellationToken))
            {
                rows.Add([.. Enumerable.Range(0, Math.Min(table.FieldCount, MaxColumns)).Select(place => table.Cell(place, MaxCell))]);
            }

            if (rows.Count < MaxRows && rows.Count > 1 && !isAll)
            {
                // The last one is cut where the bytes end.
                rows.RemoveAt(rows.Count - 1);
            }
        }
        catch (ExplorerException refusal) when (isAll || text.Length - table.ByteOffset > LongField)
        {
            problems.Add(refusal.Message);
        }
        catch (ExplorerException)
        {
            // A field that is cut where the bytes end seems to be left open; the import will see the rest of it.
        }

        return rows;
    }

    private static IReadOnlyList<PreviewColumn> ColumnsOf(TableHeader header, TableKind kind) =>
    [
        .. header.Names.Take(MaxColumns).Select((name, place) => new PreviewColumn(
            place + 1,
            !header.HasHeader ? "" : name.Length <= MaxCell ? name : name[..MaxCell] + "…",
            [.. kind.Columns.Where((_, column) => header.Places[column] == place).Select(column => column.Role)])),
    ];

    /// <summary>As much text as the bytes give, and whether it is the whole file's.</summary>
    private static (byte[] Text, bool IsAll) Unpack(ReadOnlyMemory<byte> head, bool isWhole, Compression compression)
    {
        if (compression is Compression.None)
        {
            return (head.ToArray(), isWhole);
        }

        using var packed = new MemoryStream(head.ToArray(), writable: false);
        try
        {
            using var unpacked = compression is Compression.Gzip
                ? new GZipStream(packed, CompressionMode.Decompress)
                : isWhole ? ZipEntryStream.OnlyFile(new ZipArchive(packed, ZipArchiveMode.Read)).Open() : ZipBeginning.Open(packed);
            return ReadBeginning(unpacked, isWhole);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new ExplorerException(
                $"The archive is damaged at its very beginning: {exception.Message.TrimEnd('.')}. Pack or download it again, or upload it unpacked.",
                innerException: exception);
        }
    }

    private static (byte[] Text, bool IsAll) ReadBeginning(Stream unpacked, bool isWhole)
    {
        var text = new byte[MaxBytes];
        var length = 0;
        try
        {
            int read;
            do
            {
                read = unpacked.Read(text, length, text.Length - length);
                length += read;
            }
            while (read > 0 && length < text.Length);
        }
        catch (Exception exception) when (length > 0 && exception is (InvalidDataException or EndOfStreamException))
        {
            // Cut or damaged further on: the import will say so; what came so far can be shown.
            return (text[..length], false);
        }

        return (text[..length], isWhole && length < text.Length);
    }
}
