using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Wrmf;

/// <summary>The corners of the post's grid on real likes: the fast solver against the reference.</summary>
public sealed class GridCornerTests
{
    public static TheoryData<int, double, double> Corners => new MatrixTheoryData<int, double, double>([10, 120], [0, 100], [0, 999]);

    [Theory]
    [MemberData(nameof(Corners))]
    public void Whole_curves_from_the_same_start_agree(int factors, double lambda, double alpha)
    {
        var split = new HoldOut(5, 0.2, 1).Apply(RealLikes());
        var hyperparameters = new Hyperparameters(factors, lambda, alpha);
        var fast = new LearningCurve(split, hyperparameters, 5, new TrainingOptions(1, 2));
        var reference = new LearningCurve(split, hyperparameters, 5, new TrainingOptions(1, 2, SolverKind.Cholesky));

        foreach (var epoch in new[] { 1, 3 })
        {
            var actual = fast.AdvanceTo(epoch, TestContext.Current.CancellationToken);
            var expected = reference.AdvanceTo(epoch, TestContext.Current.CancellationToken);

            Assert.Equal(expected.MseTrain, actual.MseTrain, 1e-3 * expected.MseTrain);
            Assert.Equal(expected.MseTest, actual.MseTest, 1e-3 * expected.MseTest);
            Assert.Equal(expected.PrecisionTrain, actual.PrecisionTrain, 1e-3);
            Assert.Equal(expected.PrecisionTest, actual.PrecisionTest, 1e-3);
            Assert.Equal(expected.PrecisionTestUnseen, actual.PrecisionTestUnseen, 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Corners))]
    public void A_half_epoch_from_the_same_fixed_side_agrees(int factors, double lambda, double alpha)
    {
        var likes = RealLikes();
        var hyperparameters = new Hyperparameters(factors, lambda, alpha);
        var trainer = new WrmfTrainer(likes, hyperparameters, new TrainingOptions(1));
        for (var epoch = 0; epoch < 10; epoch++)
        {
            trainer.RunEpoch(TestContext.Current.CancellationToken);
        }

        var y = trainer.Factorization.Items;
        var (fast, reference) = (new Factors(likes.RowCount, factors), new Factors(likes.RowCount, factors));
        new WhitenedSolver(hyperparameters, TrainingSettings.Default).Solve(likes, y, fast, lambda, 2, TestContext.Current.CancellationToken);
        new CholeskySolver(hyperparameters, TrainingSettings.Default).Solve(likes, y, reference, lambda, 1, TestContext.Current.CancellationToken);

        var distance = Matrices.RelativeDistance(fast.ToMatrix(), reference.ToMatrix());
        TestContext.Current.TestOutputHelper?.WriteLine($"{distance}");
        Assert.InRange(distance, 0, 1e-3);
    }

    private static LikesMatrix RealLikes() =>
        LikesMatrix.Of(KCore.Of(SharedData.ReadLikes("goodbooks_sample_likes.psv"), 5, 5, TestContext.Current.CancellationToken).ToLikeSet());
}
