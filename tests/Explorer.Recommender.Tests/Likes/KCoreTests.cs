using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class KCoreTests
{
    public static TheoryData<int, int, int> Cases { get; } = new(
        from seed in Enumerable.Range(0, 4)
        from minUser in new[] { 0, 1, 2, 5 }
        from minItem in new[] { 0, 1, 3, 8 }
        select (seed, minUser, minItem));

    /// <summary>Found so: users who lost every item stayed counted for one more round than in the post.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void It_leaves_what_the_post_s_loop_leaves(int seed, int minUser, int minItem)
    {
        var likes = RandomLikes.Of(RandomLikes.Rows(seed, 60, 40, 300));

        var core = KCore.Of(likes, minUser, minItem, TestContext.Current.CancellationToken);

        var (truth, rounds) = Naive(RandomLikes.Pairs(likes), minUser, minItem);
        Assert.Equal(truth, RandomLikes.Pairs(core.ToLikeSet()));
        Assert.Equal(rounds, core.Rounds.Select(round => (round.Users, round.Items, round.Likes)));
        Assert.Equal(truth.Count, core.LikeCount);
        Assert.Equal(truth.Count == 0 ? 0 : (double)truth.Count / (core.UserCount * core.ItemCount), core.Sparsity);
    }

    [Fact]
    public void Removing_a_user_can_thin_an_item_below_the_threshold()
    {
        var likes = RandomLikes.Of([new("u", "a", ""), new("u", "b", ""), new("v", "a", ""), new("v", "b", ""), new("w", "b", ""), new("w", "c", ""), new("x", "c", "")]);

        var core = KCore.Of(likes, 2, 2, TestContext.Current.CancellationToken);

        Assert.Equal(
            [new KCoreRound(1, 1, 3, 2, 5), new KCoreRound(1, 0, 2, 2, 4), new KCoreRound(0, 0, 2, 2, 4)],
            core.Rounds);
        Assert.Equal([2, 2, 0, 0], core.LikesPerUser.ToArray());
        Assert.Equal([2, 2, 0], core.LikesPerItem.ToArray());
    }

    [Fact]
    public void Names_and_ids_stay_with_their_items()
    {
        var likes = RandomLikes.Of([new("u", "a", "A"), new("u", "b", "B"), new("v", "c", "C"), new("v", "b", "B")]);

        var core = KCore.Of(likes, 0, 2, TestContext.Current.CancellationToken).ToLikeSet();

        Assert.Equal(["b"], core.ItemVocabulary.Ids);
        Assert.Equal(["B"], core.ItemNames);
        Assert.Equal(["u", "v"], core.UserVocabulary.Ids);
    }

    [Fact]
    public void Thresholds_nobody_reaches_leave_an_empty_set()
    {
        var core = KCore.Of(RandomLikes.Of(RandomLikes.Rows(1, 10, 10, 50)), 1000, 0, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0, 0d), (core.UserCount, core.ItemCount, core.LikeCount, core.Sparsity));
        Assert.Equal(0, core.ToLikeSet().Count);
    }

    [Theory]
    [InlineData(-1, 0, "Minimum likes per user: -1")]
    [InlineData(0, -7, "Minimum likes per item: -7")]
    public void A_negative_threshold_is_refused(int minUser, int minItem, string saying)
    {
        var likes = RandomLikes.Of([new("u", "a", "")]);

        var refusal = Assert.Throws<ExplorerException>(() => KCore.Of(likes, minUser, minItem, TestContext.Current.CancellationToken));

        Assert.StartsWith(saying, refusal.Message, StringComparison.Ordinal);
    }

    private static (HashSet<(string User, string Item)> Left, List<(int Users, int Items, int Likes)> Rounds) Naive(
        HashSet<(string User, string Item)> pairs,
        int minUser,
        int minItem)
    {
        var rounds = new List<(int, int, int)>();
        int before;
        do
        {
            before = pairs.Count;
            pairs = [.. pairs.GroupBy(pair => pair.User).Where(likes => likes.Count() >= minUser).SelectMany(likes => likes)];
            pairs = [.. pairs.GroupBy(pair => pair.Item).Where(likes => likes.Count() >= minItem).SelectMany(likes => likes)];
            rounds.Add((pairs.Select(pair => pair.User).Distinct().Count(), pairs.Select(pair => pair.Item).Distinct().Count(), pairs.Count));
        }
        while (pairs.Count < before);

        return (pairs, rounds);
    }
}
