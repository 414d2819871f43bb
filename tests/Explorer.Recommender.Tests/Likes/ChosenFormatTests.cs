using System.Text;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>Files that cannot be understood by themselves, read as the person says; and what is guessed of files that can.</summary>
public sealed class ChosenFormatTests
{
    private static readonly TableFormat UserThenItem = new TableFormat { HasHeader = false }.With(ColumnRole.UserId, "#1").With(ColumnRole.ItemId, "#2");

    [Fact]
    public async Task A_file_without_header_is_read_by_place_where_that_was_chosen()
    {
        var result = await ReadAsync("u1;m1;First\nu2;m1;First\n", UserThenItem.With(ColumnRole.ItemName, "3"));

        Assert.Equal(["u1 m1 First", "u2 m1 First"], result.Likes.Show());
        Assert.Equal(2, result.Rows);
        Assert.Contains("Column 1 was read as the user's id.", result.Notes);
    }

    [Fact]
    public async Task A_file_without_header_is_refused_unless_columns_are_chosen()
    {
        var refusal = await Reading.RefusalOfAsync("u1;m1;First\nu2;m1;First\nu3;m2;Second\n");

        Assert.Contains("choose which column holds what", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_names_that_nobody_knows_can_be_chosen()
    {
        var format = new TableFormat().With(ColumnRole.UserId, "who").With(ColumnRole.ItemId, "what");

        var result = await ReadAsync("who,what,why\nu,m,x\n", format);

        Assert.Equal(["u m"], result.Likes.Show());
    }

    [Fact]
    public async Task A_choice_wins_over_a_known_name_and_nothing_can_be_chosen_too()
    {
        var format = new TableFormat().With(ColumnRole.ItemId, "isbn").With(ColumnRole.ItemName, "").With(ColumnRole.Weight, "");

        var result = await ReadAsync("uid,mid,isbn,name,count\nu,m,i,N,5\n", format);

        Assert.Equal(["u i"], result.Likes.Show());
        Assert.True(result.Likes.Weights.IsEmpty);
    }

    [Theory]
    [InlineData("nobody", "There is no column ‘nobody’ for the item's id. The file has 2 columns: ‘uid’, ‘x’")]
    [InlineData("#3", "There is no column ‘#3’")]
    [InlineData("#0", "There is no column ‘#0’")]
    [InlineData("#", "There is no column ‘#’")]
    [InlineData("-1", "There is no column ‘-1’")]
    public async Task A_column_that_is_not_there_is_refused(string column, string saying)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => ReadAsync("uid,x\nu,m\n", new TableFormat().With(ColumnRole.ItemId, column)));

        Assert.StartsWith(saying, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_columns_with_one_name_the_place_tells_which()
    {
        const string Text = "uid,mid,mid\nu,a,b\n";

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => ReadAsync(Text, new TableFormat().With(ColumnRole.ItemId, "mid")));
        var result = await ReadAsync(Text, new TableFormat().With(ColumnRole.ItemId, "#3"));

        Assert.Contains("Choose it by its place, as #2.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["u b"], result.Likes.Show());
    }

    [Theory]
    [InlineData("uid:mid\nu:m\n", ":", null, null)]
    [InlineData("uid mid\nu m\n", " ", null, null)]
    [InlineData("uid\u0001mid\nu\u0001m\n", "\u0001", null, null)]
    [InlineData("'uid','mid'\n'u','m'\n", ",", '\'', null)]
    [InlineData("uid,mid,name\nu,m,\"\n", ",", TableFormat.NoQuote, null)]
    [InlineData("uid,mid,name\nu,m,a\\,b\n", ",", TableFormat.NoQuote, QuoteEscape.Backslash)]
    [InlineData("uid,mid,name\nu,m,\"say \\\"a, b\\\"\"\n", ",", '"', QuoteEscape.Backslash)]
    [InlineData("uid||mid||name\nu||m||a|b\n", "||", null, null)]
    [InlineData("uid~|~mid~|~name\r\nu~|~m~|~\"a~|~b\"\r\n", "~|~", '"', null)]
    [InlineData("uid::mid::name\nu::m::\"say \\\"a::b\\\"\"\n", "::", '"', QuoteEscape.Backslash)]
    public async Task Separator_quote_and_escape_can_be_chosen(string text, string separator, char? quote, QuoteEscape? escape)
    {
        var result = await ReadAsync(text, new TableFormat { Separator = separator, Quote = quote, Escape = escape });

        Assert.StartsWith("u m", Assert.Single(result.Likes.Show()), StringComparison.Ordinal);
        Assert.DoesNotContain('\\', result.Likes.ItemNames[0]);
    }

    [Fact]
    public async Task Backslashed_quotes_are_guessed_where_no_quote_is_doubled()
    {
        var result = await Reading.LikesOfAsync("\"uid\";\"mid\";\"title\"\n\"u\";\"m\";\"The \\\"great\\\"; one\"\n\"v\";\"m\\\\n\";\"x\"\n");

        Assert.Equal(["u m The \"great\"; one", "v m\\n x"], result.Likes.Show());
    }

    [Theory]
    [InlineData("é", null, null, "The separator")]
    [InlineData("\n", null, null, "The separator")]
    [InlineData("", null, null, "The separator")]
    [InlineData("and", null, null, "The separator ‘and’ cannot be used. Use one ASCII character")]
    [InlineData(":::::::::", null, null, "The separator")]
    [InlineData(null, '\t', null, "The quote")]
    [InlineData(",", ',', null, "cannot be the separator and the quote")]
    [InlineData("~'~", '\'', null, "cannot be the separator and the quote")]
    [InlineData("|", '\\', QuoteEscape.Backslash, "The backslash cannot be")]
    public async Task Characters_that_cannot_work_are_refused(string? separator, char? quote, QuoteEscape? escape, string saying)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(
            () => ReadAsync("uid,mid\nu,m\n", new TableFormat { Separator = separator, Quote = quote, Escape = escape }));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TextEncoding.Utf16LittleEndian)]
    [InlineData(TextEncoding.Utf16BigEndian)]
    public async Task UTF16_without_a_mark_is_recognised(TextEncoding encoding)
    {
        var text = (encoding is TextEncoding.Utf16LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode)
            .GetBytes("modelname|mid|uid\nДракон 🐉|m|u\n");

        var result = await Reading.LikesOfAsync(text);

        Assert.Equal(["u m Дракон 🐉"], result.Likes.Show());
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_read_as_Windows1252_with_a_warning()
    {
        var result = await Reading.LikesOfAsync([.. "uid,mid,title\nJos"u8, 0xE9, .. ",m,na"u8, 0xEF, .. "ve\n"u8]);

        Assert.Equal(["José m naïve"], result.Likes.Show());
        Assert.Contains(result.Notes, note => note.Contains("read as Windows-1252", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_encoding_can_be_chosen_but_a_mark_decides()
    {
        byte[] text = [.. "uid,mid,title\nu,m,caf"u8, 0xC3, 0xA9, .. "\n"u8];
        var asCodePage = new LikesFileChoices { Format = new() { Encoding = TextEncoding.Windows1252 } };

        var chosen = await Reading.LikesOfAsync(text, choices: asCodePage);
        var marked = await Reading.LikesOfAsync([0xEF, 0xBB, 0xBF, .. text], choices: asCodePage);

        Assert.Equal("cafÃ©", chosen.Likes.ItemNames[0]);
        Assert.Equal("café", marked.Likes.ItemNames[0]);
    }

    [Fact]
    public async Task A_zip_with_one_file_is_read()
    {
        var zip = Reading.Zip(("__MACOSX/._likes.csv", "junk"), ("folder/", ""), ("folder/likes.csv", "uid,mid\nu,m\n"));

        var result = await Reading.LikesOfAsync(zip);

        Assert.Equal(["u m"], result.Likes.Show());
    }

    [Fact]
    public async Task What_was_chosen_about_the_compression_must_be_true()
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => Reading.LikesOfAsync(
            Reading.Gzip("uid,mid\nu,m\n"), choices: new() { Format = new() { Compression = Compression.Zip } }));

        Assert.Contains("to be read as a zip archive, but its first bytes say that it is compressed with gzip", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_separator_that_Excel_names_wins()
    {
        var result = await Reading.LikesOfAsync("sep=;\r\nuid;mid;title\r\nu;m;a,b,c,d\r\n");

        Assert.Equal(["u m a,b,c,d"], result.Likes.Show());
    }

    [Fact]
    public async Task Ratings_of_MovieLens_are_read_by_their_double_colons()
    {
        var format = UserThenItem.With(ColumnRole.Rating, "#3").With(ColumnRole.Timestamp, "#4");

        var result = await Reading.LikesOfAsync(
            "1::1193::5::978300760\n1::661::3::978302109\n2::1193::4::978298413\n", choices: new() { Format = format, MinRating = 4 });

        Assert.Equal(["1 1193", "2 1193"], result.Likes.Show());
        Assert.Equal([978300760, 978298413], result.Likes.Times.ToArray());
        Assert.Contains(result.Notes, note => note.Contains("fields separated by ::, never quoted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UserID::MovieID::Title\n1::7::Ace: Ventura\n2::7::Ace: Ventura\n2::8::A:\n", "1 7 Ace: Ventura,2 7 Ace: Ventura,2 8 A:")]
    [InlineData("\"UserID\"::\"MovieID\"::\"Title\"\n\"1\"::\"7\"::\"a::b\"\n\"2\"::\"7\"::\"a::b\"\n", "1 7 a::b,2 7 a::b")]
    [InlineData("uid::mid::title\n1::7::\n1:::8::x\n", "1 7,1 :8 x")]
    public async Task Double_colons_are_guessed_and_stay_in_fields_that_are_quoted(string text, string likes)
    {
        var result = await Reading.LikesOfAsync(text);

        Assert.Equal(likes.Split(','), result.Likes.Show());
    }

    [Fact]
    public async Task Long_separators_are_found_wherever_the_bytes_are_cut_and_in_every_encoding()
    {
        // Dribbled in by a byte or more at a time, and long enough for the reader's buffer to end inside a separator.
        var text = "uid::mid::title\n" + string.Concat(Enumerable.Range(0, 6000).Select(row => $"u{row}::m{row % 7}::né{row}:\n"));

        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.Latin1 })
        {
            var result = await Reading.LikesOfAsync(encoding.GetBytes(text));

            Assert.Equal((6000, 6000, 7), (result.Rows, result.Likes.UserCount, result.Likes.ItemCount));
            Assert.Equal("né0:", result.Likes.ItemNames[0]);
        }
    }

    [Fact]
    public async Task A_rejected_row_keeps_its_long_separators_and_a_stand_in_is_refused_with_its_line()
    {
        var result = await Reading.LikesOfAsync("uid::mid\nu::m\n::m\n");
        var refusal = await Reading.RefusalOfAsync("uid::mid\nu::m\nu::n" + new string(' ', 70_000) + "\r\nu::a\u001Fb\n");

        Assert.Equal("::m", Assert.Single(result.RejectedRows).Text);
        Assert.StartsWith("Line 4: the text holds the control character U+001F", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<LikesFileResult> ReadAsync(string text, TableFormat format) => Reading.LikesOfAsync(text, choices: new() { Format = format });
}
