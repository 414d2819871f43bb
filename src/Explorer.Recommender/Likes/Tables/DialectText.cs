using System.Text;
using CsvHelper;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Makes CsvHelper read a dialect: its options, and the text as they need it.</summary>
internal static class DialectText
{
    /// <summary>A name of 1,000,000 characters fits in whatever script, with room for the ids.</summary>
    public const int MaxRowBytes = 4 << 20;

    /// <summary>How CsvHelper is to read a text in a dialect.</summary>
    public static CsvReaderOptions OptionsFor(TableDialect dialect, TextEncoding encoding) => new()
    {
        Mode = (dialect.HasQuote, dialect.Escape) switch
        {
            (true, _) => CsvMode.Rfc4180,
            (false, QuoteEscape.Backslash) => CsvMode.Escape,
            (false, _) => CsvMode.NoEscape,
        },
        Separator = dialect.HasLongSeparator ? LongSeparator.StandIn : dialect.Separator[0],
        Quote = dialect.HasQuote ? dialect.Quote : '"',
        Encoding = encoding is TextEncoding.Utf8 ? null : TextEncodings.Of(encoding),
        HasHeader = false,
        DetectSeparatorHint = false,
        SkipEmptyLines = true,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRowBytes,
        // As Python's csv module reads: ids keep their spaces, and text behind a closing quote belongs to the field.
        TrimWhitespace = false,
        MalformedData = CsvMalformedDataHandling.Recover,
    };

    /// <summary>Escaped quotes become doubled ones and long separators short ones before they are read; both work on UTF-8.</summary>
    /// <param name="text">The table, uncompressed; given back as it is where it needs nothing.</param>
    public static (Stream Text, TextEncoding Encoding) Prepare(Stream text, TableDialect dialect, TextEncoding encoding)
    {
        var hasEscapedQuotes = dialect.HasQuote && dialect.Escape is QuoteEscape.Backslash;
        if (!hasEscapedQuotes && !dialect.HasLongSeparator)
        {
            return (text, encoding);
        }

        var utf8 = encoding is TextEncoding.Utf8
            ? text
            : Encoding.CreateTranscodingStream(text, TextEncodings.Of(encoding), Encoding.UTF8, leaveOpen: true);
        var separated = dialect.HasLongSeparator ? new LongSeparator(utf8, dialect.Separator) : utf8;
        return (hasEscapedQuotes ? new BackslashQuotes(separated, (byte)dialect.Quote) : separated, TextEncoding.Utf8);
    }

    /// <summary>The first rows of a text, at most as many as asked for; none where the text cannot be read so.</summary>
    public static IReadOnlyList<string[]> Rows(string text, TableDialect dialect, int count)
    {
        if (dialect.HasLongSeparator)
        {
            if (text.Contains(LongSeparator.StandIn, StringComparison.Ordinal))
            {
                return [];
            }

            text = text.Replace(dialect.Separator, LongSeparator.StandIn.ToString(), StringComparison.Ordinal);
        }

        using var reader = CsvReader.FromText(text, OptionsFor(dialect, TextEncoding.Utf8));
        var rows = new List<string[]>();
        while (rows.Count < count && reader.Read())
        {
            var row = reader.Current.ToArray();
            rows.Add(dialect.HasLongSeparator ? [.. row.Select(field => LongSeparator.Restore(field, dialect.Separator))] : row);
        }

        return rows;
    }
}
