using System.Globalization;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>The first rows of a table as one dialect reads them.</summary>
internal sealed class TableSample
{
    private const int LongestName = 60;

    private readonly string _body;
    private readonly bool _isWhole;
    private readonly TableKind _kind;
    private IReadOnlyList<string[]>? _rows;

    /// <param name="line">The first line.</param>
    /// <param name="body">The text from the first line on.</param>
    /// <param name="isWhole">Whether the text ends where the file ends.</param>
    public TableSample(TableDialect dialect, string line, string body, bool isWhole, TableKind kind)
    {
        (Dialect, _body, _isWhole, _kind) = (dialect, body, isWhole, kind);
        First = DialectText.Rows(line, dialect, 1) is [var first, ..] ? first : [];
        Keys = [.. First.Select(TableColumn.Normalize)];
    }

    public TableDialect Dialect { get; }

    /// <summary>The fields of the first line.</summary>
    public string[] First { get; }

    /// <summary>The same, as header names are compared.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The rows, the first one included; one that may be cut is left out.</summary>
    public IReadOnlyList<string[]> Rows => _rows ??= ReadRows();

    /// <summary>How many columns of the kind the first line names.</summary>
    public int KnownColumns => _kind.Columns.Count(column => Find(column) >= 0);

    /// <summary>The share of rows that have the most frequent number of fields, 0 … 1; 0 when that is a single field.</summary>
    public double Steadiness
    {
        get
        {
            var usual = Rows.GroupBy(row => row.Length).MaxBy(rows => rows.Count());
            return usual is null || usual.Key < 2 ? 0 : (double)usual.Count() / Rows.Count;
        }
    }

    /// <summary>The most fields of a row.</summary>
    public int Width => Rows.Select(row => row.Length).Append(First.Length).Max();

    /// <summary>The place of the field that is named like a column, −1 when there is none.</summary>
    public int Find(TableColumn column) =>
        column.Names.Select(name => ((List<string>)[.. Keys]).IndexOf(TableColumn.Normalize(name))).FirstOrDefault(place => place >= 0, -1);

    /// <summary>What stands in a column below the first line, rows without it left out.</summary>
    public IEnumerable<string> Below(int place) => Rows.Skip(1).Where(row => place < row.Length).Select(row => row[place]);

    /// <summary>Whether the first line names columns rather than being a row itself.</summary>
    public bool SeemsToHaveHeader(TableFormat format)
    {
        var required = _kind.Columns.Count(column => column.IsRequired && Find(column) >= 0);
        return required > 0 || KnownColumns > 1 || format.Columns.Values.Any(name => name.Length > 0 && First.Contains(name)) || LooksLikeNames();
    }

    public static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private bool LooksLikeNames()
    {
        if (Rows.Count < 2 || First.Distinct().Count() < First.Length || First.Any(cell => cell.Length is 0 or > LongestName || IsNumber(cell)))
        {
            return false;
        }

        var places = Enumerable.Range(0, First.Length);
        return places.Any(place => Below(place).Any() && Below(place).All(IsNumber))
            || (!First.Any(cell => cell.Any(char.IsDigit)) && !places.Any(place => Below(place).Contains(First[place])));
    }

    private IReadOnlyList<string[]> ReadRows()
    {
        var rows = TableGuess.Sample(_body, Dialect);
        return _isWhole || rows.Count < 2 ? rows : [.. rows.SkipLast(1)];
    }
}
