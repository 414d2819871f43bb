namespace Explorer.Recommender.Likes.Tables;

/// <summary>Collects what is worth telling about a table while it is read, and says it in sentences.</summary>
internal sealed class TableNotes(TableHeader header, TableKind kind)
{
    private const int LinesNamed = 5;
    private const int ColumnsNamed = 12;

    private static readonly string[] Weights =
        ["count", "weight", "rating", "ratings", "score", "stars", "plays", "playcount", "value", "quantity", "likes"];

    private readonly Lines _extraFields = new();
    private readonly Lines _missingFields = new();
    private readonly Lines _lineBreaks = new();
    private readonly Lines _unreadableNames = new();
    private long _blankLines;

    public void AddBlankLines(long count) => _blankLines += count;

    public void AddLineBreaks(long count, long line) => _lineBreaks.AddIf(count > 0, line);

    /// <summary>Compares a usable row's field count with the header's, and looks for letters its name has lost.</summary>
    public void AddRow(int fieldCount, ReadOnlySpan<char> name, long line)
    {
        _extraFields.AddIf(fieldCount > header.Names.Count, line);
        _missingFields.AddIf(fieldCount < header.Names.Count, line);
        _unreadableNames.AddIf(name.Contains('\uFFFD'), line);
    }

    /// <summary>All sentences, what was found first, what was ignored last.</summary>
    public List<string> ToSentences()
    {
        List<string> sentences =
        [
            $"Read as {TextEncodings.NameOf(header.Encoding)} text, fields separated by {header.Dialect.SeparatorName}, {header.Dialect.QuoteName}.",
            .. header.Warnings,
            .. kind.Columns.Select(DescribeColumn).OfType<string>(),
            .. DescribeUnused(),
        ];
        AddIfAny(sentences, _extraFields, $"more fields than {First}", "; the extra ones were ignored. A separator inside a name must be quoted");
        AddIfAny(sentences, _missingFields, $"fewer fields than {First}", "; the missing ones were taken as empty");
        AddIfAny(sentences, _lineBreaks, "a line break inside a quoted field", "");
        AddIfAny(sentences, _unreadableNames, "bytes in a name that are not UTF-8", "; they show as \uFFFD. Save the file as UTF-8 to keep them");
        if (_blankLines > 0)
        {
            sentences.Add(FormattableString.Invariant($"{_blankLines:N0} blank {(_blankLines == 1 ? "line was" : "lines were")} skipped."));
        }

        return sentences;
    }

    private string First => header.HasHeader ? "the header" : "the widest of the first rows";

    private string? DescribeColumn(TableColumn column, int index) =>
        header.Places[index] is var place and >= 0 ? $"Column {header.Names[place].Trim()} was read as {column.Meaning}." : null;

    private IEnumerable<string> DescribeUnused()
    {
        var unused = Enumerable.Range(0, header.Names.Count).Where(place => !header.Places.Contains(place)).ToList();
        foreach (var name in unused.Take(ColumnsNamed).Select(place => header.Names[place].Trim()))
        {
            yield return Weights.Contains(TableColumn.Normalize(name))
                ? $"Column {name} was not used: every like counts once."
                : $"Column {Show(name)} was not used.";
        }

        if (unused.Count > ColumnsNamed)
        {
            yield return FormattableString.Invariant($"{unused.Count - ColumnsNamed:N0} more columns were not used.");
        }
    }

    private static string Show(string name) =>
        name.Length is > 0 and <= 40 && !name.Any(char.IsControl) ? name : Excerpt.Of(name);

    private static void AddIfAny(List<string> sentences, Lines lines, string what, string consequence)
    {
        if (lines.Count > 0)
        {
            sentences.Add(FormattableString.Invariant($"{lines.Count:N0} {(lines.Count == 1 ? "row has" : "rows have")} {what} ({lines}){consequence}."));
        }
    }

    private sealed class Lines
    {
        private readonly List<long> _first = [];

        public int Count { get; private set; }

        public void AddIf(bool condition, long line)
        {
            Count += condition ? 1 : 0;
            if (condition && _first.Count < LinesNamed)
            {
                _first.Add(line);
            }
        }

        public override string ToString() =>
            (Count == 1 ? "line " : "lines ") + string.Join(", ", _first) + (Count > LinesNamed ? ", …" : "");
    }
}
