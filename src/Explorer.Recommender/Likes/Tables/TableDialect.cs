namespace Explorer.Recommender.Likes.Tables;

/// <summary>What parts fields, and what encloses those that hold it.</summary>
/// <param name="Separator">Between fields.</param>
/// <param name="SeparatorName">The word for it.</param>
/// <param name="Quote">Around a field; doubled inside it, it stands for itself.</param>
internal sealed record TableDialect(char Separator, string SeparatorName, char Quote)
{
    /// <summary>Every dialect that is tried, in this order. Pipe with backslash is the post's.</summary>
    public static IReadOnlyList<TableDialect> All { get; } =
    [
        new('|', "pipe", '\\'),
        new(',', "comma", '"'),
        new(';', "semicolon", '"'),
        new('\t', "tab", '"'),
        new('|', "pipe", '"'),
    ];

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

    private static int CountLineBreaks(ReadOnlySpan<byte> text) =>
        text.ContainsAny((byte)'\r', (byte)'\n') ? text.Count((byte)'\n') + text.Count((byte)'\r') - text.Count("\r\n"u8) : 0;
}
