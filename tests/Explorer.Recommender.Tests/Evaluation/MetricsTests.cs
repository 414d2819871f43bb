using CsCheck;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Evaluation;

public sealed class MetricsTests
{
    [Fact]
    public void On_any_shape_they_equal_dense_brute_force() =>
        Gen.Select(Gen.Int[1, 130], Gen.Int[1, 140], Gen.Int[1, 40], Gen.Double[0.02, 0.6], Gen.Int[1, 12], Gen.Int[1, 3], Gen.Int[0, 1000])
            .Sample(
                (users, items, factors, density, k, threads, seed) =>
                {
                    var split = RandomLikes.SplitOf(RandomLikes.Of(users, items, density, seed), seed);
                    var factorization = new Factorization(
                        Matrices.RandomFactors(users, factors, seed), Matrices.RandomFactors(items, factors, seed + 1));
                    if (split.TestUsers.Count == 0)
                    {
                        return true;
                    }

                    var precision = PrecisionAtK.Of(factorization, split, k, threads, CancellationToken.None);
                    var error = MeanSquaredError.Of(factorization, split, threads, CancellationToken.None);

                    var (x, y) = (factorization.Users.ToMatrix(), factorization.Items.ToMatrix());
                    return Close(NaiveMetrics.Precision(x, y, split.Train, split.TestUsers, k), precision.Train)
                        && Close(NaiveMetrics.Precision(x, y, split.Test, split.TestUsers, k), precision.Test)
                        && Close(NaiveMetrics.Precision(x, y, split.Test, split.TestUsers, k, split.Train), precision.TestUnseen)
                        && Close(NaiveMetrics.MeanSquaredError(x, y, split.Train, split.TestUsers), error.Train)
                        && Close(NaiveMetrics.MeanSquaredError(x, y, split.Test, split.TestUsers), error.Test);
                },
                iter: 100,
                seed: "0000KOIPe1c5");

    [Fact]
    public void Equal_scores_go_to_the_smaller_index()
    {
        var split = new Split(new LikesMatrix(40, [0, 0], []), new LikesMatrix(40, [0, 2], [1, 39]), [0]);
        var factorization = new Factorization(Matrices.RandomFactors(1, 3, 1), new Factors(40, 3));

        var precision = PrecisionAtK.Of(factorization, split, 2, 1, TestContext.Current.CancellationToken);

        Assert.Equal(0.5, precision.Test);
    }

    [Fact]
    public void With_fewer_items_than_k_hits_are_still_divided_by_k()
    {
        var split = new Split(new LikesMatrix(3, [0, 1], [0]), new LikesMatrix(3, [0, 1], [2]), [0]);
        var factorization = new Factorization(Matrices.RandomFactors(1, 3, 1), Matrices.RandomFactors(3, 3, 2));

        var precision = PrecisionAtK.Of(factorization, split, 10, 2, TestContext.Current.CancellationToken);

        Assert.Equal(new PrecisionAtK(0.1, 0.1, 0.1), precision);
    }

    [Fact]
    public void Cancelled_they_stop()
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(20, 20, 0.3, 1), 1);
        var factorization = new Factorization(Matrices.RandomFactors(20, 3, 1), Matrices.RandomFactors(20, 3, 2));
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => PrecisionAtK.Of(factorization, split, 3, 1, cancelled));
        Assert.Throws<OperationCanceledException>(() => MeanSquaredError.Of(factorization, split, 1, cancelled));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, expected);
}
