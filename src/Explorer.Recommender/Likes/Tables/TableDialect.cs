namespace Explorer.Recommender.Likes.Tables;

/// <summary>What parts fields, and what encloses those that hold it.</summary>
/// <param name="Separator">Between fields; one character, or several as in <c>::</c>.</param>
/// <param name="Quote">Around a field, or <see cref="TableFormat.NoQuote"/>.</param>
/// <param name="Escape">How a quote stands inside a quoted field.</param>
internal sealed record TableDialect(string Separator, char Quote, QuoteEscape Escape)
{
    private static readonly string[] Separators = ["|", ",", ";", "\t", "::"];

    /// <summary>Whether fields can be quoted.</summary>
    public bool HasQuote => Quote != TableFormat.NoQuote;

    /// <summary>Whether fields are parted by several characters.</summary>
    public bool HasLongSeparator => Separator.Length > 1;

    /// <summary>The word for the separator.</summary>
    public string SeparatorName => Separator switch
    {
        "|" => "pipe",
        "," => "comma",
        ";" => "semicolon",
        "\t" => "tab",
        " " => "blank",
        _ => Separator,
    };

    /// <summary>How fields are enclosed, as the end of a sentence.</summary>
    public string QuoteName => (HasQuote, Escape) switch
    {
        (true, QuoteEscape.Backslash) => $"quoted with {Quote} and escaped with \\",
        (true, _) => $"quoted with {Quote}",
        (false, QuoteEscape.Backslash) => "escaped with \\",
        (false, _) => "never quoted",
    };

    /// <summary>Every dialect to try, the likeliest first. Pipe with backslash is the post's.</summary>
    /// <param name="format">What is not null in it is not tried.</param>
    /// <param name="hint">The separator that a line such as <c>sep=;</c> names, or null.</param>
    /// <param name="escape">How quotes are likely to be escaped.</param>
    public static IReadOnlyList<TableDialect> Candidates(TableFormat format, char? hint, QuoteEscape escape)
    {
        string[] separators = (format.Separator ?? hint?.ToString()) is { } separator ? [separator] : Separators;
        List<TableDialect> first = [.. separators.Select(each => new TableDialect(each, format.Quote ?? UsualQuote(each), EscapeOf(each)))];
        return format.Quote is null
            ? [.. first, .. first.Where(each => each.Separator == "|" || each.HasLongSeparator).Select(each => new TableDialect(each.Separator, '"', format.Escape ?? escape))]
            : first;

        // A backslash cannot be the quote and the escape.
        QuoteEscape EscapeOf(string each) =>
            format.Escape ?? (each != "\\" && (format.Quote ?? UsualQuote(each)) == '"' ? escape : QuoteEscape.Doubled);

        char UsualQuote(string each) => each switch
        {
            "|" when format.Escape is not QuoteEscape.Backslash => '\\',
            "\"" or { Length: > 1 } => TableFormat.NoQuote,
            _ => '"',
        };
    }

    /// <summary>Refuses a field whose quote is left open.</summary>
    /// <remarks>Text behind a closing quote is harmless on one line; over several it means that the quote belongs to a later field.</remarks>
    /// <param name="rawField">The bytes of a field as they stand in the file, quotes included.</param>
    /// <param name="line">The line on which it begins.</param>
    /// <returns>How many line breaks it holds.</returns>
    /// <exception cref="ExplorerException">The quote is not closed, or only lines later and in the wrong place.</exception>
    public int RequireClosed(ReadOnlySpan<byte> rawField, long line)
    {
        var quoting = QuotingOf(rawField);
        var lineBreaks = CountLineBreaks(rawField);
        if (quoting == Quoting.Open || (quoting == Quoting.TextBehind && lineBreaks > 0))
        {
            throw new ExplorerException(
                $"Line {line}: the quote {Quote} that opens here is not closed, so the lines after it would be swallowed. " +
                $"Close it at the end of the field, or double it where it is part of the text.");
        }

        return lineBreaks;
    }

    /// <summary>How many line breaks a text holds; CR LF is one.</summary>
    public static int CountLineBreaks(ReadOnlySpan<byte> text) =>
        text.ContainsAny((byte)'\r', (byte)'\n') ? text.Count((byte)'\n') + text.Count((byte)'\r') - text.Count("\r\n"u8) : 0;

    private Quoting QuotingOf(ReadOnlySpan<byte> rawField)
    {
        if (rawField.IsEmpty || rawField[0] != Quote)
        {
            return Quoting.None;
        }

        var rest = rawField[1..];
        while (rest.IndexOf((byte)Quote) is var quote and >= 0)
        {
            rest = rest[(quote + 1)..];
            if (rest.IsEmpty)
            {
                return Quoting.Closed;
            }

            if (rest[0] != Quote)
            {
                return Quoting.TextBehind;
            }

            rest = rest[1..];
        }

        return Quoting.Open;
    }
}
