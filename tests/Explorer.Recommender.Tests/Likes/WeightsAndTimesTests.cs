using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Tests.Likes;

public sealed class WeightsAndTimesTests
{
    [Theory]
    [InlineData(Repeats.Sum, 3.5f, 2f)]
    [InlineData(Repeats.Maximum, 2.5f, 2f)]
    public async Task Repeats_are_added_or_the_greatest_counts(Repeats repeats, float first, float second)
    {
        var result = await ReadAsync("uid,mid,plays\nu,a,1\nu,b,2\nu,a,2.5\n", new() { Repeats = repeats });

        Assert.Equal([first, second], result.Likes.Weights.ToArray());
        Assert.Equal((3, 2, 1), (result.Rows, result.Likes.Count, result.Duplicates));
    }

    [Fact]
    public async Task Weights_that_are_all_one_are_not_kept()
    {
        var result = await ReadAsync("uid,mid,count\nu,a,1\nu,b,1.0\n");

        Assert.True(result.Likes.Weights.IsEmpty);
        Assert.Contains("All weights are 1, so every like counts once.", result.Notes);
    }

    [Theory]
    [InlineData("0", "The weight is 0, which is no like.")]
    [InlineData("-0", "The weight is 0, which is no like.")]
    [InlineData("1e-60", "The weight is 0, which is no like.")]
    [InlineData("-1", "The weight ‘-1’ is negative.")]
    [InlineData("NaN", "The weight ‘NaN’ is not finite.")]
    [InlineData("Infinity", "The weight ‘Infinity’ is not finite.")]
    [InlineData("-Infinity", "The weight ‘-Infinity’ is negative.")]
    [InlineData("1e999", "The weight ‘1e999’ is not finite.")]
    [InlineData("1e10", "The weight ‘1e10’ is larger than 1,000,000,000.")]
    [InlineData("", "The weight is empty.")]
    [InlineData("many", "The weight ‘many’ is no number. Use a point for decimals.")]
    [InlineData("\"2,5\"", "The weight ‘2,5’ is no number. Use a point for decimals.")]
    [InlineData("0x10", "The weight ‘0x10’ is no number. Use a point for decimals.")]
    [InlineData("=1+1", "The weight ‘=1+1’ is no number. Use a point for decimals.")]
    [InlineData("٣", "The weight ‘٣’ is no number. Use a point for decimals.")]
    public async Task A_weight_that_cannot_be_used_rejects_its_row(string weight, string reason)
    {
        var result = await ReadAsync($"uid,mid,weight\nu,a,2\nu,b,{weight}\nu,c,3\nu,d,4\n");

        var rejected = Assert.Single(result.RejectedRows);
        Assert.Equal((3L, reason), (rejected.Line, rejected.Reason));
        Assert.Equal([2f, 3f, 4f], result.Likes.Weights.ToArray());
    }

    [Theory]
    [InlineData("3", 3f)]
    [InlineData("2.5", 2.5f)]
    [InlineData(" 2 ", 2f)]
    [InlineData("+4", 4f)]
    [InlineData("1e3", 1000f)]
    [InlineData("1000000000", 1e9f)]
    [InlineData("1e-30", 1e-30f)]
    public async Task A_weight_is_any_positive_number(string weight, float d)
    {
        var result = await ReadAsync($"uid,mid,weight\nu,a,{weight}\n");

        Assert.Equal([d], result.Likes.Weights.ToArray());
    }

    [Fact]
    public async Task A_column_of_counts_that_holds_words_is_not_used_unless_it_is_chosen()
    {
        const string Text = "uid,mid,count\nu,a,few\nu,b,many\nu,c,3\n";

        var guessed = await ReadAsync(Text);
        var chosen = await ReadAsync(Text, new() { Format = new TableFormat().With(ColumnRole.Weight, "count") });

        Assert.Equal((3, 0), (guessed.Likes.Count, guessed.Rejected));
        Assert.Contains(guessed.Notes, note => note.StartsWith("Column ‘count’ was not used as the weight of the like: it holds ‘few’.", StringComparison.Ordinal));
        Assert.Equal((1, 2), (chosen.Likes.Count, chosen.Rejected));
    }

    [Fact]
    public async Task Without_a_smallest_rating_every_row_is_a_like_and_that_is_said()
    {
        var result = await ReadAsync("userId,movieId,rating\nu,a,1\nu,b,5\n");

        Assert.Equal(2, result.Likes.Count);
        Assert.True(result.Likes.Weights.IsEmpty);
        Assert.Contains(result.Notes, note => note.StartsWith("Every row is a like, whatever its rating.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ratings_below_the_smallest_are_left_out_and_counted()
    {
        var result = await ReadAsync("userId,movieId,rating\nu,a,1\nu,b,4\nu,c,4.5\nu,b,5\nu,d,bad\nu,e,3.9\n", new() { MinRating = 4 });

        Assert.Equal(["u b", "u c"], result.Likes.Show());
        Assert.Equal((6, 2, 1, 1, 2), (result.Rows, result.Likes.Count, result.Duplicates, result.Rejected, result.BelowThreshold));
        Assert.Contains("2 rows have a rating below 4 and were left out.", result.Notes);
    }

    [Theory]
    [InlineData("uid,mid\nu,m\n", 4, "no column is known as the rating")]
    [InlineData("uid,mid,rating\nu,m,3\n", 4, "No row has a rating of 4 or more: 1 of 1 rows")]
    [InlineData("uid,mid,rating\nu,m,3\n", double.NaN, "must be a finite number")]
    public async Task A_smallest_rating_that_leaves_nothing_is_refused(string text, double minRating, string saying)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => ReadAsync(text, new() { MinRating = minRating }));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1463486400", 1463486400)]
    [InlineData("1463486400000", 1463486400)]
    [InlineData("0", 0)]
    [InlineData("-86400", -86400)]
    [InlineData("2016-05-17", 1463443200)]
    [InlineData("2016-05-17T12:00:00Z", 1463486400)]
    [InlineData("2016-05-17 12:00:00", 1463486400)]
    [InlineData("2016-05-17T14:00:00+02:00", 1463486400)]
    [InlineData("2016-05-17T12:00:00.123456Z", 1463486400)]
    public async Task Times_are_Unix_seconds_milliseconds_or_ISO_dates(string time, long seconds)
    {
        var result = await ReadAsync($"uid,mid,timestamp\nu,m,{time}\n");

        Assert.Equal([seconds], result.Likes.Times.ToArray());
    }

    [Fact]
    public async Task Of_repeats_the_latest_time_is_kept_and_unreadable_ones_are_rejected()
    {
        var result = await ReadAsync("uid,mid,timestamp\nu,m,100\nu,m,300\nu,m,200\nu,n,yesterday\nu,n,\nu,n,99999999999999999999\n");

        Assert.Equal([300L], result.Likes.Times.ToArray());
        Assert.Equal((6, 1, 2, 3), (result.Rows, result.Likes.Count, result.Duplicates, result.Rejected));
        Assert.Equal([5L, 6, 7], result.RejectedRows.Select(row => row.Line));
    }

    [Fact]
    public async Task Dates_in_another_order_are_not_guessed_at()
    {
        var result = await ReadAsync("uid,mid,date\nu,m,05/06/2010\n");

        Assert.True(result.Likes.Times.IsEmpty);
        Assert.Contains(result.Notes, note => note.StartsWith("Column ‘date’ was not used as the time of the like", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pictures_in_a_likes_file_become_details_of_its_items()
    {
        var result = await ReadAsync("uid,mid,image_url\nu,a,\nv,a,https://example.com/a.png\nw,a,https://example.com/other.png\nu,b,javascript:alert(1)\n");

        Assert.Equal([new ItemDetail("a", "", "https://example.com/a.png", "")], result.Items);
        Assert.Contains("1 addresses are not absolute http or https addresses and were left out.", result.Notes);
    }

    [Fact]
    public async Task The_most_frequent_name_wins_and_the_first_of_equals()
    {
        var result = await ReadAsync("uid,mid,name\na,m,One\nb,m,Two\nc,m,Two\na,n,One\nb,n,Two\na,o,\nb,o,Only\n");

        Assert.Equal(["Two", "One", "Only"], result.Likes.ItemNames);
        Assert.Contains("2 items have several names; the most frequent one of each was kept.", result.Notes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_builder_joins_repeats_as_a_dictionary_would(int seed)
    {
        var random = new Random(seed);
        var rows = RandomLikes.Rows(seed, 15, 12, 400).Select(like => (like, Weight: (float)random.Next(1, 9), Time: (long)random.Next())).ToList();
        foreach (var repeats in Enum.GetValues<Repeats>())
        {
            var builder = new LikeSetBuilder(isWeighted: true, isTimed: true, repeats);
            rows.ForEach(row => builder.Add(row.like.UserId, row.like.ItemId, "", row.Weight, row.Time));

            var likes = builder.Build(out _, TestContext.Current.CancellationToken);

            for (var like = 0; like < likes.Count; like++)
            {
                var own = rows.Where(row => row.like.UserId == likes.UserVocabulary[likes.Users[like]] && row.like.ItemId == likes.ItemVocabulary[likes.Items[like]]).ToList();
                Assert.Equal(repeats is Repeats.Sum ? own.Sum(row => row.Weight) : own.Max(row => row.Weight), likes.Weights[like]);
                Assert.Equal(own.Max(row => row.Time), likes.Times[like]);
            }
        }
    }

    private static Task<LikesFileResult> ReadAsync(string text, LikesFileChoices? choices = null) => Reading.LikesOfAsync(text, choices: choices);
}
