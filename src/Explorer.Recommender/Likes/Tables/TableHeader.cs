namespace Explorer.Recommender.Likes.Tables;

/// <summary>How a table is read: the dialect, and which field holds what.</summary>
/// <param name="Dialect">What parts and encloses fields.</param>
/// <param name="Encoding">How its bytes stand for letters.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
/// <param name="Names">The first row's fields as they stand; the numbers from 1 where it is no header.</param>
/// <param name="Places">For each of the kind's columns its field, −1 when the table has none. Shape [columns of the kind].</param>
/// <param name="HasSeparatorHint">Whether a line such as <c>sep=;</c> comes first.</param>
/// <param name="Warnings">Sentences about what was found and may be wrong.</param>
/// <param name="Problems">Why it cannot be read so, in sentences; empty when it can.</param>
internal sealed record TableHeader(
    TableDialect Dialect,
    TextEncoding Encoding,
    bool HasHeader,
    IReadOnlyList<string> Names,
    int[] Places,
    bool HasSeparatorHint,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Problems)
{
    /// <summary>Finds out how a table is to be read.</summary>
    /// <param name="head">The first bytes of the table, uncompressed.</param>
    /// <param name="isWhole">Whether these are all bytes there are.</param>
    /// <param name="format">What is chosen, the rest is guessed.</param>
    /// <exception cref="ExplorerException">The file is empty or no table, or required columns are missing or named twice.</exception>
    public static TableHeader Find(ReadOnlySpan<byte> head, bool isWhole, TableKind kind, TableFormat format)
    {
        var header = TableGuess.Of(head, isWhole, kind, format);
        return header.Problems is [var problem, ..] ? throw new ExplorerException(problem) : header;
    }

    /// <summary>How many rows come before the first like: the header and the separator's hint.</summary>
    public int RowsBefore => (HasSeparatorHint ? 1 : 0) + (HasHeader ? 1 : 0);

    /// <summary>What the table was read as, everything said.</summary>
    public TableFormat ToFormat(Compression compression, TableKind kind) => new()
    {
        Encoding = Encoding,
        Compression = compression,
        Separator = Dialect.Separator,
        Quote = Dialect.Quote,
        Escape = Dialect.Escape,
        HasHeader = HasHeader,
        Columns = kind.Columns.Select((column, place) => (column.Role, Place: Places[place])).ToDictionary(
            column => column.Role,
            column => column.Place < 0 ? "" : FormattableString.Invariant($"#{column.Place + 1}")),
    };
}
