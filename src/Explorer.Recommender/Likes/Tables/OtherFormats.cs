namespace Explorer.Recommender.Likes.Tables;

/// <summary>Recognises files that are no table, so that the refusal can say what they are instead.</summary>
internal static class OtherFormats
{
    private const string Unpack = "Unpack it and upload the file inside; it may be compressed with gzip.";
    private const string Export = "Save it as CSV and upload that.";

    private static readonly (byte[] Start, string What, string Remedy)[] Signatures =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a spreadsheet inside another archive", "Unpack it once and upload that."),
        ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive", Unpack),
        ([0x1F, 0x8B], "compressed with gzip twice", "Unpack it once and upload that."),
        ([0x42, 0x5A, 0x68], "compressed with bzip2", Unpack),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz", Unpack),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with Zstandard", Unpack),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive", Unpack),
        ([0x52, 0x61, 0x72, 0x21], "a RAR archive", Unpack),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", Export),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture", Export),
        ([.. "GIF8"u8], "a GIF picture", Export),
        ([.. "%PDF"u8], "a PDF document", Export),
        ([.. "PAR1"u8], "a Parquet file", Export),
        ([.. "SQLite format 3"u8], "a SQLite database", Export),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old spreadsheet or document", Export),
    ];

    /// <summary>Refuses a file whose first bytes belong to a known format.</summary>
    /// <exception cref="ExplorerException">They do.</exception>
    public static void ThrowIfKnown(ReadOnlySpan<byte> head, TableKind kind)
    {
        foreach (var (start, what, remedy) in Signatures)
        {
            if (head.StartsWith(start))
            {
                throw new ExplorerException($"This is {what}, not {kind.Name}. {remedy}");
            }
        }
    }

    /// <summary>Says what a text is in which no known columns were found, or null when it could be a table.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="text">The same as text.</param>
    public static string? Describe(ReadOnlySpan<byte> head, string text)
    {
        var begin = text.AsSpan().TrimStart();
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return DescribeZero(head.IndexOf((byte)0));
        }

        if (begin.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "This is a web page (HTML), not a table. The download may have led to a sign-in page: open the file and look.";
        }

        return begin switch
        {
            ['<', ..] => "This is XML or HTML, not a table. " + Export,
            ['{', ..] or ['[', ..] => "This is JSON, not a table. " + Export,
            _ when CountUnreadable(text) * 20 > text.Length => "This is no text: one character in twenty or more cannot be read as UTF-8. " + Export,
            _ => null,
        };
    }

    private static string DescribeZero(int zero) =>
        $"This is no text: byte {zero + 1} is a NUL, which text files do not have. " + Export;

    private static int CountUnreadable(string text) =>
        text.Count(letter => letter == '\uFFFD' || (char.IsControl(letter) && letter is not ('\r' or '\n' or '\t')));
}
