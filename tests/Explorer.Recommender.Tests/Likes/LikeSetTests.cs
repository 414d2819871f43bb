using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class LikeSetTests
{
    [Theory]
    [InlineData(new[] { 0, 0 }, new[] { 1, 1 })]
    [InlineData(new[] { 0, 0 }, new[] { 1, 0 })]
    [InlineData(new[] { 1, 0 }, new[] { 0, 0 })]
    [InlineData(new[] { 0, 2 }, new[] { 0, 0 })]
    [InlineData(new[] { 0 }, new[] { 3 })]
    [InlineData(new[] { -1 }, new[] { 0 })]
    [InlineData(new[] { 0 }, new[] { -1 })]
    [InlineData(new[] { 0, 1 }, new[] { 0 })]
    public void Columns_that_are_no_ascending_pairs_are_a_mistake(int[] users, int[] items)
    {
        Assert.ThrowsAny<ArgumentException>(() => new LikeSet(new(["u", "v"]), new(["a", "b", "c"]), ["", "", ""], users, items));
    }

    [Fact]
    public void Names_must_be_as_many_as_items()
    {
        Assert.ThrowsAny<ArgumentException>(() => new LikeSet(new(["u"]), new(["a", "b"]), ["A"], [], []));
    }

    [Fact]
    public void Sparsity_is_the_share_of_liked_cells()
    {
        var likes = new LikeSet(new(["u", "v"]), new(["a", "b", "c"]), ["", "", ""], [0, 1, 1], [2, 0, 1]);

        Assert.Equal(0.5, likes.Sparsity);
        Assert.Equal(0, new LikeSet(new([]), new([]), [], [], []).Sparsity);
        Assert.Equal(1e-6, LikeSet.SparsityOf(10_000_000, 10_000_000, 1_000_000), 1e-18);
    }
}
