using System.Text;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Likes;

public sealed class LikesFileTests
{
    private const string Header = "modelname|mid|uid\n";

    [Theory]
    [InlineData("mid|uid\nm|u\n")]
    [InlineData("uid,mid\nu,m\n")]
    [InlineData("USER_ID;Item-Id\r\nu;m\r\n")]
    [InlineData("userId\tmovieId\trating\nu\tm\t4.5\n")]
    [InlineData(" user , artistID \nu,m\n")]
    [InlineData("\"user\",\"item\"\n\"u\",\"m\"\n")]
    [InlineData("\"uid\"|\"mid\"\n\"u\"|\"m\"\n")]
    [InlineData("sep=;\nmid;uid\nm;u\n")]
    [InlineData("\n\r\nmid|uid\n\nm|u")]
    [InlineData("mid|uid\rm|u\r")]
    public async Task Separator_and_columns_come_from_the_header(string text)
    {
        var result = await Reading.LikesOfAsync(text);

        Assert.Equal(["u m"], result.Likes.Show());
    }

    [Fact]
    public async Task Every_byte_order_mark_is_understood()
    {
        const string Text = "modelname|mid|uid\nДракон 🐉|m|u\n";
        foreach (var encoding in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var result = await Reading.LikesOfAsync([.. encoding.Preamble, .. encoding.GetBytes(Text)]);

            Assert.Equal(["u m Дракон 🐉"], result.Likes.Show());
        }
    }

    [Fact]
    public async Task Gzip_is_recognised_by_its_bytes_and_may_have_several_members()
    {
        var result = await Reading.LikesOfAsync([.. Reading.Gzip(Header + "a|1|x\n"), .. Reading.Gzip("b|2|y\n")]);

        Assert.Equal(["x 1 a", "y 2 b"], result.Likes.Show());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(31)]
    public async Task It_does_not_matter_how_the_bytes_arrive(int chunk)
    {
        var text = Header + string.Concat(Enumerable.Range(0, 300).Select(row => $"\\N\n|{row}\\|m{row % 7}|u{row}\r\n"));
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Reading.Gzip(text) })
        {
            using var stream = new DribblingStream(bytes, chunk);

            var result = await LikesFile.ReadAsync(stream, Reading.Generous, null, TestContext.Current.CancellationToken);

            Assert.Equal((300, 300, 0), (result.Rows, result.Likes.Count, result.Rejected));
        }
    }

    [Fact]
    public async Task Ids_are_opaque()
    {
        var result = await Reading.LikesOfAsync("mid,uid\n 1,u\n1,u\n01,u\n1.0,u\n1 ,u\nA,u\na,u\nNaN,u\n=1+1,u\nnull,u\n");

        Assert.Equal([" 1", "1", "01", "1.0", "1 ", "A", "a", "NaN", "=1+1", "null"], result.Likes.ItemVocabulary.Ids);
        Assert.Equal(0, result.Duplicates);
    }

    [Fact]
    public async Task Line_numbers_count_blank_lines_and_line_breaks_in_quotes()
    {
        var result = await Reading.LikesOfAsync("modelname|mid|uid\r\n\r\n\\one\r\ntwo\nthree\\|m|u\r\n\n||first\nb|m|v\r|m2|\r\n");

        Assert.Equal([7L, 9L], result.RejectedRows.Select(row => row.Line));
        Assert.Equal(["||first", "|m2|"], result.RejectedRows.Select(row => row.Text));
        Assert.Contains("2 blank lines were skipped.", result.Notes);
        Assert.Contains(result.Notes, note => note.StartsWith("1 row has a line break inside a quoted field (line 3)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_reject_an_id_but_not_a_name()
    {
        // The letter in UTF-8 before says that the others are damaged UTF-8 rather than another encoding.
        byte[] text = [.. "name,mid,uid\né caf"u8, 0xE9, .. ",m,u\na,m"u8, 0xE9, .. ",u\na,m,u"u8, 0xE8, .. "\n"u8];

        var result = await Reading.LikesOfAsync(text);

        Assert.Equal(["u m é caf\uFFFD"], result.Likes.Show());
        Assert.Equal([3L, 4L], result.RejectedRows.Select(row => row.Line));
        Assert.Contains(result.Notes, note => note.Contains("not UTF-8", StringComparison.Ordinal) && note.Contains("line 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a|m\0|u", "The item's id contains a NUL")]
    [InlineData("a|m|u\0", "The user's id contains a NUL")]
    [InlineData("a\0|m|u", "The name contains a NUL")]
    [InlineData("a||u", "The item's id is empty.")]
    [InlineData("a|m|", "The user's id is empty.")]
    [InlineData("a|m|\\\\", "The user's id is empty.")]
    [InlineData("a", "The row has 1 of the 3 fields")]
    [InlineData(" ", "The row has 1 of the 3 fields")]
    [InlineData("modelname|mid|uid", "The row repeats the header.")]
    public async Task An_unusable_row_is_rejected_with_its_reason_and_the_others_stay(string row, string reason)
    {
        var result = await Reading.LikesOfAsync($"{Header}x|1|2\n{row}\ny|3|4\n");

        Assert.Equal(2, result.Likes.Count);
        var rejected = Assert.Single(result.RejectedRows);
        Assert.Equal((3L, row), (rejected.Line, rejected.Text));
        Assert.StartsWith(reason, rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_may_have_a_million_characters_and_no_more()
    {
        var longest = new string('漢', 1_000_000);

        var result = await Reading.LikesOfAsync($"{Header}{longest}|1|u\n{longest}x|2|u\nshort|3|{new string('i', 10_000)}\n");

        Assert.Equal(longest, result.Likes.ItemNames[0]);
        Assert.Equal(10_000, result.Likes.UserVocabulary[1].Length);
        Assert.Equal("The name has 1,000,001 characters; at most 1,000,000 are read.", Assert.Single(result.RejectedRows).Reason);
        Assert.Equal(200, result.RejectedRows[0].Text.Length);
    }

    [Fact]
    public async Task Only_the_first_thousand_rejected_rows_are_listed_but_all_are_counted()
    {
        var result = await Reading.LikesOfAsync(Header + "a|1|2\n" + string.Concat(Enumerable.Repeat("broken\n", 2500)));

        Assert.Equal(2500, result.Rejected);
        Assert.Equal(1002, result.RejectedRows[^1].Line);
    }

    [Fact]
    public async Task A_missing_name_is_no_reason_to_reject_a_row()
    {
        var result = await Reading.LikesOfAsync("uid,mid,name,extra\nu,m\nv,m,Later\nw,m,Other,1,2\n");

        Assert.Equal(["u m Later", "v m Later", "w m Later"], result.Likes.Show());
        Assert.Contains(result.Notes, note => note.StartsWith("2 rows have fewer fields than the header (lines 2, 3)", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.StartsWith("1 row has more fields than the header (line 4)", StringComparison.Ordinal));
        Assert.Contains("1 item has several names; its most frequent one was kept.", result.Notes);
        Assert.Contains("Column extra was not used.", result.Notes);
    }

    [Fact]
    public async Task A_better_name_for_a_column_wins_over_a_weaker_one()
    {
        var result = await Reading.LikesOfAsync("user,user_id,item,item_id,name,title\nx,u,y,m,n,t\n");

        Assert.Equal(["u m t"], result.Likes.Show());
    }

    [Fact]
    public async Task Notes_about_columns_nobody_asked_for_stay_short()
    {
        var header = "mid,uid,," + string.Concat(Enumerable.Range(0, 2000).Select(column => $"c{column},")) + new string('x', 5000);

        var result = await Reading.LikesOfAsync(header + "\n1,2\n");

        Assert.InRange(result.Notes.Count, 10, 20);
        Assert.All(result.Notes, note => Assert.InRange(note.Length, 10, 200));
        Assert.Contains("Column ‘’ was not used.", result.Notes);
        Assert.Contains("1,990 more columns were not used.", result.Notes);
    }

    [Fact]
    public async Task Progress_comes_every_so_many_rows_and_at_the_end()
    {
        var bytes = Encoding.UTF8.GetBytes("mid,uid\n" + string.Concat(Enumerable.Range(0, 40_000).Select(row => $"m{row},u\n")));
        var reports = new Reports();
        using var stream = new DribblingStream(bytes);

        await LikesFile.ReadAsync(stream, Reading.Generous, reports, TestContext.Current.CancellationToken);

        Assert.Equal([16_384, 32_768, 40_000], reports.Select(report => report.Rows));
        Assert.Equal(bytes.Length, reports[^1].Bytes);
        Assert.True(reports[0].Bytes < bytes.Length);
    }

    [Fact]
    public async Task Cancelling_stops_reading()
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(() => cancellation.Cancel());
        using var stream = new DribblingStream(Encoding.UTF8.GetBytes("mid,uid\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => $"m{row},u\n"))));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LikesFile.ReadAsync(stream, Reading.Generous, reports, cancellation.Token));

        Assert.Single(reports);
    }

    private sealed class Reports(Action? heard = null) : List<LikesFileProgress>, IProgress<LikesFileProgress>
    {
        public void Report(LikesFileProgress value)
        {
            Add(value);
            heard?.Invoke();
        }
    }
}
