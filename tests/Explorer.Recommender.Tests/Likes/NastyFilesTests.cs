using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>The handed-over malformed and hostile files, by their expected.md.</summary>
public sealed class NastyFilesTests
{
    [Theory]
    [InlineData("00_base.psv", 8, 8)]
    [InlineData("01_utf8_bom.psv", 8, 8)]
    [InlineData("05_crlf.psv", 8, 8)]
    [InlineData("09_backslash_quotes.psv", 8, 8)]
    [InlineData("14_renamed_columns.csv", 8, 8)]
    [InlineData("26_html_names.psv", 8, 8)]
    [InlineData("34_semicolon.csv", 8, 8)]
    [InlineData("38_weights_good.psv", 8, 8)]
    public async Task A_strange_but_good_file_gives_all_its_likes(string file, int usersAfter, int itemsAfter)
    {
        var result = await ReadAsync(file);

        Assert.Equal((48, 0, 0), (result.Rows, result.Rejected, result.Duplicates));
        Assert.Equal((8, 8, 48), (result.Likes.UserCount, result.Likes.ItemCount, result.Likes.Count));
        Assert.All(result.Likes.UserVocabulary.Ids, id => Assert.Matches("^u[0-7]$", id));
        Assert.All(result.Likes.ItemVocabulary.Ids, id => Assert.Matches("^m[0-7]$", id));
        var core = KCore.Of(result.Likes, 5, 5, TestContext.Current.CancellationToken);
        Assert.Equal((usersAfter, itemsAfter, 48), (core.UserCount, core.ItemCount, core.LikeCount));
    }

    [Fact]
    public async Task Backslash_quotes_are_read_as_the_post_wrote_them()
    {
        var result = await ReadAsync("09_backslash_quotes.psv");

        Assert.Equal(
            ["Knight\nof the lake", "Dragon | red", "Back\\slash", "Inner \\ slash", "\"Quoted\" name", ""],
            Enumerable.Range(0, 6).Select(item => NameOf(result.Likes, $"m{item}")));
    }

    [Fact]
    public async Task Ragged_rows_are_rejected_with_their_lines_and_the_rest_is_kept()
    {
        var result = await ReadAsync("12_ragged.psv");

        Assert.Equal(48, result.Rows);
        Assert.Equal([6L, 15, 22, 31], result.RejectedRows.Select(row => row.Line));
        Assert.All(result.RejectedRows, row => Assert.EndsWith(".", row.Reason, StringComparison.Ordinal));
        Assert.Equal("Knight|m0", result.RejectedRows[0].Text);
        Assert.Contains(result.Notes, note => note.Contains("line 10", StringComparison.Ordinal));
        Assert.True(result.Likes.UserVocabulary.TryGetIndex("u9", out _));
    }

    [Fact]
    public async Task Columns_are_found_by_name_and_the_notes_say_which()
    {
        var result = await ReadAsync("14_renamed_columns.csv");

        Assert.Contains("Column user_id was read as the user's id.", result.Notes);
        Assert.Contains("Column item_id was read as the item's id.", result.Notes);
        Assert.Contains("Column title was read as the item's name.", result.Notes);
        Assert.Equal("Knight", NameOf(result.Likes, "m0"));
    }

    [Theory]
    [InlineData("17_empty.psv", "The file is empty.")]
    [InlineData("18_header_only.psv", "The file has a header but no rows.")]
    public async Task A_file_without_rows_is_refused(string file, string beginning)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => ReadAsync(file));

        Assert.StartsWith(beginning, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Refusal.Invalid, refusal.Refusal);
    }

    [Fact]
    public async Task Repeated_rows_count_once()
    {
        var result = await ReadAsync("20_all_duplicates.psv");

        Assert.Equal((40, 39, 1), (result.Rows, result.Duplicates, result.Likes.Count));
    }

    [Fact]
    public async Task Thresholds_that_leave_nothing_leave_the_import_as_it_is()
    {
        var likes = (await ReadAsync("22_all_below_threshold.psv")).Likes;

        Assert.Equal((10, 10, 40), (likes.UserCount, likes.ItemCount, likes.Count));
        Assert.Equal(0, KCore.Of(likes, 5, 5, TestContext.Current.CancellationToken).LikeCount);
        Assert.Equal(40, KCore.Of(likes, 4, 4, TestContext.Current.CancellationToken).LikeCount);
    }

    [Fact]
    public async Task Hostile_names_are_kept_letter_by_letter()
    {
        var result = await ReadAsync("26_html_names.psv");

        Assert.Equal("<script>window.__pwned=1</script>", NameOf(result.Likes, "m0"));
        Assert.Contains(result.Likes.ItemNames, name => name.Contains('\u202E', StringComparison.Ordinal));
        Assert.Contains(result.Likes.ItemNames, name => name.Contains("&lt;b&gt;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_of_counts_is_used_as_weights_and_that_is_said()
    {
        var result = await ReadAsync("38_weights_good.psv");

        Assert.Equal(144, result.Likes.Weights.ToArray().Sum());
        Assert.Contains("Column count was read as the weight of the like.", result.Notes);
    }

    private static string NameOf(LikeSet likes, string itemId) =>
        likes.ItemVocabulary.TryGetIndex(itemId, out var item) ? likes.ItemNames[item] : throw new KeyNotFoundException(itemId);

    private static async Task<LikesFileResult> ReadAsync(string file) =>
        await Reading.LikesOfAsync(await File.ReadAllBytesAsync(SharedData.Require("nasty/" + file), TestContext.Current.CancellationToken));
}
