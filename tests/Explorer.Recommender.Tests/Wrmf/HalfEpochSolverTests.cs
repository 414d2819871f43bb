using CsCheck;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Wrmf;

/// <summary>What every solver promises.</summary>
public sealed class HalfEpochSolverTests
{
    public static TheoryData<SolverKind, int> SolversAndThreads => new()
    {
        { SolverKind.Cholesky, 1 },
        { SolverKind.Whitened, 1 },
        { SolverKind.Whitened, 3 },
    };

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void A_half_epoch_is_the_exact_minimiser(SolverKind kind, int threads)
    {
        foreach (var factors in new[] { 1, 3, 7, 8, 9, 31, 33 })
        {
            foreach (var (lambda, alpha) in new[] { (0.1, 49.0), (10, 0), (1e-5, 9), (100, 999), (0.001, 999) })
            {
                var likes = RandomLikes.Of(40, 60, 0.15, factors);
                var y = Matrices.RandomFactors(60, factors, 7);
                var x = new Factors(40, factors);

                Solver(kind, new Hyperparameters(factors, lambda, alpha)).Solve(likes, y, x, lambda, threads, TestContext.Current.CancellationToken);

                Assert.InRange(Matrices.RelativeDistance(x.ToMatrix(), NaiveWrmf.HalfEpoch(likes, y.ToMatrix(), lambda, alpha)), 0, 1e-3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void A_row_without_likes_becomes_zero(SolverKind kind, int threads)
    {
        var likes = RandomLikes.Of(20, 9, 0.4, 1);
        var x = Matrices.RandomFactors(20, 5, 2);

        Solver(kind, new Hyperparameters(5, 0.1, 49)).Solve(likes, Matrices.RandomFactors(9, 5, 3), x, 0.1, threads, TestContext.Current.CancellationToken);

        Assert.All(x[6].ToArray(), value => Assert.Equal(0, value));
        Assert.All(x[13].ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void Cancelled_it_leaves_the_solved_side_alone(SolverKind kind, int threads)
    {
        var likes = RandomLikes.Of(20, 9, 0.4, 1);
        var x = Matrices.RandomFactors(20, 5, 2);
        var before = x.ToMatrix();

        Assert.Throws<OperationCanceledException>(() => Solver(kind, new Hyperparameters(5, 0.1, 49))
            .Solve(likes, Matrices.RandomFactors(9, 5, 3), x, 0.1, threads, new CancellationToken(canceled: true)));

        Assert.Equal(before, x.ToMatrix());
    }

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void More_factors_than_the_data_supports_without_regularization_get_a_jitter_and_a_note(SolverKind kind, int threads)
    {
        var likes = RandomLikes.Of(20, 9, 0.4, 1);
        var solver = Solver(kind, new Hyperparameters(33, 0, 49));
        var (x, y) = (new Factors(20, 33), Matrices.RandomFactors(9, 33, 3));

        solver.Solve(likes, y, x, 0, threads, TestContext.Current.CancellationToken);

        // Nine items cannot tell 33 factors apart, but with them every row can be fitted exactly.
        Assert.InRange(Matrices.RelativeDistance(x.ToMatrix() * y.ToMatrix().Transpose(), NaiveWrmf.Preferences(likes)), 0, 1e-2);
        Assert.Contains("λ = 0 and f = 33", Assert.Single(solver.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void A_factor_that_is_not_finite_is_refused(SolverKind kind, int threads)
    {
        var y = Matrices.RandomFactors(9, 3, 3);
        y[4][1] = float.NaN;

        var refusal = Assert.Throws<ExplorerException>(() => Solver(kind, new Hyperparameters(3, 0.5, 49))
            .Solve(RandomLikes.Of(20, 9, 0.4, 1), y, new Factors(20, 3), 0.5, threads, TestContext.Current.CancellationToken));

        Assert.Contains("λ = 0.5, f = 3 and α = 49", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void A_confidence_of_a_billion_neither_stalls_nor_overflows(SolverKind kind, int threads)
    {
        var likes = RandomLikes.Of(30, 20, 0.5, 1);
        var (x, y) = (new Factors(30, 4), Matrices.RandomFactors(20, 4, 3));

        Solver(kind, new Hyperparameters(4, 0.1, 1e9)).Solve(likes, y, x, 0.1, threads, TestContext.Current.CancellationToken);

        Assert.InRange(Matrices.RelativeDistance(x.ToMatrix(), NaiveWrmf.HalfEpoch(likes, y.ToMatrix(), 0.1, 1e9)), 0, 1e-3);
    }

    [Fact]
    public void On_any_shape_with_any_settings_the_fast_solver_agrees_with_the_reference() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 50], Gen.Int[1, 40], Gen.Double[0.01, 0.9], Gen.Double[-5, 2], Gen.Double[0, 3], Settings)
            .Sample(
                (users, items, factors, density, logLambda, logAlpha, with) =>
                {
                    var hyperparameters = new Hyperparameters(factors, Math.Pow(10, logLambda), Math.Pow(10, logAlpha));
                    var plain = RandomLikes.Of(users, items, density, with.Seed);
                    var likes = with.Decades < 0 ? plain : plain.Weighted(with.Decades, with.Seed);
                    var y = Matrices.RandomFactors(items, factors, with.Seed + 1);
                    var (fast, reference) = (new Factors(users, factors), new Factors(users, factors));

                    new WhitenedSolver(hyperparameters, with.Settings)
                        .Solve(likes, y, fast, hyperparameters.Regularization, 2, CancellationToken.None);
                    new CholeskySolver(hyperparameters, with.Settings)
                        .Solve(likes, y, reference, hyperparameters.Regularization, 1, CancellationToken.None);

                    return Matrices.RelativeDistance(fast.ToMatrix(), reference.ToMatrix()) < 2e-3;
                },
                iter: 400,
                seed: "4o8JZc7VBTJ3");

    /// <summary>Decades below zero stand for likes without weights.</summary>
    private static Gen<(TrainingSettings Settings, double Decades, int Seed)> Settings =>
        Gen.Select(Gen.Double[-1, 3], Gen.Double[-2, 2], Gen.OneOf(Gen.Const(0.0), Gen.Const(0.3), Gen.Const(1.0)), Gen.OneOf(Gen.Const(0.0), Gen.Const(0.05)), Gen.Bool, Gen.Int[0, 1000])
            .Select((decades, logEpsilon, exponent, offset, isLinear, seed) => (
                new TrainingSettings
                {
                    Confidence = isLinear ? Confidence.Linear : new(ConfidenceKind.Logarithmic, Math.Pow(10, logEpsilon)),
                    FrequencyExponent = exponent,
                    FrequencyOffset = offset,
                },
                decades,
                seed));

    public static TheoryData<SolverKind, TrainingSettings> SolversAndSettings()
    {
        var settings = new TrainingSettings[]
        {
            new(),
            new() { Confidence = new(ConfidenceKind.Logarithmic, 0.3) },
            new() { FrequencyExponent = 1 },
            new() { FrequencyExponent = 0.5, FrequencyOffset = 0.02, Confidence = new(ConfidenceKind.Logarithmic, 10) },
        };
        var data = new TheoryData<SolverKind, TrainingSettings>();
        foreach (var one in settings)
        {
            data.Add(SolverKind.Cholesky, one);
            data.Add(SolverKind.Whitened, one);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SolversAndSettings))]
    public void With_weights_and_any_settings_a_half_epoch_is_the_exact_minimiser(SolverKind kind, TrainingSettings settings)
    {
        foreach (var factors in new[] { 1, 3, 8, 33 })
        {
            foreach (var (lambda, alpha) in new[] { (0.1, 49.0), (10, 0), (1e-5, 9), (100, 999) })
            {
                foreach (var decades in new[] { 0, 2 })
                {
                    var plain = RandomLikes.Of(40, 60, 0.15, factors);
                    var likes = decades == 0 ? plain : plain.Weighted(decades, 5);
                    var y = Matrices.RandomFactors(60, factors, 7);
                    var x = new Factors(40, factors);

                    Solver(kind, new Hyperparameters(factors, lambda, alpha), settings)
                        .Solve(likes, y, x, lambda, 2, TestContext.Current.CancellationToken);

                    var expected = NaiveWrmf.HalfEpoch(likes, y.ToMatrix(), lambda, alpha, settings);
                    Assert.InRange(Matrices.RelativeDistance(x.ToMatrix(), expected), 0, 1e-3);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(SolversAndSettings))]
    public void Weights_up_to_a_million_neither_stall_nor_overflow(SolverKind kind, TrainingSettings settings)
    {
        foreach (var factors in new[] { 4, 40 })
        {
            var likes = RandomLikes.Of(30, 50, 0.5, 1).Weighted(6, 2);
            var (x, y) = (new Factors(30, factors), Matrices.RandomFactors(50, factors, 3));

            Solver(kind, new Hyperparameters(factors, 0.1, 1000), settings).Solve(likes, y, x, 0.1, 2, TestContext.Current.CancellationToken);

            var expected = NaiveWrmf.HalfEpoch(likes, y.ToMatrix(), 0.1, 1000, settings);
            Assert.InRange(Matrices.RelativeDistance(x.ToMatrix(), expected), 0, 2e-3);
        }
    }

    [Theory]
    [MemberData(nameof(SolversAndThreads))]
    public void Rows_of_one_like_constant_columns_and_equal_columns_are_solved_exactly(SolverKind kind, int threads)
    {
        // Column 0 is liked by everybody, columns 1 and 2 by the same rows, and the last rows like nothing but column 0.
        var likes = new LikesMatrix(4, [0, 4, 7, 10, 11, 12, 13], [0, 1, 2, 3, 0, 1, 2, 0, 1, 2, 0, 0, 0]);
        foreach (var (lambda, alpha) in new[] { (0.1, 49.0), (1e-5, 1000), (10, 0) })
        {
            var y = Matrices.RandomFactors(4, 33, 3);
            y[1].CopyTo(y[2]);
            var x = new Factors(6, 33);

            Solver(kind, new Hyperparameters(33, lambda, alpha)).Solve(likes, y, x, lambda, threads, TestContext.Current.CancellationToken);

            Assert.InRange(Matrices.RelativeDistance(x.ToMatrix(), NaiveWrmf.HalfEpoch(likes, y.ToMatrix(), lambda, alpha)), 0, 1e-3);
        }
    }

    [Fact]
    public void A_weight_of_one_is_a_plain_like()
    {
        var plain = RandomLikes.Of(40, 60, 0.15, 3);
        var y = Matrices.RandomFactors(60, 9, 7);
        foreach (var settings in new[] { TrainingSettings.Default, new() { Confidence = new(ConfidenceKind.Logarithmic, 0.5), FrequencyExponent = 1 } })
        {
            var (x, weighted) = (new Factors(40, 9), new Factors(40, 9));

            Solver(SolverKind.Whitened, new Hyperparameters(9, 0.1, 49), settings).Solve(plain, y, x, 0.1, 2, TestContext.Current.CancellationToken);
            Solver(SolverKind.Whitened, new Hyperparameters(9, 0.1, 49), settings)
                .Solve(plain.Weighted(0, 1), y, weighted, 0.1, 2, TestContext.Current.CancellationToken);

            Assert.InRange(Matrices.RelativeDistance(weighted.ToMatrix(), x.ToMatrix()), 0, 2e-5);
        }
    }

    private static IHalfEpochSolver Solver(SolverKind kind, Hyperparameters hyperparameters, TrainingSettings? settings = null) => kind switch
    {
        SolverKind.Cholesky => new CholeskySolver(hyperparameters, settings ?? TrainingSettings.Default),
        _ => new WhitenedSolver(hyperparameters, settings ?? TrainingSettings.Default),
    };
}
