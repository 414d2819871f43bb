using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Wrmf;

public sealed class GoldenTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_reference_reproduces_every_number(int number)
    {
        var golden = GoldenCase.Read(number);
        var trainer = new ReferenceTrainer(golden.Split.Train, golden.Hyperparameters, TrainingSettings.Default, golden.Start);

        foreach (var expected in golden.Epochs)
        {
            for (var epoch = golden.Epochs.TakeWhile(e => e != expected).LastOrDefault()?.Epoch ?? 0; epoch < expected.Epoch; epoch++)
            {
                trainer.RunEpoch(TestContext.Current.CancellationToken);
            }

            var (x, y, users) = (trainer.Users, trainer.Items, golden.Split.TestUsers);
            Close(expected.Loss, Loss.Of(golden.Split.Train, x, y, golden.Hyperparameters, TrainingSettings.Default));
            Close(expected.PrecisionTrain, NaiveMetrics.Precision(x, y, golden.Split.Train, users, golden.K));
            Close(expected.PrecisionTest, NaiveMetrics.Precision(x, y, golden.Split.Test, users, golden.K));
            Close(expected.MseTrain, NaiveMetrics.MeanSquaredError(x, y, golden.Split.Train, users));
            Close(expected.MseTest, NaiveMetrics.MeanSquaredError(x, y, golden.Split.Test, users));
            Assert.True(expected.Users is null || (expected.Users - x).InfinityNorm() < 1e-9);
            Assert.True(expected.Items is null || (expected.Items - y).InfinityNorm() < 1e-9);
        }

        for (var item = 0; item < golden.Cosines.Count; item++)
        {
            Close(golden.Cosines[item], NaiveMetrics.Cosine(trainer.Items, 0, item));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_fast_solver_agrees_to_the_accuracy_of_a_float(int number)
    {
        var golden = GoldenCase.Read(number);
        var solver = new WhitenedSolver(golden.Hyperparameters, new TrainingSettings { Tolerance = 1e-6 });
        var lambda = golden.Hyperparameters.Regularization;
        var items = golden.Start.ToFactors();
        var users = new Factors(golden.Split.Train.RowCount, items.FactorCount);
        var transposed = golden.Split.Train.Transpose();

        var epoch = 0;
        foreach (var expected in golden.Epochs)
        {
            for (; epoch < expected.Epoch; epoch++)
            {
                solver.Solve(golden.Split.Train, items, users, lambda, 2, TestContext.Current.CancellationToken);
                solver.Solve(transposed, users, items, lambda, 2, TestContext.Current.CancellationToken);
            }

            var error = MeanSquaredError.Of(new Factorization(users, items), golden.Split, 1, TestContext.Current.CancellationToken);
            Assert.Equal(expected.MseTrain, error.Train, 5e-5 * expected.MseTrain);
            Assert.Equal(expected.MseTest, error.Test, 5e-5 * expected.MseTest);
            Assert.True(expected.Users is null || Matrices.RelativeDistance(users.ToMatrix(), expected.Users) < 1e-3);
            Assert.True(expected.Items is null || Matrices.RelativeDistance(items.ToMatrix(), expected.Items) < 1e-3);
        }

        foreach (var neighbour in new NeighbourIndex(items).Nearest(0, 100, TestContext.Current.CancellationToken))
        {
            Assert.Equal(golden.Cosines[neighbour.Item], neighbour.Similarity, 1e-2);
        }
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
}
