using CsvHelper;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>What the first line of a table says: the dialect, and which field holds what.</summary>
/// <param name="Dialect">The dialect in which the columns were found.</param>
/// <param name="EncodingName">The encoding's name, for the notes.</param>
/// <param name="Names">The header's fields as they stand.</param>
/// <param name="Places">For each of the kind's columns its field, −1 when the table has none. Shape [columns of the kind].</param>
/// <param name="HasSeparatorHint">Whether a line such as <c>sep=;</c> comes before the header.</param>
internal sealed record TableHeader(
    TableDialect Dialect,
    string EncodingName,
    IReadOnlyList<string> Names,
    int[] Places,
    bool HasSeparatorHint)
{
    private const int MaxNamesInMessage = 12;

    /// <summary>Finds the dialect whose reading of the header knows the most columns.</summary>
    /// <param name="head">The first bytes of the table, uncompressed.</param>
    /// <param name="isWhole">Whether these are all bytes there are.</param>
    /// <exception cref="ExplorerException">The file is empty or no table, or required columns are missing or named twice.</exception>
    public static TableHeader Find(ReadOnlySpan<byte> head, bool isWhole, TableKind kind)
    {
        OtherFormats.ThrowIfKnown(head, kind);
        var (text, encodingName) = OtherFormats.Decode(head);
        var start = text.AsSpan().IndexOfAnyExcept(" \t\r\n\uFEFF");
        if (start < 0)
        {
            throw new ExplorerException(isWhole
                ? $"The file is empty. Choose {kind.Name} with a header such as {kind.Example} and rows below it."
                : $"The first {head.Length >> 10} KB of the file are blank. Begin {kind.Name} with a header such as {kind.Example}.");
        }

        var (line, hasHint) = FirstLine(text);
        if (!isWhole && line.Length >= text.TrimStart('\r', '\n').Length)
        {
            throw new ExplorerException(
                OtherFormats.Describe(head, text) ??
                $"The first line is {Excerpt.Of(line)} and goes on for more than {head.Length >> 10} KB, which is no header. Begin {kind.Name} with a header such as {kind.Example}.");
        }

        var candidates = TableDialect.All.Select(dialect => Read(line, dialect, encodingName, hasHint, kind)).ToList();
        var best = candidates.MaxBy(candidate => candidate.Places.Count(place => place >= 0))!;
        if (!best.IsComplete(kind))
        {
            throw new ExplorerException(OtherFormats.Describe(head, text) ?? best.DescribeMissing(line, kind));
        }

        best.ThrowIfNamedTwice();
        return best;
    }

    private bool IsComplete(TableKind kind) => MissingIn(kind).Length == 0;

    private string[] MissingIn(TableKind kind) =>
        [.. kind.Columns.Where((column, place) => column.IsRequired && Places[place] < 0).Select(column => column.Meaning)];

    private static (string Line, bool HasHint) FirstLine(string text)
    {
        var lines = text.AsSpan().TrimStart("\r\n").EnumerateLines();
        lines.MoveNext();
        var hasHint = lines.Current.Length == 5 && lines.Current.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
        while (hasHint && lines.MoveNext() && lines.Current.IsEmpty)
        {
        }

        return (lines.Current.ToString(), hasHint);
    }

    private static TableHeader Read(string line, TableDialect dialect, string encodingName, bool hasHint, TableKind kind)
    {
        using var reader = CsvReader.FromText(line, new CsvReaderOptions { Separator = dialect.Separator, Quote = dialect.Quote, HasHeader = false });
        var names = reader.Read() ? reader.Current.ToArray() : [];
        var keys = names.Select(TableColumn.Normalize).ToList();
        var places = kind.Columns.Select(column => column.Names.Select(name => keys.IndexOf(TableColumn.Normalize(name))).FirstOrDefault(place => place >= 0, -1));
        return new TableHeader(dialect, encodingName, names, [.. places], hasHint);
    }

    private void ThrowIfNamedTwice()
    {
        var keys = Names.Select(TableColumn.Normalize).ToList();
        foreach (var place in Places.Where(place => place >= 0))
        {
            var other = keys.LastIndexOf(keys[place]);
            if (other != place)
            {
                throw new ExplorerException(
                    $"The header names the column {Excerpt.Of(Names[place])} twice (columns {place + 1} and {other + 1}). Rename one of them in the first line.");
            }
        }
    }

    private string DescribeMissing(string line, TableKind kind)
    {
        if (Names.Count <= 1)
        {
            return $"The first line is {Excerpt.Of(line)}: a single column, without a pipe, comma, semicolon or tab that separates known columns. " +
                $"Begin {kind.Name} with a header such as {kind.Example}.";
        }

        var found = string.Join(", ", Names.Take(MaxNamesInMessage).Select(Excerpt.Of));
        var more = Names.Count > MaxNamesInMessage ? $" and {Names.Count - MaxNamesInMessage} more" : "";
        var understood = kind.Columns
            .Where(column => column.IsRequired)
            .Select(column => $"{string.Join(", ", column.Names.Take(6))} for {column.Meaning}");
        return $"The first line has the columns {found}{more} (separated by {Dialect.SeparatorName}), but none that is known as " +
            $"{string.Join(" or as ", MissingIn(kind))}. Understood are {string.Join("; ", understood)}. " +
            $"Rename the columns, or add a header such as {kind.Example} if there is none.";
    }
}
