using System.Globalization;
using System.Text.RegularExpressions;
using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class HoldOutTests
{
    [Theory]
    [InlineData(1, 0.2, 1)]
    [InlineData(2, 0.33, 2)]
    [InlineData(3, 0.1, 3)]
    [InlineData(1, 0.8, 4)]
    public void Test_users_lose_k_likes_each_and_nothing_is_lost_or_doubled(int k, double fraction, int seed)
    {
        var likes = Matrix(seed);

        var split = new HoldOut(k, fraction, seed).Apply(likes);

        Assert.Equal((int)Math.Floor(fraction * likes.RowCount), split.TestUsers.Count);
        Assert.Equal(split.TestUsers.Order().Distinct(), split.TestUsers);
        for (var user = 0; user < likes.RowCount; user++)
        {
            int[] together = [.. split.Train[user], .. split.Test[user]];
            Assert.Equal(likes[user].ToArray(), together.Order());
            Assert.Equal(split.TestUsers.Contains(user) ? k : 0, split.Test[user].Length);
            Assert.True(split.Train[user].Length >= Math.Min(k, likes[user].Length));
            Assert.Equal(split.Train[user].ToArray().Order(), split.Train[user].ToArray());
        }

        Assert.Equal((likes.RowCount, likes.ColumnCount), (split.Train.RowCount, split.Train.ColumnCount));
        Assert.Equal((likes.RowCount, likes.ColumnCount), (split.Test.RowCount, split.Test.ColumnCount));
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another_one()
    {
        var likes = Matrix(1);

        var first = new HoldOut(2, 0.3, 7).Apply(likes);

        Assert.Equal(first.Test.Columns.ToArray(), new HoldOut(2, 0.3, 7).Apply(likes).Test.Columns.ToArray());
        Assert.NotEqual(first.Test.Columns.ToArray(), new HoldOut(2, 0.3, 8).Apply(likes).Test.Columns.ToArray());
    }

    [Fact]
    public void Every_eligible_user_and_every_like_can_be_drawn()
    {
        var likes = Matrix(1);
        var users = new HashSet<int>();
        var places = new HashSet<(int, int)>();
        for (var seed = 0; seed < 300; seed++)
        {
            var split = new HoldOut(1, 0.2, seed).Apply(likes);
            users.UnionWith(split.TestUsers);
            places.UnionWith(split.TestUsers.Select(user => (user, split.Test[user][0])));
        }

        var eligible = Enumerable.Range(0, likes.RowCount).Where(user => likes[user].Length >= 2).ToList();
        Assert.Equal(eligible, users.Order());
        Assert.True(places.Count > 0.95 * eligible.Sum(user => likes[user].Length));
    }

    [Theory]
    [InlineData(0, 0.2, "k = 0")]
    [InlineData(-3, 0.2, "k = -3")]
    [InlineData(5, 0, "a fraction of 0 ")]
    [InlineData(5, 1.01, "a fraction of 1.01 ")]
    [InlineData(5, double.NaN, "a fraction of NaN ")]
    public void Numbers_out_of_range_are_refused_with_the_value_found(int k, double fraction, string saying)
    {
        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(k, fraction, 1).Apply(Matrix(1)));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Less_than_one_test_user_is_refused()
    {
        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(1, 0.2, 1).CountTestUsers([5, 5, 0, 5]));

        Assert.Contains("20 % of 3 users", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0.2)]
    [InlineData(3, 0.5)]
    [InlineData(1, 1.0)]
    [InlineData(2, 0.9)]
    public void The_remedies_that_are_offered_work(int k, double fraction)
    {
        int[] likesPerUser = [1, 1, 1, 2, 3, 4, 4, 4, 5, 6];

        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(k, fraction, 1).CountTestUsers(likesPerUser));

        var offeredK = Regex.Match(refusal.Message, @"a k of at most (\d+)");
        var offeredFraction = Regex.Match(refusal.Message, @"a fraction of at most ([\d.]*\d)");
        Assert.True(offeredK.Success || offeredFraction.Success || refusal.Message.Contains("more likes per user", StringComparison.Ordinal));
        if (offeredK.Success)
        {
            Assert.True(new HoldOut(int.Parse(offeredK.Groups[1].Value, CultureInfo.InvariantCulture), fraction, 1).CountTestUsers(likesPerUser) > 0);
        }

        if (offeredFraction.Success)
        {
            Assert.True(new HoldOut(k, double.Parse(offeredFraction.Groups[1].Value, CultureInfo.InvariantCulture), 1).CountTestUsers(likesPerUser) > 0);
        }
    }

    /// <summary>2k overflowed for a k beyond a thousand million, and then everyone counted as eligible.</summary>
    [Fact]
    public void An_absurd_k_is_refused_at_once()
    {
        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(int.MaxValue, 0.2, 1).Apply(Matrix(1)));

        Assert.Contains("a k of at most ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.29, 2)]
    [InlineData(0.5, 3)]
    [InlineData(0.999, 4)]
    [InlineData(1e-9, 5)]
    public void A_share_moves_that_part_of_each_test_user_but_at_least_one_and_never_all(double share, int seed)
    {
        var likes = Matrix(seed);

        var split = new HoldOut(5, 0.5, seed) { Share = share }.Apply(likes);

        Assert.Equal(likes.RowCount / 2, split.TestUsers.Count);
        foreach (var user in split.TestUsers)
        {
            var whole = likes[user].Length;
            Assert.True(whole >= 2);
            Assert.Equal(Math.Clamp((int)((decimal)share * whole), 1, whole - 1), split.Test[user].Length);
            Assert.Equal(likes[user].ToArray(), split.Train[user].ToArray().Concat(split.Test[user].ToArray()).Order());
        }
    }

    [Fact]
    public void A_share_of_a_hundred_is_counted_in_decimals()
    {
        var likes = new LikesMatrix(100, [0, 100], [.. Enumerable.Range(0, 100)]);

        Assert.Equal(29, new HoldOut(5, 1, 0) { Share = 0.29 }.Apply(likes).Test.LikeCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_share_that_leaves_nothing_on_a_side_is_refused(double share)
    {
        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(5, 0.2, 0) { Share = share }.Apply(Matrix(1)));

        Assert.Contains(FormattableString.Invariant($"a share of {share}"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_share_a_remedy_is_never_a_smaller_k()
    {
        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(9, 1, 1) { Share = 0.2 }.CountTestUsers([1, 1, 3, 4]));

        Assert.Contains("only 2 users have the 2 likes", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a fraction of at most 0.5", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k of at most", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.4)]
    public void The_latest_likes_are_those_with_the_largest_times(double? share)
    {
        var likes = Matrix(7);
        long[] times = [.. Enumerable.Range(0, likes.LikeCount).Select(like => (like * 7919L) % 10_007)];

        var split = new HoldOut(2, 0.5, 3) { Share = share, IsLatest = true }.Apply(likes, times);

        foreach (var user in split.TestUsers)
        {
            var timeOf = likes[user].ToArray().Zip(times[likes.RowStarts[user]..likes.RowStarts[user + 1]]).ToDictionary();
            Assert.True(split.Train[user].ToArray().Max(item => timeOf[item]) < split.Test[user].ToArray().Min(item => timeOf[item]));
        }
    }

    [Fact]
    public void Among_likes_of_the_same_second_the_seed_decides()
    {
        var likes = new LikesMatrix(6, [0, 6], [0, 1, 2, 3, 4, 5]);
        long[] times = [9, 5, 5, 5, 5, 1];

        var drawn = Enumerable.Range(0, 200).Select(seed => new HoldOut(2, 1, seed) { IsLatest = true }.Apply(likes, times).Test[0].ToArray()).ToList();

        Assert.All(drawn, items => Assert.Contains(0, items));
        Assert.Equal([1, 2, 3, 4], drawn.SelectMany(items => items).Where(item => item != 0).Distinct().Order());
        Assert.Equal(drawn[7], new HoldOut(2, 1, 7) { IsLatest = true }.Apply(likes, times).Test[0].ToArray());
    }

    [Fact]
    public void The_latest_likes_of_a_dataset_without_times_are_refused_with_what_to_do()
    {
        var refusal = Assert.Throws<ExplorerException>(() => new HoldOut(1, 0.5, 1) { IsLatest = true }.Apply(Matrix(1)));

        Assert.Contains("column of times", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_go_with_their_likes()
    {
        var plain = Matrix(5);
        var likes = new LikesMatrix(
            plain.ColumnCount, plain.RowStarts.ToArray(), plain.Columns.ToArray(), [.. Enumerable.Range(1, plain.LikeCount).Select(like => (float)like)]);

        var split = new HoldOut(2, 0.5, 1) { Share = 0.5 }.Apply(likes);

        for (var user = 0; user < likes.RowCount; user++)
        {
            var expected = likes[user].ToArray().Zip(likes.WeightsOf(user).ToArray());
            var actual = split.Train[user].ToArray().Zip(split.Train.WeightsOf(user).ToArray())
                .Concat(split.Test[user].ToArray().Zip(split.Test.WeightsOf(user).ToArray()));
            Assert.Equal(expected, actual.Order());
        }
    }

    [Fact]
    public void Settings_stored_before_there_were_shares_still_mean_k_random_likes()
    {
        var stored = System.Text.Json.JsonSerializer.Deserialize<HoldOut>("""{"K":5,"Fraction":0.2,"Seed":0,"MinLikes":10}""");

        Assert.Equal(new HoldOut(5, 0.2, 0), stored);
        Assert.Equal((null, false), (stored?.Share, stored?.IsLatest));
    }

    private static LikesMatrix Matrix(int seed) => LikesMatrix.Of(RandomLikes.Of(RandomLikes.Rows(seed, 50, 40, 900)));
}
