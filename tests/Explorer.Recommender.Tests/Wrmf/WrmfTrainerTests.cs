using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Wrmf;

public sealed class WrmfTrainerTests
{
    private static readonly LikesMatrix s_likes = RandomLikes.Of(150, 110, 0.1, 5);

    [Theory]
    [InlineData(SolverKind.Cholesky)]
    [InlineData(SolverKind.Whitened)]
    public void Interrupted_and_taken_up_again_it_ends_with_the_same_bits(SolverKind kind)
    {
        var options = new TrainingOptions(3, 2, kind);
        var hyperparameters = new Hyperparameters(9, 0.1, 49);
        var undisturbed = new WrmfTrainer(s_likes, hyperparameters, options);
        var interrupted = new WrmfTrainer(s_likes, hyperparameters, options);

        for (var epoch = 0; epoch < 3; epoch++)
        {
            undisturbed.RunEpoch(TestContext.Current.CancellationToken);
            for (var patience = 0; interrupted.Epoch == epoch; patience++)
            {
                using var impatient = new CancellationTokenSource(TimeSpan.FromMicroseconds(50 * patience));
                try
                {
                    interrupted.RunEpoch(impatient.Token);
                }
                catch (OperationCanceledException)
                {
                    Assert.Equal(epoch, interrupted.Epoch);
                }
            }
        }

        AssertSameBits(undisturbed.Factorization, interrupted.Factorization);
    }

    [Fact]
    public void Cancelled_before_the_first_half_epoch_everything_is_as_at_the_start()
    {
        using var source = new CancellationTokenSource();
        var trainer = new WrmfTrainer(s_likes, new Hyperparameters(9, 0.1, 49), new TrainingOptions(3, 1));
        var items = trainer.Factorization.Items.ToMatrix();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => trainer.RunEpoch(source.Token));

        Assert.Equal(0, trainer.Epoch);
        Assert.Equal(0, trainer.Factorization.Users.ToMatrix().FrobeniusNorm());
        Assert.Equal(items, trainer.Factorization.Items.ToMatrix());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_number_of_threads_does_not_change_a_bit(int threads)
    {
        var one = new WrmfTrainer(s_likes, new Hyperparameters(31, 0.01, 99), new TrainingOptions(3, 1));
        var many = new WrmfTrainer(s_likes, new Hyperparameters(31, 0.01, 99), new TrainingOptions(3, threads));

        for (var epoch = 0; epoch < 3; epoch++)
        {
            one.RunEpoch(TestContext.Current.CancellationToken);
            many.RunEpoch(TestContext.Current.CancellationToken);
        }

        AssertSameBits(one.Factorization, many.Factorization);
    }

    [Fact]
    public void Another_seed_starts_elsewhere()
    {
        var hyperparameters = new Hyperparameters(4, 0.1, 49);

        var one = new WrmfTrainer(s_likes, hyperparameters, new TrainingOptions(1)).Factorization.Items.ToMatrix();
        var other = new WrmfTrainer(s_likes, hyperparameters, new TrainingOptions(2)).Factorization.Items.ToMatrix();

        Assert.NotEqual(one, other);
        Assert.InRange(one.Enumerate().Average(), -0.2, 0.2);
        Assert.InRange(one.PointwisePower(2).Enumerate().Average(), 0.8, 1.2);
    }

    [Fact]
    public void The_objective_falls_with_every_epoch()
    {
        var hyperparameters = new Hyperparameters(8, 0.1, 49);
        var trainer = new WrmfTrainer(s_likes, hyperparameters, new TrainingOptions(1));
        var before = double.PositiveInfinity;

        for (var epoch = 0; epoch < 10; epoch++)
        {
            trainer.RunEpoch(TestContext.Current.CancellationToken);
            var (x, y) = (trainer.Factorization.Users.ToMatrix(), trainer.Factorization.Items.ToMatrix());
            var loss = Loss.Of(s_likes, x, y, hyperparameters, TrainingSettings.Default);

            Assert.True(loss < before);
            Assert.Equal(Explorer.TestKit.Naive.NaiveWrmf.Loss(s_likes, x, y, 0.1, 49), loss, 1e-8 * loss);
            before = loss;
        }
    }

    [Fact]
    public void The_objective_falls_with_weights_scaled_and_split_regularization_too()
    {
        var likes = s_likes.Weighted(2, 1);
        var hyperparameters = new Hyperparameters(8, 0.1, 9) { ItemRegularization = 2 };
        var settings = new TrainingSettings { Confidence = new(ConfidenceKind.Logarithmic, 0.5), FrequencyExponent = 0.7, FrequencyOffset = 0.01 };
        var trainer = new WrmfTrainer(likes, hyperparameters, new TrainingOptions(1) { Settings = settings });
        var reference = new ReferenceTrainer(likes, hyperparameters, settings, trainer.Factorization.Items.ToMatrix());
        var before = double.PositiveInfinity;

        for (var epoch = 0; epoch < 10; epoch++)
        {
            trainer.RunEpoch(TestContext.Current.CancellationToken);
            reference.RunEpoch(TestContext.Current.CancellationToken);
            var (x, y) = (trainer.Factorization.Users.ToMatrix(), trainer.Factorization.Items.ToMatrix());
            var loss = Loss.Of(likes, x, y, hyperparameters, settings);

            Assert.True(loss < before);
            Assert.Equal(Explorer.TestKit.Naive.NaiveWrmf.Loss(likes, x, y, hyperparameters, settings), loss, 1e-8 * loss);
            Assert.Equal(Loss.Of(likes, reference.Users, reference.Items, hyperparameters, settings), loss, 1e-4 * loss);
            before = loss;
        }
    }

    [Fact]
    public void The_start_scale_multiplies_the_start()
    {
        var hyperparameters = new Hyperparameters(4, 0.1, 49);

        var plain = new WrmfTrainer(s_likes, hyperparameters, new TrainingOptions(1)).Factorization.Items.ToMatrix();
        var scaled = new WrmfTrainer(s_likes, hyperparameters, new TrainingOptions(1) { Settings = new() { StartScale = 0.25 } }).Factorization.Items.ToMatrix();

        Assert.InRange(Matrices.RelativeDistance(scaled, 0.25 * plain), 0, 1e-6);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 9, 3)]
    [InlineData(9, 1, 33)]
    [InlineData(3, 4, 120)]
    public void The_smallest_matrices_train_to_something_finite(int users, int items, int factors)
    {
        foreach (var lambda in new[] { 0, 1e-5, 100 })
        {
            foreach (var alpha in new[] { 0, 49, 1000 })
            {
                var trainer = new WrmfTrainer(Checkerboard.Likes(users, items), new Hyperparameters(factors, lambda, alpha), new TrainingOptions(1, 2));

                for (var epoch = 0; epoch < 38; epoch++)
                {
                    trainer.RunEpoch(TestContext.Current.CancellationToken);
                }

                Assert.True(double.IsFinite(trainer.Factorization.Users.ToMatrix().FrobeniusNorm()));
                Assert.True(double.IsFinite(trainer.Factorization.Items.ToMatrix().FrobeniusNorm()));
            }
        }
    }

    [Fact]
    public void Likes_of_nobody_train_to_zero()
    {
        var trainer = new WrmfTrainer(new LikesMatrix(3, [0, 0, 0], []), new Hyperparameters(2, 0, 49), new TrainingOptions(1));

        trainer.RunEpoch(TestContext.Current.CancellationToken);
        trainer.RunEpoch(TestContext.Current.CancellationToken);

        Assert.Equal(0, trainer.Factorization.Items.ToMatrix().FrobeniusNorm());
    }

    [Fact]
    public void Hyperparameters_and_options_are_checked_before_anything_is_drawn()
    {
        Assert.Throws<ExplorerException>(() => new WrmfTrainer(s_likes, new Hyperparameters(0, 0.1, 49), new TrainingOptions(1)));
        Assert.Throws<ExplorerException>(() => new WrmfTrainer(s_likes, new Hyperparameters(4, -1, 49), new TrainingOptions(1)));
        Assert.Throws<ExplorerException>(() => new WrmfTrainer(s_likes, new Hyperparameters(4, 0.1, double.NaN), new TrainingOptions(1)));
        Assert.Throws<ExplorerException>(() => new WrmfTrainer(s_likes, new Hyperparameters(4, 0.1, 49), new TrainingOptions(1, -1)));
        Assert.Throws<ExplorerException>(() => new WrmfTrainer(s_likes, new Hyperparameters(4, 0.1, 49), new TrainingOptions(1) { Settings = new() { Tolerance = 0 } }));
    }

    private static void AssertSameBits(Factorization expected, Factorization actual)
    {
        Assert.Equal(expected.Users.ToMatrix(), actual.Users.ToMatrix());
        Assert.Equal(expected.Items.ToMatrix(), actual.Items.ToMatrix());
    }

    // Found in the program: α = 1e300 ended some trials with a mistake of ours instead of a sentence.
    [Theory]
    [InlineData(1e12)]
    [InlineData(1e20)]
    [InlineData(1e150)]
    [InlineData(1e300)]
    public void An_absurd_alpha_ends_in_finite_factors_or_a_refusal_that_names_it(double alpha)
    {
        foreach (var factorCount in new[] { 2, 8, 16 })
        {
            foreach (var lambda in new[] { 0, 0.1, 10 })
            {
                var trainer = new WrmfTrainer(s_likes, new Hyperparameters(factorCount, lambda, alpha), new TrainingOptions(1));
                var failure = Record.Exception(() => trainer.RunEpoch(TestContext.Current.CancellationToken));

                if (failure is null)
                {
                    Assert.True(Enumerable.Range(0, trainer.Factorization.Items.RowCount)
                        .All(item => trainer.Factorization.Items[item].ToArray().All(float.IsFinite)));
                }
                else
                {
                    Assert.Contains("α = ", Assert.IsType<ExplorerException>(failure).Message, StringComparison.Ordinal);
                }
            }
        }
    }
}
