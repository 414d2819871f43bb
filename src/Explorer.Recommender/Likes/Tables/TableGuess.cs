namespace Explorer.Recommender.Likes.Tables;

/// <summary>Guesses from the beginning of a table whatever the person did not choose.</summary>
internal static class TableGuess
{
    private const int SampledRows = 50;

    /// <summary>Guesses dialect, header and columns. Problems are collected, so that they can be corrected.</summary>
    /// <param name="head">The first bytes of the table, uncompressed.</param>
    /// <param name="isWhole">Whether these are all bytes there are.</param>
    /// <param name="proposesPlaces">Whether columns without a header are proposed by what they hold. Nobody's file is read so unasked.</param>
    /// <exception cref="ExplorerException">The file is empty, or another format, or a choice is impossible.</exception>
    public static TableHeader Of(ReadOnlySpan<byte> head, bool isWhole, TableKind kind, TableFormat format, bool proposesPlaces = false)
    {
        format.Require();
        OtherFormats.ThrowIfKnown(head, kind);
        var encoding = TextEncodings.Find(head, format.Encoding);
        var text = TextEncodings.Decode(head, encoding);
        RequireText(text, head.Length, isWhole, kind);
        var (body, line, hint) = FirstLine(text);
        if (!isWhole && line.Length >= body.Length)
        {
            throw new ExplorerException(
                OtherFormats.Describe(head, text) ??
                $"The first line is {Excerpt.Of(line)} and goes on for more than {head.Length >> 10} KB, which is no header. Begin {kind.Name} with a header such as {kind.Example}.");
        }

        var best = Best([.. TableDialect.Candidates(format, hint.Separator, EscapeIn(text)).Select(dialect => new TableSample(dialect, line, body, isWhole, kind))], format);
        var hasHeader = format.HasHeader ?? best.SeemsToHaveHeader(format);
        var places = new ColumnPlaces(best, hasHeader, kind, format);
        if (proposesPlaces && !hasHeader)
        {
            places.Propose();
        }

        List<string> problems = [];
        if (places.DescribeMissing() is { } missing)
        {
            problems.Add(OtherFormats.Describe(head, text) ?? missing.Replace("{line}", Excerpt.Of(line), StringComparison.Ordinal));
        }

        problems.AddRange(places.DescribeNamedTwice());
        return new TableHeader(
            best.Dialect, encoding, hasHeader, places.Names, [.. places.Places], hint.IsThere, [.. WarnAbout(encoding, format), .. places.Warnings], problems);
    }

    /// <summary>As many rows as are looked at for a guess.</summary>
    public static IReadOnlyList<string[]> Sample(string text, TableDialect dialect) => DialectText.Rows(text, dialect, SampledRows);

    private static void RequireText(string text, int length, bool isWhole, TableKind kind)
    {
        if (text.AsSpan().IndexOfAnyExcept(" \t\r\n\uFEFF") < 0)
        {
            throw new ExplorerException(isWhole
                ? $"The file is empty. Choose {kind.Name} with a header such as {kind.Example} and rows below it."
                : $"The first {length >> 10} KB of the file are blank. Begin {kind.Name} with a header such as {kind.Example}.");
        }
    }

    /// <summary>The text from its first line on, that line, and whether a line before it names a separator that can be one.</summary>
    private static (string Body, string Line, (bool IsThere, char? Separator) Hint) FirstLine(string text)
    {
        var body = text.TrimStart('\r', '\n');
        var line = LineOf(body);
        if (line.Length != 5 || !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return (body, line, (false, null));
        }

        var rest = body[line.Length..].TrimStart('\r', '\n');
        var names = char.IsAscii(line[4]) && (char.IsPunctuation(line[4]) || char.IsSymbol(line[4]) || line[4] is ' ' or '\t') && line[4] is not ('"' or '\\');
        return (rest, LineOf(rest), (true, names ? line[4] : null));
    }

    private static string LineOf(string text) => text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;

    /// <summary>The dialect whose reading of the first line knows the most columns; where none knows any, the one with the steadiest rows.</summary>
    private static TableSample Best(IReadOnlyList<TableSample> samples, TableFormat format)
    {
        var known = samples.MaxBy(sample => sample.KnownColumns) ?? throw new ArgumentException("There is no dialect to try.", nameof(samples));
        return known.KnownColumns > 0 && format.HasHeader != false ? known : samples.MaxBy(sample => sample.Steadiness) ?? known;
    }

    private static QuoteEscape EscapeIn(string text)
    {
        var hasBackslashed = text.Contains("\\\"", StringComparison.Ordinal);
        return hasBackslashed && !text.Contains("\"\"", StringComparison.Ordinal) && text.Contains('"', StringComparison.Ordinal) && IsInsideQuotes(text)
            ? QuoteEscape.Backslash
            : QuoteEscape.Doubled;
    }

    /// <summary>Whether some backslash and quote are followed by text, so that this quote does not close the field.</summary>
    private static bool IsInsideQuotes(string text)
    {
        for (var place = text.IndexOf("\\\"", StringComparison.Ordinal); place >= 0; place = text.IndexOf("\\\"", place + 2, StringComparison.Ordinal))
        {
            if (place + 2 < text.Length && text[place + 2] is not (',' or ';' or '\t' or '|' or '\r' or '\n'))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> WarnAbout(TextEncoding encoding, TableFormat format)
    {
        if (encoding is TextEncoding.Windows1252 && format.Encoding is null)
        {
            yield return "The bytes are not UTF-8, so they were read as Windows-1252. Look whether the letters are right; if they are not, save the file as UTF-8.";
        }
    }
}
