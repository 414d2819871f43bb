using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class TestFileTests
{
    private static readonly LikeSet Training = Likes(("ann", "tea"), ("ann", "cake"), ("bob", "tea"), ("eve", "milk"));

    [Fact]
    public void Likes_of_known_users_and_items_are_tested_with_and_everything_else_trains()
    {
        var split = TestFile.Split(Training, Likes(("eve", "cake"), ("ann", "milk"), ("eve", "tea")));

        Assert.Equal(LikesMatrix.Of(Training).Columns.ToArray(), split.Train.Columns.ToArray());
        Assert.Equal(["ann", "eve"], split.TestUsers.Select(user => Training.UserVocabulary[user]));
        Assert.Equal(["milk"], ItemsOf(split, "ann"));
        Assert.Equal(["cake", "tea"], ItemsOf(split, "eve").Order());
        Assert.Equal((split.Train.RowCount, split.Train.ColumnCount), (split.Test.RowCount, split.Test.ColumnCount));
        Assert.Empty(split.Note);
    }

    [Fact]
    public void What_is_unknown_or_trained_on_is_left_out_and_counted()
    {
        var split = TestFile.Split(Training, Likes(("ann", "milk"), ("zoe", "tea"), ("ann", "beer"), ("ann", "tea"), ("bob", "wine")));

        Assert.Equal(1, split.Test.LikeCount);
        Assert.Equal(4, split.Train.LikeCount);
        Assert.Equal(
            "3 of 5 test likes were left out: 1 users and 2 items of the test file are not in the training likes after thresholds. " +
            "1 of 5 test likes were left out because they are in the training likes too.",
            split.Note);
    }

    [Fact]
    public void A_file_of_which_nothing_is_left_is_refused_with_the_reason()
    {
        var refusal = Assert.Throws<ExplorerException>(() => TestFile.Split(Training, Likes(("ann", "tea"), ("bob", "tea"))));

        Assert.Contains("2 of 2 test likes were left out because they are in the training likes too", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Choose a file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_go_with_their_likes()
    {
        var plain = Likes(("eve", "tea"), ("ann", "milk"), ("eve", "cake"));
        var test = new LikeSet(
            plain.UserVocabulary, plain.ItemVocabulary, [.. plain.ItemNames], plain.Users.ToArray(), plain.Items.ToArray(),
            [.. Enumerable.Range(0, 3).Select(like => 1f + plain.ItemVocabulary[plain.Items[like]].Length)]);

        var split = TestFile.Split(Training, test);

        Assert.All(
            split.Test.Columns.ToArray().Zip(split.Test.Weights.ToArray()),
            like => Assert.Equal(1 + Training.ItemVocabulary[like.First].Length, like.Second));
    }

    private static IEnumerable<string> ItemsOf(Split split, string userId)
    {
        Assert.True(Training.UserVocabulary.TryGetIndex(userId, out var user));
        return split.Test[user].ToArray().Select(item => Training.ItemVocabulary[item]);
    }

    private static LikeSet Likes(params (string User, string Item)[] likes)
    {
        var builder = new LikeSetBuilder();
        foreach (var (user, item) in likes)
        {
            builder.Add(user, item, "");
        }

        return builder.Build(out _);
    }
}
