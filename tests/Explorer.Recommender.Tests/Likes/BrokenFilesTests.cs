using System.Text;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>Files that must be refused as a whole, each with a message that says what, where and what to do.</summary>
public sealed class BrokenFilesTests
{
    private const string Header = "modelname|mid|uid\n";

    // Before the theory's data, which uses it.
    private static readonly string ManyRows = Header + string.Concat(Enumerable.Range(0, 5000).Select(row => $"name {row * 7919 % 10007}|m{row % 97}|u{row}\n"));

    public static TheoryData<string, byte[], string> Refused { get; } = new()
    {
        { "nothing but line ends", Utf8("\r\n\n\r"), "The file is empty." },
        { "only a byte order mark", [0xEF, 0xBB, 0xBF], "The file is empty." },
        { "gzip of nothing", Reading.Gzip(""), "The file is empty." },
        { "header without line end", Utf8("modelname|mid|uid"), "has a header but no rows" },
        { "PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0], "This is a PNG picture" },
        { "gzipped PNG", Reading.Gzip([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0]), "This is a PNG picture" },
        { "a zip of eight bytes", [0x50, 0x4B, 3, 4, 20, 0, 0, 0], "The zip archive is cut off, damaged" },
        { "gzip in gzip", Reading.Gzip(Reading.Gzip(Header + "a|1|2\n")), "compressed with gzip twice" },
        { "bzip2", Utf8("BZh91AY&SY"), "compressed with bzip2" },
        { "random bytes", RandomBytes(100_000), "This is no text" },
        { "NULs", new byte[100_000], "byte 1 is a NUL" },
        { "web page", Utf8("<!DOCTYPE html>\n<html><body>mid, uid</body></html>"), "This is a web page" },
        { "XML", Utf8("<?xml version=\"1.0\"?>\n<likes/>"), "This is XML" },
        { "JSON", Utf8("[{\"mid\": 1, \"uid\": 2}]"), "This is JSON" },
        { "prose", Utf8("Call me Ishmael. Some years ago—never mind how long precisely.\nHaving little money"), ": a single column" },
        { "one column", Utf8("mid\nm1\nm2\n"), ": a single column" },
        { "one endless line", Utf8(new string('x', 200_000)), "goes on for more than 64 KB" },
        { "an endless header", Utf8("mid,uid," + Repeat("more,", 20_000) + "\n1,2\n"), "goes on for more than 64 KB" },
        { "a hundred thousand line ends", Utf8(Repeat("\n", 100_000) + Header), "The first 64 KB of the file are blank." },
        { "no header", Utf8("Knight|m0|u1\nKnight|m0|u2\n"), "‘Knight’, ‘m0’, ‘u1’ (separated by pipe)" },
        { "no user column", Utf8("title,item_id,when\na,1,2\n"), "none that is known as the user's id" },
        { "a column twice", Utf8("mid|uid|MID\n1|2|3\n"), "‘mid’ twice (columns 1 and 3)" },
        { "quote never closed", Utf8(Header + "a|1|2\n\\b|1|3\nc|1|4\n"), "Line 3: the quote \\ that opens here is not closed" },
        { "quote closed by the next one", Utf8(Header + "a|1|2\n\\b|1|3\nc|1|4\n\\d | e\\|2|2\n"), "Line 3: the quote" },
        { "quote opened in a later line of the row", Utf8(Header + "\\a\nb\\|1|\\2\nc|1|3\n"), "Line 3: the quote" },
        { "quote opened in the last field of the file", Utf8(Header + "a|1|2\nb|1|\\3"), "Line 3: the quote" },
        { "quote after a stray one", Utf8(Header + "a \\ b|1|2\nc \\ d|1|\\3\ne|4|5"), "Line 3: the quote" },
        { "double quote never closed", Utf8("mid,uid,name\n1,2,\"a\n1,3,b\n"), "Line 2: the quote \"" },
        { "quote that swallows megabytes", Utf8(Header + "\\" + Repeat("a|1|2\n", 1_000_000)), "Line 2: the row that starts here is longer than 4 MB" },
        { "a row of five million letters", Utf8(Header + "a|1|2\n" + new string('x', 5_000_000) + "|1|3\n"), "Line 3: the row" },
        { "gzip cut in the text", Cut(Reading.Gzip(ManyRows), 0.5), "cut off or damaged" },
        { "gzip cut in the header", Cut(Reading.Gzip(ManyRows), 0.0001), "cut off or damaged" },
        { "gzip without its last byte", Reading.Gzip(ManyRows)[..^1], "cut off or damaged" },
        { "gzip without its checksum", Reading.Gzip(ManyRows)[..^8], "cut off or damaged" },
        { "gzip with a changed byte", Change(Reading.Gzip(ManyRows)), "cut off or damaged" },
        { "gzip whose second member is cut", [.. Reading.Gzip(ManyRows), .. Reading.Gzip(ManyRows)[..100]], "cut off or damaged" },
        { "no usable row", Utf8(Header + "a|1\nb|2\n|||\n\\\\||3\n"), "None of the 4 rows can be used. Line 2: The row has 2 of the 3 fields" },
        { "the wrong separator in every row", Utf8(Header + "a;1;2\nb;1;3\n"), "None of the 2 rows" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_broken_file_is_refused_in_words(string what, byte[] bytes, string saying)
    {
        var refusal = await Reading.RefusalOfAsync(bytes);

        Assert.True(refusal.Message.Contains(saying, StringComparison.Ordinal), $"{what}: {refusal.Message}");
        Assert.Equal(Refusal.Invalid, refusal.Refusal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(refusal.Message.Length, 40, 900);
    }

    [Fact]
    public async Task More_rows_than_allowed_are_too_large()
    {
        var refusal = await Reading.RefusalOfAsync(Header + Repeat("a|1|2\n", 11), new(1000, 10));

        Assert.Equal(Refusal.TooLarge, refusal.Refusal);
        Assert.Contains("more than 10 rows", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_rows_and_bytes_as_allowed_are_not_too_large()
    {
        var text = Header + Repeat("a|1|2\n", 10);

        var result = await Reading.LikesOfAsync(text, new(text.Length, 10));

        Assert.Equal((10, 9), (result.Rows, result.Duplicates));
    }

    [Fact]
    public async Task A_decompression_bomb_is_stopped_at_the_limit()
    {
        var refusal = await Reading.RefusalOfAsync(Reading.Gzip(Header + Repeat("a|1|2\n", 2_000_000)), new(1_000_000, int.MaxValue));

        Assert.Equal(Refusal.TooLarge, refusal.Refusal);
        Assert.Contains("more than 1,000,000 bytes", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    private static byte[] Cut(byte[] bytes, double share) => bytes[..Math.Max(3, (int)(bytes.Length * share))];

    private static byte[] Change(byte[] bytes)
    {
        bytes[bytes.Length / 2] ^= 0x55;
        return bytes;
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
