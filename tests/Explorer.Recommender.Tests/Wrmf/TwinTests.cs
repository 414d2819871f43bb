using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Wrmf;

public sealed class TwinTests
{
    [Theory]
    [InlineData("sketchfab_likes_twin.psv.gz", 0.036, 0.046)]
    [InlineData("goodbooks_likes.psv.gz", 0.045, 0.057)]
    public async Task Precision_on_data_of_the_posts_size_is_where_it_should_be(string file, double lowest, double highest)
    {
        var all = await SharedData.ReadLikesAsync(file, TestContext.Current.CancellationToken);
        var likes = LikesMatrix.Of(KCore.Of(all, 5, 5, TestContext.Current.CancellationToken).ToLikeSet());
        var split = new HoldOut(5, 0.2, 1).Apply(likes);
        var curve = new LearningCurve(split, new Hyperparameters(40, 0.1, 49), 5, new TrainingOptions(1));

        var point = curve.AdvanceTo(16, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(point.ToString());
        Assert.InRange(point.PrecisionTest, lowest, highest);
        Assert.Empty(curve.Notes);
    }
}
