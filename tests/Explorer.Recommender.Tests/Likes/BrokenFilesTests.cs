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
        { "zip without files", Reading.Zip(), "an empty zip archive" },
        { "zip with a folder only", Reading.Zip(("folder/", "")), "without any file in it" },
        { "zip with two files", Reading.Zip(("a.csv", ManyRows), ("b <script>.csv", ManyRows)), "holds 2 files: ‘a.csv’, ‘b <script>.csv’" },
        { "zip with ten files", Reading.Zip([.. Enumerable.Range(0, 10).Select(file => ($"{file}.csv", "x"))]), "holds 10 files: ‘0.csv’" },
        { "zip in zip", Reading.Zip(("a.zip", "PK\u0003\u0004 and more")), "a zip archive or a spreadsheet inside another archive" },
        { "zip of an empty file", Reading.Zip(("a.csv", "")), "The file is empty." },
        { "zip cut", Cut(Reading.Zip(("a.csv", ManyRows)), 0.5), "The zip archive is cut off, damaged" },
        { "zip with a changed byte", Change(Reading.Zip(("a.csv", ManyRows))), "The zip archive is cut off, damaged" },
        { "spreadsheet", Reading.Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>"), ("xl/worksheets/sheet1.xml", "<x/>")), "This is a spreadsheet" },
        { "Parquet", Utf8("PAR1 and columns PAR1"), "This is a Parquet file" },
        { "JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "This is a JPEG picture" },
        { "PDF", Utf8("%PDF-1.7"), "This is a PDF document" },
        { "SQLite", Utf8("SQLite format 3\0"), "This is a SQLite database" },
        { "old spreadsheet", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old spreadsheet" },
        { "a separator's hint and nothing else", Utf8("sep=;\n"), "a single column" },
        { "a column of ids twice", Utf8("uid,mid,user_id,uid\n1,2,3,4\n"), "‘uid’ twice (columns 1 and 4)" },
        { "weights that are all negative", Utf8("uid,mid,count\n1,2,-1\n1,3,-2\n"), "None of the 2 rows can be used. Line 2: The weight ‘-1’ is negative." },
        { "weights that are all NaN", Utf8("uid,mid,weight\n1,2,NaN\n"), "The only row cannot be used. Line 2: The weight ‘NaN’ is not finite." },
        { "the header again and again", Utf8(Header + Header + Header), "Line 2: The row repeats the header." },
        { "UTF-16 without rows", Encoding.Unicode.GetBytes(Header), "has a header but no rows" },
        { "UTF-16 with an open quote", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("uid,mid,name\n1,2,\"a\n1,3,b\n")], "Line 2: the quote \"" },
        { "an open quote behind line ends of every kind", Utf8("uid,mid,name\r1,2,a\r\n1,3,b\n\"1,4,c\r1,5,d\n"), "Line 4: the quote \"" },
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

    /// <summary>Files that are strange but not hopeless: what is good in them is read, and the rest is counted.</summary>
    public static TheoryData<string, byte[], int, int, int> Strange { get; } = new()
    {
        { "UTF-16, low byte first, with mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header + "a|1|2\n")], 1, 0, 0 },
        { "UTF-16, high byte first, with mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Header + "a|1|2\n")], 1, 0, 0 },
        { "UTF-16, low byte first, without mark", Encoding.Unicode.GetBytes(Header + "a|1|2\nb|1|3\n"), 2, 0, 0 },
        { "UTF-16, high byte first, without mark", Encoding.BigEndianUnicode.GetBytes(Header + "a|1|2\nb|1|3\n"), 2, 0, 0 },
        { "UTF-16 in gzip", Reading.Gzip(Encoding.Unicode.GetBytes(Header + "a|1|2\n")), 1, 0, 0 },
        { "UTF-16 of an odd number of bytes", [.. Encoding.Unicode.GetBytes(Header + "a|1|2\nb|1|3\n"), 0x7C], 2, 0, 1 },
        { "UTF-32 with mark", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Header + "a|1|2\n")], 1, 0, 0 },
        { "CR only", Utf8("modelname|mid|uid\ra|1|2\rb|1|3\r"), 2, 0, 0 },
        { "line ends of every kind", Utf8("modelname|mid|uid\r\na|1|2\nb|1|3\rc|1|4\r\n\r\n\rd|1|5"), 4, 0, 0 },
        { "a separator's hint", Utf8("sep=;\nmid;uid\n1;2\n"), 1, 0, 0 },
        { "a separator's hint in capitals behind blank lines", Utf8("\n\nSEP=|\n\nmid|uid\n1|2\n"), 1, 0, 0 },
        { "a separator's hint behind a mark", [0xEF, 0xBB, 0xBF, .. Utf8("sep=\t\r\nmid\tuid\r\n1\t2\r\n")], 1, 0, 0 },
        { "the header in the middle", Utf8(Header + "a|1|2\n" + Header + "b|1|3\n"), 2, 0, 1 },
        { "a doubled name that nobody needs", Utf8("mid,uid,x,x\n1,2,3,4\n"), 1, 0, 0 },
        { "header names without a name", Utf8("mid,uid,,\n1,2,,\n"), 1, 0, 0 },
        { "a NUL in every field", Utf8(Header + "a\0|1|2\nb|1\0|2\nc|1|2\0\nd|1|2\n"), 1, 0, 3 },
        { "invalid UTF-8 among valid", [.. Utf8(Header + "é|1|2\nb|"), 0xC3, 0x28, .. Utf8("|3\nc|1|"), 0xFF, .. Utf8("\nd|1|4\n")], 2, 0, 2 },
        { "overlong and surrogate UTF-8", [.. Utf8(Header + "é|1|2\nb|"), 0xC0, 0xAF, .. Utf8("|3\nc|"), 0xED, 0xA0, 0x80, .. Utf8("|3\n")], 1, 0, 2 },
        { "Windows-1252", [.. Utf8(Header), 0xC4, .. Utf8("|"), 0xE9, .. Utf8("|2\n")], 1, 0, 0 },
        { "a name of a million letters", Utf8(Header + new string('x', 1_000_000) + "|1|2\n"), 1, 0, 0 },
        { "a name of a million and one letters", Utf8(Header + new string('x', 1_000_001) + "|1|2\nb|1|2\n"), 1, 0, 1 },
        { "an id of ten thousand letters", Utf8(Header + "a|" + new string('m', 10_000) + "|" + new string('u', 10_000) + "\n"), 1, 0, 0 },
        { "gzip with nothing behind", Reading.Gzip(Header + "a|1|2"), 1, 0, 0 },
        { "gzip of several members", [.. Reading.Gzip(Header), .. Reading.Gzip("a|1|2\n"), .. Reading.Gzip("")], 1, 0, 0 },
        { "zip", Reading.Zip(("likes.csv", Header + "a|1|2\n")), 1, 0, 0 },
        { "zip of UTF-16", Reading.Zip(("likes.csv", "\uFEFF" + Header + "a|1|2\n")), 1, 0, 0 },
        { "html and script names", Utf8(Header + "<script>alert(1)</script>|<b>|\"><img src=x onerror=alert(1)>\n{{7*7}}|';drop table dataset;--|${jndi:x}\n"), 2, 0, 0 },
        { "formulas", Utf8("mid,uid,name\n=1+1,@u,+cmd\n-2,=HYPERLINK(\"x\"),-1\n"), 2, 0, 0 },
        { "right-to-left overrides and invisible letters", Utf8(Header + "\u202Etxt.exe|\u202E1|\u200B\n\u2066x|1|\uFEFF\n"), 2, 0, 0 },
        { "ids that are numbers in many ways", Utf8("mid,uid\n1,u\n01,u\n1.0,u\n1e0,u\n+1,u\n 1,u\n1,u\n"), 6, 1, 0 },
        { "ids that mean nothing", Utf8("mid,uid\nnull,NaN\nundefined,None\ntrue,false\n__proto__,constructor\n"), 4, 0, 0 },
        { "ids in combining letters", Utf8("mid,uid\né,u\ne\u0301,u\nＥ,u\n"), 3, 0, 0 },
        { "names that are separators", Utf8("mid,uid,name\n1,u,\",\"\n2,u,\"\"\"\"\n3,u,\"\n\"\n"), 3, 0, 0 },
        { "quotes in the middle", Utf8("mid,uid,name\n1,u,a \"b\" c\n2,u,5\" disk\n"), 2, 0, 0 },
        { "text behind a quote", Utf8("mid,uid,name\n1,u,\"a\"b\n2,u,x\n"), 2, 0, 0 },
        { "weights of every kind", Utf8("mid,uid,weight\n1,u,1\n2,u,0\n3,u,-1\n4,u,NaN\n5,u,inf\n6,u,1e400\n7,u,\n8,u,x\n9,u,2.5\n10,u,1e9\n11,u,3\n12,u,4\n13,u,5\n14,u,6\n"), 7, 0, 7 },
        { "weights that overflow together", Utf8("mid,uid,weight\n" + Repeat("1,u,1e9\n", 1000)), 1, 999, 0 },
        { "rows of one field to many", Utf8("mid,uid,name\n1\n1,u\n1,v,n\n1,w,n,x,y,z\n,,\n,\n"), 3, 0, 3 },
        { "a row of ten thousand fields", Utf8("mid,uid\n1,u" + Repeat(",x", 10_000) + "\n"), 1, 0, 0 },
        { "blanks around everything", Utf8(" mid , uid \n 1 , u \n1,u\n"), 2, 0, 0 },
        { "only quotes", Utf8("mid,uid\n\"\",\"\"\n\"1\",\"u\"\n"), 1, 0, 1 },
        { "a separator at every line's end", Utf8("mid,uid,\n1,u,\n2,u,\n"), 2, 0, 0 },
        { "a control-Z at the end", Utf8("mid,uid\n1,u\n\u001A"), 1, 0, 1 },
        { "vertical tabs and form feeds", Utf8("mid,uid\n1\v,u\f\n1,u\n"), 2, 0, 0 },
        { "Unicode line separators, which end no line", Utf8("mid,uid,name\n1,u,a\u2028b\u0085c\n"), 1, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task What_is_good_in_a_strange_file_is_read(string what, byte[] bytes, int likes, int duplicates, int rejected)
    {
        var result = await Reading.LikesOfAsync(bytes);

        Assert.True(
            (likes, duplicates, rejected) == (result.Likes.Count, result.Duplicates, result.Rejected),
            $"{what}: {result.Likes.Count} likes, {result.Duplicates} duplicates, {result.Rejected} rejected: {string.Join(' ', result.RejectedRows.Select(row => row.Reason))}");
        Assert.All(result.RejectedRows, row => Assert.EndsWith(".", row.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_at_least_sixty_broken_and_strange_files() => Assert.InRange(Refused.Count + Strange.Count, 60, 1000);

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

    [Fact]
    public async Task A_zip_bomb_is_stopped_at_the_limit()
    {
        var refusal = await Reading.RefusalOfAsync(Reading.Zip(("bomb.csv", Header + Repeat("a|1|2\n", 2_000_000))), new(1_000_000, int.MaxValue));

        Assert.Equal(Refusal.TooLarge, refusal.Refusal);
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
