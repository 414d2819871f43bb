using System.Text;
using CsvHelper;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Reads a table row by row from a stream of bytes: decompresses, decodes, finds dialect and columns, counts lines.</summary>
/// <remarks>The memory it takes depends on the longest row, not on the file. Fields are valid until the next row is read.</remarks>
internal sealed class TableReader : IAsyncDisposable
{
    /// <summary>How many bytes of text are looked at for a guess.</summary>
    public const int HeadLength = 1 << 16;

    private readonly UnpackedStream? _source;
    private readonly CsvReader _csv;
    private readonly TableHeader _header;
    private readonly int _maxRows;
    private readonly char[][] _fields;
    private long _nextLine = 1;

    private TableReader(UnpackedStream? source, CsvReader csv, TableHeader header, TableKind kind, int maxRows)
    {
        _source = source;
        _csv = csv;
        _header = header;
        _maxRows = maxRows;
        _fields = [.. kind.Columns.Select(_ => new char[256])];
        Notes = new TableNotes(header, kind);
        FieldsNeeded = 1 + kind.Columns.Select((column, place) => column.IsRequired ? header.Places[place] : -1).Max();
    }

    /// <summary>What is worth saying about the table so far.</summary>
    public TableNotes Notes { get; }

    /// <summary>Rows read, blank lines not counted.</summary>
    public int Rows { get; private set; }

    /// <summary>Bytes taken from the stream as it came.</summary>
    public long BytesRead => _source?.BytesRead ?? 0;

    /// <summary>How the table is read.</summary>
    public TableHeader Header => _header;

    /// <summary>The line on which the row starts, from 1.</summary>
    public long Line => _csv.LineNumber;

    /// <summary>Bytes of text before the row, as UTF-8.</summary>
    public long ByteOffset => _csv.ByteOffset;

    /// <summary>The fewest fields with which a row has all required columns.</summary>
    public int FieldsNeeded { get; }

    /// <summary>How many fields the row has.</summary>
    public int FieldCount => _csv.FieldCount;

    /// <summary>The row as it stands in the file, at most as many characters of it as asked for.</summary>
    public string RawText(int maxLength)
    {
        var bytes = _csv.RawRecord;
        var text = Restore(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, maxLength * 4)]));
        var length = Math.Min(text.Length, maxLength);
        return length > 0 && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>Unpacks a stream, looks at its beginning and goes to the first row.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="format">What is chosen; the rest is guessed.</param>
    /// <exception cref="ExplorerException">The file is empty or no table of this kind.</exception>
    public static async Task<TableReader> OpenAsync(
        Stream stream, LikesFileLimits limits, TableKind kind, TableFormat format, CancellationToken cancellationToken)
    {
        var source = await UnpackedStream.OpenAsync(stream, format.Compression, cancellationToken);
        try
        {
            var text = new PeekableStream(source.Content, limits.MaxBytes);
            var head = await text.PeekAsync(HeadLength, cancellationToken);
            var header = TableHeader.Find(head.Span, head.Length < HeadLength, kind, format);
            return await StartAsync(source, text, header, kind, limits.MaxRows, cancellationToken);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads text whose format is known and goes to the first row.</summary>
    /// <param name="source">Disposed with the reader; null when there is nothing to dispose.</param>
    /// <param name="text">The table, uncompressed.</param>
    public static async Task<TableReader> StartAsync(
        UnpackedStream? source, Stream text, TableHeader header, TableKind kind, int maxRows, CancellationToken cancellationToken)
    {
        var (plain, encoding) = DialectText.Prepare(text, header.Dialect, header.Encoding);
        var csv = CsvReader.Create(plain, DialectText.OptionsFor(header.Dialect, encoding), leaveOpen: true);
        var table = new TableReader(source, csv, header, kind, maxRows);
        for (var skip = header.RowsBefore; skip > 0; skip--)
        {
            await table.MoveAsync(cancellationToken);
        }

        return table;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="ExplorerException">A quote is never closed, a limit is exceeded, or the compression is damaged.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await MoveAsync(cancellationToken))
        {
            return false;
        }

        if (++Rows > _maxRows)
        {
            throw new ExplorerException(
                FormattableString.Invariant($"The file has more than {_maxRows:N0} rows, which is the most that is accepted here. ") +
                "Split it, or raise the limit in the settings.",
                Refusal.TooLarge);
        }

        return true;
    }

    /// <summary>One field of the row; empty when the table or the row has none.</summary>
    /// <param name="column">The column's place in the table's kind.</param>
    public ReadOnlySpan<char> Field(int column)
    {
        var place = _header.Places[column];
        if (place < 0 || place >= _csv.FieldCount)
        {
            return [];
        }

        var bytes = _csv.GetSpan(place);
        if (_fields[column].Length < bytes.Length)
        {
            _fields[column] = new char[Math.Max(bytes.Length, 2 * _fields[column].Length)];
        }

        var field = _fields[column].AsSpan(0, Encoding.UTF8.GetChars(bytes, _fields[column]));
        return _header.Dialect.HasLongSeparator && field.Contains(LongSeparator.StandIn) ? Restore(field.ToString()) : field;
    }

    /// <summary>Whether the table has at least one of some columns.</summary>
    public bool HasAny(params ReadOnlySpan<int> columns)
    {
        foreach (var column in columns)
        {
            if (_header.Places[column] >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a field is the name of its column, as where files with headers were joined.</summary>
    public bool IsHeaderName(int column, ReadOnlySpan<char> field) =>
        _header.HasHeader && _header.Places[column] is var place and >= 0 && field.SequenceEqual(_header.Names[place]);

    /// <summary>One field of the row by its place in the table, for showing; at most as many characters as asked for.</summary>
    public string Cell(int place, int maxLength)
    {
        var text = Restore(Encoding.UTF8.GetString(_csv.GetSpan(place)));
        return text.Length <= maxLength ? text : text[..maxLength] + "…";
    }

    /// <summary>One field as UTF-8; empty when the table or the row has none.</summary>
    /// <param name="column">The column's place in the table's kind.</param>
    public ReadOnlySpan<byte> Utf8Field(int column) =>
        _header.Places[column] is var place and >= 0 && place < _csv.FieldCount ? _csv.GetSpan(place) : [];

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    private string Restore(string text) => _header.Dialect.HasLongSeparator ? LongSeparator.Restore(text, _header.Dialect.Separator) : text;

    private async ValueTask<bool> MoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _csv.ReadAsync(cancellationToken))
            {
                return false;
            }
        }
        catch (CsvFormatException exception)
        {
            throw RowTooLong(exception);
        }

        Look();
        return true;
    }

    /// <summary>Counts lines, and looks closer at rows with quotes, which are few.</summary>
    private void Look()
    {
        var line = _csv.LineNumber;
        Notes.AddBlankLines(line - _nextLine);
        if (!_header.Dialect.HasQuote)
        {
            line += TableDialect.CountLineBreaks(_csv.RawRecord);
        }
        else if (_csv.RawRecord.Contains((byte)_header.Dialect.Quote))
        {
            for (var field = 0; field < _csv.FieldCount; field++)
            {
                line += _header.Dialect.RequireClosed(_csv.GetRawSpan(field), line);
            }

            Notes.AddLineBreaks(line - _csv.LineNumber, _csv.LineNumber);
        }

        _nextLine = line + 1;
    }

    private ExplorerException RowTooLong(CsvFormatException exception) => new(
        FormattableString.Invariant($"Line {exception.LineNumber}: the row that starts here is longer than {DialectText.MaxRowBytes >> 20} MB. ") +
        (_header.Dialect.HasQuote ? $"Most likely a quote {_header.Dialect.Quote} opens there and is never closed: close it, or shorten the row." : "Shorten it."),
        innerException: exception);
}
