using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Evaluation;

public sealed class LearningCurveTests
{
    [Fact]
    public void A_checkerboard_is_learned_completely()
    {
        var split = Checkerboard.WithoutDiagonal(20);
        var curve = new LearningCurve(split, new Hyperparameters(2, 0.1, 49), 1, new TrainingOptions(1));

        var point = curve.AdvanceTo(10, TestContext.Current.CancellationToken);

        Assert.Equal(10, curve.Epoch);
        Assert.Equal(10, point.Epoch);
        Assert.Equal(1, point.PrecisionTestUnseen);
        Assert.Equal(1, point.PrecisionTrain + point.PrecisionTest);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_points_for_any_number_of_threads(int threads)
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(200, 150, 0.1, 1), 1);
        var hyperparameters = new Hyperparameters(9, 0.1, 49);
        var one = new LearningCurve(split, hyperparameters, 5, new TrainingOptions(8, 1));
        var many = new LearningCurve(split, hyperparameters, 5, new TrainingOptions(8, threads));

        foreach (var epoch in new[] { 1, 2, 5 })
        {
            Assert.Equal(
                WithoutTimes(one.AdvanceTo(epoch, TestContext.Current.CancellationToken)),
                WithoutTimes(many.AdvanceTo(epoch, TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public void After_a_cancelled_evaluation_the_same_epoch_can_be_asked_for_again()
    {
        var split = Checkerboard.WithoutDiagonal(20);
        var curve = new LearningCurve(split, new Hyperparameters(2, 0.1, 49), 1, new TrainingOptions(1));
        var before = curve.AdvanceTo(3, TestContext.Current.CancellationToken);

        Assert.Throws<OperationCanceledException>(() => curve.AdvanceTo(3, new CancellationToken(canceled: true)));

        Assert.Equal(WithoutTimes(before), WithoutTimes(curve.AdvanceTo(3, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Going_back_is_a_mistake_of_the_caller()
    {
        var curve = new LearningCurve(Checkerboard.WithoutDiagonal(6), new Hyperparameters(2, 0.1, 49), 1, new TrainingOptions(1));
        curve.AdvanceTo(3, TestContext.Current.CancellationToken);

        Assert.Throws<ArgumentOutOfRangeException>(() => curve.AdvanceTo(2, TestContext.Current.CancellationToken));
    }

    /// <summary>A panel of items or a chunk of rows at most is worked off after the token; the test only asks that it does not run to its end.</summary>
    [Fact]
    public async Task A_running_evaluation_stops_when_it_is_cancelled()
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(3000, 4000, 0.01, 1), 1);
        var curve = new LearningCurve(split, new Hyperparameters(64, 0.1, 9), [5, 1000], new TrainingOptions(1));
        curve.AdvanceTo(1, TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();

        var measuring = Task.Run(
            () =>
            {
                for (var time = 0; time < 10_000; time++)
                {
                    curve.AdvanceTo(1, stop.Token);
                }
            },
            TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => measuring);
        Assert.Equal(1, curve.AdvanceTo(1, TestContext.Current.CancellationToken).Epoch);
    }

    [Fact]
    public void The_largest_factors_give_an_error_that_a_number_can_hold()
    {
        var factors = new Factors(1, 1);
        factors[0][0] = float.MaxValue;
        var split = new Split(new LikesMatrix(1, [0, 1], [0]), new LikesMatrix(1, [0, 0], []), [0]);

        var error = MeanSquaredError.Of(new Factorization(factors, factors), split, 1, TestContext.Current.CancellationToken);

        // Squares of squares of floats fit a double, so only factors that are no numbers could be refused, and the trainer refuses those.
        Assert.True(double.IsFinite(error.Train) && double.IsFinite(error.Test));
    }

    [Fact]
    public void K_of_zero_is_refused() => Assert.Throws<ExplorerException>(() =>
        new LearningCurve(Checkerboard.WithoutDiagonal(6), new Hyperparameters(2, 0.1, 49), 0, new TrainingOptions(1)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1000)]
    [InlineData(1e-5, 1e12)]
    [InlineData(100, 0)]
    [InlineData(1e30, 1000)]
    public void A_hard_corner_ends_in_finite_points_or_in_a_message_naming_the_cause(double lambda, double alpha)
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(60, 50, 0.2, 1), 1);
        var curve = new LearningCurve(split, new Hyperparameters(120, lambda, alpha), 5, new TrainingOptions(8));

        for (var epoch = 2; epoch <= 38; epoch += 4)
        {
            try
            {
                var point = curve.AdvanceTo(epoch, TestContext.Current.CancellationToken);

                Assert.True(double.IsFinite(point.MseTrain) && double.IsFinite(point.MseTest));
                Assert.All(point.Ranking.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
            }
            catch (ExplorerException refusal)
            {
                Assert.Contains("λ = ", refusal.Message, StringComparison.Ordinal);
                return;
            }
        }
    }

    private static LearningCurvePoint WithoutTimes(LearningCurvePoint point) => point with { TrainSeconds = 0, EvaluationSeconds = 0 };
}
