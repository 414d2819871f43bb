using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

public sealed class ThresholdLandscapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_cell_is_what_its_own_thresholding_leaves(int seed)
    {
        var likes = RandomLikes.Of(RandomLikes.Rows(seed, 60, 40, 1500));

        var landscape = ThresholdLandscape.Of(likes, TestContext.Current.CancellationToken);

        for (var user = 0; user < landscape.Minima.Count; user++)
        {
            for (var item = 0; item < landscape.Minima.Count; item++)
            {
                var core = KCore.Of(likes, landscape.Minima[user], landscape.Minima[item], TestContext.Current.CancellationToken);
                Assert.Equal(
                    (core.LikeCount, core.UserCount, core.ItemCount),
                    (landscape.Likes[user][item], landscape.Users[user][item], landscape.Items[user][item]));
            }
        }

        Assert.True(landscape.Likes[3][3] is > 0 and < 1500);
    }

    [Fact]
    public void It_stops_when_it_is_told_to()
    {
        var likes = RandomLikes.Of(RandomLikes.Rows(1, 60, 40, 300));

        Assert.ThrowsAny<OperationCanceledException>(() => ThresholdLandscape.Of(likes, new CancellationToken(canceled: true)));
    }
}
