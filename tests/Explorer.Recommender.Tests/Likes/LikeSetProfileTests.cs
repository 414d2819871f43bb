using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class LikeSetProfileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void Numbers_are_those_of_plain_counting(int rowCount)
    {
        var likes = RandomLikes.Of(RandomLikes.Rows(rowCount, 20, 30, rowCount));

        var profile = LikeSetProfile.Of(likes, topItems: 5);

        var perItem = likes.Items.ToArray().CountBy(item => item).ToDictionary();
        var counts = perItem.Values.Order().ToArray();
        Assert.Equal(counts.GroupBy(count => count).Select(group => new LikesCount(group.Key, group.Count())).OrderBy(bin => bin.Likes), profile.Items.Histogram);
        Assert.Equal(perItem.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(5).Select(pair => new LikedItem(pair.Key, pair.Value)), profile.TopItems);
        Assert.Equal(
            (likes.ItemCount, counts.FirstOrDefault(), counts.LastOrDefault()),
            (profile.Items.Count, profile.Items.Min, profile.Items.Max));
        Assert.Equal(rowCount == 0 ? 0 : counts.Average(), profile.Items.Mean, 1e-12);
        Assert.Equal(NaiveGini(counts), profile.Items.Gini, 1e-12);
        Assert.Equal(101, profile.Items.Lorenz.Count);
        Assert.Equal(rowCount == 0 ? 0 : 1, profile.Items.Lorenz[100]);
        Assert.Equal(profile.Items.Lorenz.Order(), profile.Items.Lorenz);
        Assert.Equal(likes.UserCount, profile.Users.Count);
        Assert.Null(profile.Weights);
        Assert.Null(profile.FirstTime);
    }

    [Fact]
    public void Equal_shares_have_no_Gini_and_one_who_has_all_has_nearly_one()
    {
        Assert.Equal(0, LikesSpread.Of([3, 3, 3, 3]).Gini, 1e-12);
        Assert.Equal(0.75, LikesSpread.Of([0, 0, 0, 9]).Gini, 1e-12);
    }

    [Fact]
    public void The_top_s_share_is_of_whole_rows_rounded_up()
    {
        var spread = LikesSpread.Of([1, 2, 3, 4, 10]);

        Assert.Equal([0.5, 0.5, 0.5, 0.5, 17 / 20.0], spread.TopShares.Select(share => share.Likes));
        Assert.Equal((3.0, 4.0), (spread.Median, spread.Mean));
    }

    [Fact]
    public void Weights_and_times_are_spread_out()
    {
        var builder = new LikeSetBuilder(isWeighted: true, isTimed: true);
        foreach (var (item, weight) in new[] { ("a", 0.5f), ("b", 1f), ("c", 3f), ("d", 4f), ("e", 5f) })
        {
            builder.Add("u", item, "", weight, (long)(weight * 100));
        }

        var profile = LikeSetProfile.Of(builder.Build(out _, TestContext.Current.CancellationToken));

        Assert.NotNull(profile.Weights);
        Assert.Equal((0.5, 3.0, 2.7, 5.0, 13.5), (profile.Weights.Min, profile.Weights.Median, profile.Weights.Mean, profile.Weights.Max, profile.Weights.Sum));
        Assert.Equal([new(0.5, 1, 1), new(1, 2, 1), new(2, 4, 1), new(4, 8, 2)], profile.Weights.Histogram);
        Assert.Equal((50L, 500L), (profile.FirstTime, profile.LastTime));
    }

    private static double NaiveGini(int[] counts)
    {
        if (counts.Length == 0)
        {
            return 0;
        }

        var differences = counts.SelectMany(_ => counts, (left, right) => (double)Math.Abs(left - right)).Sum();
        return differences / (2 * counts.Length * (double)counts.Sum());
    }
}
