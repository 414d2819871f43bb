namespace Explorer.Recommender.Likes.Tables;

/// <summary>How a table is to be read. What is null is guessed from the file.</summary>
public sealed record TableFormat
{
    /// <summary>The quote of a table in which nothing is quoted.</summary>
    public const char NoQuote = '\0';

    private const string Remedy = "Use one ASCII character, as a comma, a semicolon, a tab or a pipe.";

    /// <summary>How bytes stand for letters.</summary>
    public TextEncoding? Encoding { get; init; }

    /// <summary>How the file is packed. Refused where the first bytes say otherwise.</summary>
    public Compression? Compression { get; init; }

    /// <summary>Between fields, one ASCII character that is no line end.</summary>
    public char? Separator { get; init; }

    /// <summary>Around fields, one ASCII character, or <see cref="NoQuote"/>.</summary>
    public char? Quote { get; init; }

    /// <summary>How a quote stands inside quotes.</summary>
    public QuoteEscape? Escape { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// The column of a role: <c>#3</c> is the third; anything else is a name in the header, or else a number counted from 1.
    /// Empty text means that no column has this role; a role that is missing is guessed.
    /// </summary>
    public IReadOnlyDictionary<ColumnRole, string> Columns { get; init; } = new Dictionary<ColumnRole, string>();

    /// <summary>The same with another column for a role.</summary>
    public TableFormat With(ColumnRole role, string column) =>
        this with { Columns = new Dictionary<ColumnRole, string>(Columns) { [role] = column } };

    /// <summary>Checks what was chosen against itself.</summary>
    /// <exception cref="ExplorerException">A character cannot be used, or one would mean two things.</exception>
    internal void Require()
    {
        if (Separator is { } separator && (!char.IsAscii(separator) || (char.IsControl(separator) && separator is not '\t' and not '\u0001')))
        {
            throw new ExplorerException($"The separator {Excerpt.Of(separator.ToString())} cannot be used. {Remedy}");
        }

        if (Quote is { } quote && quote != NoQuote && (!char.IsAscii(quote) || char.IsControl(quote)))
        {
            throw new ExplorerException($"The quote {Excerpt.Of(quote.ToString())} cannot be used. Use one ASCII character, as \" or ', or none.");
        }

        if (Separator == Quote && Quote is not null)
        {
            throw new ExplorerException($"{Excerpt.Of(Quote.Value.ToString())} cannot be the separator and the quote. Choose another one for either.");
        }

        if (Escape is QuoteEscape.Backslash && (Quote == '\\' || Separator == '\\'))
        {
            throw new ExplorerException("The backslash cannot be the escape and the quote or the separator. Choose a doubled quote as escape, or another quote.");
        }
    }
}
