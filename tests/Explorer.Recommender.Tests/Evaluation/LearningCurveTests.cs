using Explorer.Recommender.Evaluation;
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
