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

    private static LikesMatrix Matrix(int seed) => LikesMatrix.Of(RandomLikes.Of(RandomLikes.Rows(seed, 50, 40, 900)));
}
