using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Evaluation;

public sealed class NeighbourWatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(400)]
    public void Stability_is_the_mean_share_of_the_ten_nearest_that_were_there_before(int itemCount)
    {
        var (before, now) = (Matrices.RandomFactors(itemCount, 5, 1), Matrices.RandomFactors(itemCount, 5, 2));
        var watch = new NeighbourWatch(itemCount, 7);

        var first = watch.Look(1, before, [], 1, Token);
        var second = watch.Look(4, now, [], 3, Token);

        var places = Math.Min(NeighbourWatch.ListLength, itemCount - 1);
        var expected = places == 0 ? 1 : watch.Sample.Average(item => NaiveNearest(before, item).Intersect(NaiveNearest(now, item)).Count() / (double)places);
        Assert.Null(first.Stability);
        Assert.Equal(Math.Min(NeighbourWatch.SampleSize, itemCount), watch.Sample.Distinct().Count());
        Assert.NotNull(second.Stability);
        Assert.Equal(expected, second.Stability.Value, 1e-12);
    }

    [Fact]
    public void The_same_seed_draws_the_same_sample_and_another_one_another()
    {
        Assert.Equal(new NeighbourWatch(5000, 3).Sample, new NeighbourWatch(5000, 3).Sample);
        Assert.NotEqual(new NeighbourWatch(5000, 3).Sample, new NeighbourWatch(5000, 4).Sample);
    }

    [Fact]
    public void Asked_again_for_an_epoch_the_answer_is_the_same()
    {
        var watch = new NeighbourWatch(60, 1);
        watch.Look(1, Matrices.RandomFactors(60, 3, 1), [], 1, Token);
        var now = Matrices.RandomFactors(60, 3, 2);

        var once = watch.Look(2, now, [], 1, Token).Stability;

        Assert.True(once < 1);
        Assert.Equal(once, watch.Look(2, now, [], 1, Token).Stability);
        Assert.Equal(1, watch.Look(3, now, [], 1, Token).Stability);
        Assert.Throws<ArgumentOutOfRangeException>(() => watch.Look(2, now, [], 1, Token));
    }

    [Fact]
    public void Watched_items_get_their_nearest_and_change_nothing_else()
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(200, 150, 0.1, 1), 1);
        var hyperparameters = new Hyperparameters(9, 0.1, 49);
        var plain = new LearningCurve(split, hyperparameters, 5, new TrainingOptions(8, 1));
        var watched = new LearningCurve(split, hyperparameters, 5, new TrainingOptions(8, 3)) { Watched = [149, 3] };

        foreach (var epoch in new[] { 1, 3, 4 })
        {
            var (without, with) = (plain.AdvanceTo(epoch, Token), watched.AdvanceTo(epoch, Token));

            Assert.Equal(Numbers(without), Numbers(with));
            Assert.Equal([149, 3], with.Watched.Select(snapshot => snapshot.Item));
            Assert.All(with.Watched, snapshot => Assert.Equal(
                NaiveNearest(watched.Factorization.Items, snapshot.Item), snapshot.Neighbours.Select(neighbour => neighbour.Item)));
        }
    }

    private static LearningCurvePoint Numbers(LearningCurvePoint point) => point with { TrainSeconds = 0, EvaluationSeconds = 0, Watched = [] };

    private static int[] NaiveNearest(Factors items, int item)
    {
        var y = items.ToMatrix();
        return [.. Enumerable.Range(0, items.RowCount).Where(other => other != item)
            .OrderByDescending(other => NaiveMetrics.Cosine(y, item, other)).ThenBy(other => other).Take(NeighbourWatch.ListLength)];
    }
}
