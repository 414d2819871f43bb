using CsCheck;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Evaluation;

public sealed class MetricsTests
{
    private static readonly Measure[] Measures = [.. Enum.GetValues<Measure>().Where(measure => measure < Measure.Mse)];

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

                    var error = MeanSquaredError.Of(factorization, split, threads, CancellationToken.None);

                    var (x, y) = (factorization.Users.ToMatrix(), factorization.Items.ToMatrix());
                    AssertEqualsTruth(factorization, split, [k, (k / 2) + 13, 1], threads);
                    return Close(NaiveMetrics.MeanSquaredError(x, y, split.Train, split.TestUsers), error.Train)
                        && Close(NaiveMetrics.MeanSquaredError(x, y, split.Test, split.TestUsers), error.Test);
                },
                iter: 100,
                seed: "0000KOIPe1c5");

    /// <summary>Small whole numbers give equal scores everywhere, and equal lengths, also where most items are passed over.</summary>
    [Fact]
    public void Where_most_scores_are_equal_they_equal_dense_brute_force() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 300], Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[0, 1000]).Sample(
            (users, items, factors, k, seed) =>
            {
                var split = RandomLikes.SplitOf(RandomLikes.Of(users, items, 0.1, seed), seed);
                var random = new Random(seed);
                var factorization = new Factorization(WholeNumbers(users, factors, random), WholeNumbers(items, factors, random));
                if (split.TestUsers.Count > 0)
                {
                    AssertEqualsTruth(factorization, split, [k, 3, 50], 2);
                }
            },
            iter: 100);

    /// <summary>Popular items have long factors, so that most panels are passed over for most users.</summary>
    [Fact]
    public void Where_lengths_are_very_different_they_equal_dense_brute_force()
    {
        const int Users = 150;
        const int Items = 2000;
        var split = RandomLikes.SplitOf(RandomLikes.Of(Users, Items, 0.02, 3), 3);
        var factors = new Factorization(Matrices.RandomFactors(Users, 7, 1), Matrices.RandomFactors(Items, 7, 2));
        for (var item = 0; item < Items; item++)
        {
            foreach (ref var value in factors.Items[item])
            {
                value *= MathF.Pow(10, -4f * ((item * 37) % Items) / Items);
            }
        }

        AssertEqualsTruth(factors, split, [5, 20, 1, 100], 2);
    }

    [Fact]
    public void Equal_scores_go_to_the_smaller_index()
    {
        var split = new Split(new LikesMatrix(40, [0, 0], []), new LikesMatrix(40, [0, 2], [1, 39]), [0]);
        var factorization = new Factorization(Matrices.RandomFactors(1, 3, 1), new Factors(40, 3));

        var metrics = Measured(factorization, split, [2], 1);

        Assert.Equal(0.5, metrics[Measure.Precision, RankedList.Test, 2]);
    }

    [Fact]
    public void With_fewer_items_than_k_hits_are_still_divided_by_k()
    {
        var split = new Split(new LikesMatrix(3, [0, 1], [0]), new LikesMatrix(3, [0, 1], [2]), [0]);
        var factorization = new Factorization(Matrices.RandomFactors(1, 3, 1), Matrices.RandomFactors(3, 3, 2));

        var metrics = Measured(factorization, split, [10], 2);

        Assert.All(Enum.GetValues<RankedList>(), list => Assert.Equal(0.1, metrics[Measure.Precision, list, 10]));
        Assert.All(Enum.GetValues<RankedList>(), list => Assert.Equal(1, metrics[Measure.Recall, list, 10]));
        Assert.Equal(2 / 3.0, metrics[Measure.Coverage, RankedList.TestUnseen, 10]);
    }

    [Fact]
    public void A_user_who_liked_every_item_has_an_empty_unseen_list_and_counts_as_zero()
    {
        var split = new Split(new LikesMatrix(2, [0, 2], [0, 1]), new LikesMatrix(2, [0, 0], []), [0]);
        var factorization = new Factorization(Matrices.RandomFactors(1, 3, 1), Matrices.RandomFactors(2, 3, 2));

        var metrics = Measured(factorization, split, [1, 5], 1);

        Assert.All(Measures, measure => Assert.Equal(0, metrics[measure, RankedList.TestUnseen, 5]));
        Assert.Equal(1, metrics[Measure.Ndcg, RankedList.Train, 1]);
    }

    [Fact]
    public void Known_lists_give_the_numbers_of_a_calculation_by_hand()
    {
        // Items rank 0, 1, 2, 3, 4; held out are 1 and 3.
        var split = new Split(new LikesMatrix(5, [0, 1], [0]), new LikesMatrix(5, [0, 2], [1, 3]), [0]);
        var factorization = new Factorization(Single([1]), Single([5, 4, 3, 2, 1]));

        var metrics = Measured(factorization, split, [4], 1);

        double Test(Measure measure) => metrics[measure, RankedList.Test, 4] ?? double.NaN;
        Assert.Equal((0.5, 1, 1, 0.5), (Test(Measure.Precision), Test(Measure.Recall), Test(Measure.HitRate), Test(Measure.Mrr)));
        Assert.Equal(((1 / 2.0) + (2 / 4.0)) / 2, Test(Measure.Map));
        Assert.Equal(((1 / Math.Log2(3)) + (1 / Math.Log2(5))) / (1 + (1 / Math.Log2(3))), Test(Measure.Ndcg), 1e-12);
        Assert.Equal((0.8, 0.25), (Test(Measure.Coverage), Test(Measure.Popularity)));
        Assert.Equal(1, metrics[Measure.Mrr, RankedList.TestUnseen, 4]);
        Assert.Null(metrics[Measure.Mrr, RankedList.TestUnseen, 3]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_number_of_threads_changes_no_bit(int threads)
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(1500, 90, 0.1, 4), 4);
        var factorization = new Factorization(Matrices.RandomFactors(1500, 5, 1), Matrices.RandomFactors(90, 5, 2));

        Assert.Equal(Measured(factorization, split, [5, 10], 1), Measured(factorization, split, [5, 10], threads));
    }

    [Fact]
    public void Cancelled_they_stop()
    {
        var split = RandomLikes.SplitOf(RandomLikes.Of(20, 20, 0.3, 1), 1);
        var factorization = new Factorization(Matrices.RandomFactors(20, 3, 1), Matrices.RandomFactors(20, 3, 2));
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => RankingEvaluation.Of(factorization, new RankingTask(split, [3]), 1, cancelled));
        Assert.Throws<OperationCanceledException>(() => MeanSquaredError.Of(factorization, split, 1, cancelled));
        Assert.Throws<OperationCanceledException>(() => PopularityBaseline.Of(split, [3], cancelled));
    }

    [Fact]
    public void The_popularity_baseline_equals_a_ranking_by_training_likes() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 80], Gen.Double[0.02, 0.9], Gen.Int[1, 100], Gen.Int[0, 1000]).Sample(
            (users, items, density, k, seed) =>
            {
                var split = RandomLikes.SplitOf(RandomLikes.Of(users, items, density, seed), seed);
                if (split.TestUsers.Count > 0)
                {
                    var likes = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(items, item => split.Train.Columns.Count(item));

                    AssertEquals(split, PopularityBaseline.Of(split, [k, 2 * k], CancellationToken.None), _ => likes);
                }
            },
            iter: 50);

    private static RankingMetrics Measured(Factorization factorization, Split split, int[] ks, int threads) =>
        RankingEvaluation.Of(factorization, new RankingTask(split, ks), threads, CancellationToken.None);

    private static void AssertEqualsTruth(Factorization factorization, Split split, int[] ks, int threads)
    {
        var (x, y) = (factorization.Users.ToMatrix(), factorization.Items.ToMatrix());

        AssertEquals(split, Measured(factorization, split, [.. ks.Distinct()], threads), user => y * x.Row(user));
    }

    private static void AssertEquals(Split split, RankingMetrics metrics, Func<int, MathNet.Numerics.LinearAlgebra.Vector<double>> scores)
    {
        foreach (var k in metrics.Ks)
        {
            foreach (var (list, measure) in Enum.GetValues<RankedList>().SelectMany(list => Measures.Select(measure => (list, measure))))
            {
                var expected = NaiveMetrics.Of(measure, list, k, split, scores);

                Assert.True(Close(expected, metrics[measure, list, k] ?? double.NaN), $"{measure} {list}@{k}: {expected}, not {metrics[measure, list, k]}");
            }
        }
    }

    private static Factors WholeNumbers(int rows, int factorCount, Random random) =>
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(rows, factorCount, (_, _) => random.Next(-2, 3)).ToFactors();

    private static Factors Single(double[] values) =>
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(values.Length, 1, values).ToFactors();

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, expected);
}
