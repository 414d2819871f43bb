using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class LikeSetBuilderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void Repeated_pairs_count_once_and_nothing_else_is_lost(int rowCount)
    {
        var rows = RandomLikes.Rows(rowCount, 20, 30, rowCount);
        var builder = new LikeSetBuilder();
        rows.ForEach(builder.Add);

        var likes = builder.Build(out var duplicates, TestContext.Current.CancellationToken);

        var truth = rows.Select(row => (row.UserId, row.ItemId)).ToHashSet();
        Assert.Equal(truth, RandomLikes.Pairs(likes));
        Assert.Equal(rowCount, likes.Count + duplicates);
        Assert.Equal(rows.Select(row => row.UserId).Distinct(), likes.UserVocabulary.Ids);
        Assert.Equal(rows.Select(row => row.ItemId).Distinct(), likes.ItemVocabulary.Ids);
    }

    [Fact]
    public void The_first_name_that_is_not_empty_stays()
    {
        var builder = new LikeSetBuilder();
        builder.Add(new Like("u", "m", ""));
        builder.Add(new Like("v", "m", "First"));
        builder.Add(new Like("w", "m", "Second"));
        builder.Add(new Like("w", "m", "Third"));
        builder.Add(new Like("x", "m", ""));
        builder.Add(new Like("x", "n", "Same"));
        builder.Add(new Like("y", "n", "Same"));

        var likes = builder.Build(out _, TestContext.Current.CancellationToken);

        Assert.Equal(["First", "Same"], likes.ItemNames);
        Assert.Equal(1, builder.ItemsWithOtherNames);
    }

    [Fact]
    public void Ids_differ_by_every_character()
    {
        var likes = RandomLikes.Of([new("u", "a", ""), new("u", "A", ""), new("u", "a ", ""), new("u", "ä", ""), new("u", "a\u0308", "")]);

        Assert.Equal(5, likes.ItemCount);
    }
}
