using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class LikesMatrixTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(400)]
    public void Rows_and_their_transpose_hold_exactly_the_likes(int rowCount)
    {
        var likes = RandomLikes.Of(RandomLikes.Rows(rowCount, 12, 31, rowCount));

        var matrix = LikesMatrix.Of(likes);
        var transposed = matrix.Transpose();

        Assert.Equal((likes.UserCount, likes.ItemCount, likes.Count), (matrix.RowCount, matrix.ColumnCount, matrix.LikeCount));
        Assert.Equal((likes.ItemCount, likes.UserCount, likes.Count), (transposed.RowCount, transposed.ColumnCount, transposed.LikeCount));
        for (var user = 0; user < likes.UserCount; user++)
        {
            var liked = Enumerable.Range(0, likes.Count).Where(like => likes.Users[like] == user).Select(like => likes.Items[like]);
            Assert.Equal(liked, matrix[user].ToArray());
        }

        for (var item = 0; item < likes.ItemCount; item++)
        {
            var likers = Enumerable.Range(0, likes.Count).Where(like => likes.Items[like] == item).Select(like => likes.Users[like]);
            Assert.Equal(likers, transposed[item].ToArray());
        }
    }

    [Fact]
    public void Rows_and_columns_without_likes_stay()
    {
        var likes = new LikeSet(new(["u", "v", "w"]), new(["a", "b", "c"]), ["", "", ""], [1], [1]);

        var matrix = LikesMatrix.Of(likes);

        Assert.Equal([0, 0, 1, 1], matrix.RowStarts.ToArray());
        Assert.True(matrix[0].IsEmpty && matrix[2].IsEmpty);
        Assert.Equal([0, 0, 1, 1], matrix.Transpose().RowStarts.ToArray());
    }

    [Fact]
    public void Transposing_twice_gives_the_same()
    {
        var matrix = LikesMatrix.Of(RandomLikes.Of(RandomLikes.Rows(5, 40, 9, 200)));

        var again = matrix.Transpose().Transpose();

        Assert.Equal(matrix.RowStarts.ToArray(), again.RowStarts.ToArray());
        Assert.Equal(matrix.Columns.ToArray(), again.Columns.ToArray());
    }

    [Fact]
    public async Task However_many_trainings_transpose_a_matrix_they_share_one_and_its_transpose_is_the_matrix_itself()
    {
        var likes = TestKit.RandomLikes.Of(50, 40, 0.2, 3);

        var transposed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(likes.Transpose)));

        Assert.All(transposed, one => Assert.Same(transposed[0], one));
        Assert.Same(likes, transposed[0].Transpose());
    }
}
