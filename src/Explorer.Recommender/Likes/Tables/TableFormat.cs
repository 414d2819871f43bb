namespace Explorer.Recommender.Likes.Tables;

/// <summary>How a table is to be read. What is null is guessed from the file.</summary>
public sealed record TableFormat
{
    /// <summary>The quote of a table in which nothing is quoted.</summary>
    public const char NoQuote = '\0';

    /// <summary>The longest separator.</summary>
    public const int MaxSeparatorLength = 8;

    private static readonly string Remedy =
        $"Use one ASCII character, as a comma, a semicolon, a tab or a pipe, or up to {MaxSeparatorLength} that are no letters and digits, as ::.";

    /// <summary>How bytes stand for letters.</summary>
    public TextEncoding? Encoding { get; init; }

    /// <summary>How the file is packed. Refused where the first bytes say otherwise.</summary>
    public Compression? Compression { get; init; }

    /// <summary>Between fields; see <see cref="CanSeparate"/>.</summary>
    public string? Separator { get; init; }

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

    /// <summary>Whether a text can be a separator: one ASCII character that is no line end, or several that are no letters and digits either.</summary>
    public static bool CanSeparate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxSeparatorLength
            && text.All(character => char.IsAscii(character) && (!char.IsControl(character) || character is '\t' or '\u0001'))
            && (text.Length == 1 || !text.Any(char.IsAsciiLetterOrDigit));
    }

    /// <summary>Checks what was chosen against itself.</summary>
    /// <exception cref="ExplorerException">A character cannot be used, or one would mean two things.</exception>
    internal void Require()
    {
        if (Separator is { } separator && !CanSeparate(separator))
        {
            throw new ExplorerException($"The separator {Excerpt.Of(separator)} cannot be used. {Remedy}");
        }

        if (Quote is { } quote && quote != NoQuote && (!char.IsAscii(quote) || char.IsControl(quote)))
        {
            throw new ExplorerException($"The quote {Excerpt.Of(quote.ToString())} cannot be used. Use one ASCII character, as \" or ', or none.");
        }

        if (Quote is { } both && Separator?.Contains(both, StringComparison.Ordinal) == true)
        {
            throw new ExplorerException($"{Excerpt.Of(both.ToString())} cannot be the separator and the quote. Choose another one for either.");
        }

        if (Escape is QuoteEscape.Backslash && (Quote == '\\' || Separator?.Contains('\\', StringComparison.Ordinal) == true))
        {
            throw new ExplorerException("The backslash cannot be the escape and the quote or the separator. Choose a doubled quote as escape, or another quote.");
        }
    }
}
