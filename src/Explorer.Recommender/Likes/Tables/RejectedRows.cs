namespace Explorer.Recommender.Likes.Tables;

/// <summary>Counts rows that could not be used, and keeps the first of them.</summary>
/// <param name="heard">Hears of every one; null when nobody does.</param>
internal sealed class RejectedRows(Action<RejectedRow>? heard = null)
{
    private const int MaxKept = 1000;
    private const int MaxText = 200;
    private const int MaxFieldLength = 1_000_000;
    private const int NamedInMessage = 3;

    private readonly List<RejectedRow> _first = [];

    public int Count { get; private set; }

    public IReadOnlyList<RejectedRow> First => _first;

    /// <summary>Counts the row a table is at.</summary>
    public void Add(TableReader table, string reason)
    {
        Count++;
        if (_first.Count == MaxKept && heard is null)
        {
            return;
        }

        var row = new RejectedRow(table.Line, reason, table.RawText(MaxText));
        heard?.Invoke(row);
        if (_first.Count < MaxKept)
        {
            _first.Add(row);
        }
    }

    /// <summary>Why an id cannot be used, or null.</summary>
    /// <param name="whose">"user" or "item".</param>
    public static string? ReasonAgainstId(ReadOnlySpan<char> id, string whose)
    {
        if (id.IsEmpty)
        {
            return $"The {whose}'s id is empty.";
        }

        return id.Contains('\uFFFD')
            ? $"The {whose}'s id has bytes that are not UTF-8, so it could be mixed up with others. Save the file as UTF-8, or choose its encoding."
            : ReasonAgainstText(id, $"The {whose}'s id");
    }

    /// <summary>Why a name cannot be used, or null.</summary>
    public static string? ReasonAgainstName(ReadOnlySpan<char> name) => ReasonAgainstText(name, "The name");

    /// <summary>Refuses a table of which no row could be used.</summary>
    /// <exception cref="ExplorerException">No rows, or all rejected.</exception>
    /// <param name="rows">Rows of the table.</param>
    public void ThrowUnlessSomeRemain(int rows, TableKind kind)
    {
        if (rows == 0)
        {
            throw new ExplorerException($"The file has a header but no rows. Choose {kind.Name} with at least one row below the header.");
        }

        if (Count == rows)
        {
            var reasons = string.Join(" ", _first.Take(NamedInMessage).Select(row => $"Line {row.Line}: {row.Reason}"));
            throw new ExplorerException(
                (rows == 1 ? "The only row cannot be used. " : FormattableString.Invariant($"None of the {rows:N0} rows can be used. ")) + reasons +
                " Check the separator, the quotes and the order of the columns against the header.");
        }
    }

    private static string? ReasonAgainstText(ReadOnlySpan<char> text, string what)
    {
        if (text.Length > MaxFieldLength)
        {
            return FormattableString.Invariant($"{what} has {text.Length:N0} characters; at most {MaxFieldLength:N0} are read.");
        }

        return text.Contains('\0') ? $"{what} contains a NUL character, which text does not have." : null;
    }
}
