using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Wrmf;

public sealed class ExtrapolationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 17)]
    [InlineData(300, 5)]
    [InlineData(513, 40)]
    public void A_change_that_shrinks_at_a_rate_is_expected_to_go_on(int rows, int columns)
    {
        const float Rate = 0.75f;
        var change = Random(rows, columns, 1);
        var x = Random(rows, columns, 2);
        var extrapolation = new Extrapolation();
        var epochs = new List<AlignedTable<float>> { x };
        var size = 1f;
        for (var epoch = 0; epoch < 4; epoch++, size *= Rate)
        {
            epochs.Add(Combined(epochs[^1], size, change));
            extrapolation.Learn(epochs[^2], epochs[^1], 2);
        }

        var guess = Guess(extrapolation, epochs[^1]);
        var truth = Combined(epochs[^1], size, change);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                // Sixteen bits: seven behind the leading one.
                Assert.Equal(truth[row][column], guess[row][column], Math.Abs(change[row][column]) * size / 64);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Before_two_changes_are_known_the_last_epoch_is_the_guess(int epochs)
    {
        var (x, extrapolation) = (Random(20, 9, 1), new Extrapolation());
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var after = Random(20, 9, 2 + epoch);
            extrapolation.Learn(x, after, 1);
            x = after;
        }

        Assert.Equal(x.Values, Guess(extrapolation, x).Values);
    }

    [Theory]
    [InlineData(-0.5f, 0)]
    [InlineData(3f, 1)]
    [InlineData(float.NaN, 0)]
    public void A_rate_is_kept_between_zero_and_one(float rate, float expected)
    {
        var change = Filled(30, 10, 0.25f);
        var start = Filled(30, 10, 2);
        var extrapolation = new Extrapolation();
        var first = Combined(start, 1, change);
        var second = Combined(first, 1, change);
        var third = Combined(second, rate, change);
        extrapolation.Learn(start, first, 1);
        extrapolation.Learn(first, second, 1);
        extrapolation.Learn(second, third, 1);

        Assert.Equal(Combined(third, expected * (float.IsNaN(rate) ? 0 : rate), change)[0].ToArray(), Guess(extrapolation, third)[0].ToArray());
    }

    [Fact]
    public void Any_number_of_workers_gives_the_same_bits()
    {
        var guesses = new[] { 1, 2, 5 }.Select(workers =>
        {
            var extrapolation = new Extrapolation();
            for (var epoch = 0; epoch < 3; epoch++)
            {
                extrapolation.Learn(Random(2000, 13, epoch), Random(2000, 13, epoch + 1), workers);
            }

            return Guess(extrapolation, Random(2000, 13, 3)).Values.ToArray();
        }).ToArray();

        Assert.Equal(guesses[0], guesses[1]);
        Assert.Equal(guesses[0], guesses[2]);
    }

    [Fact]
    public void Training_takes_fewer_steps_than_from_the_last_epoch()
    {
        var likes = RandomLikes.Of(400, 300, 0.05, 3);
        var hyperparameters = new Hyperparameters(24, 0.1, 49);
        var trainer = new WrmfTrainer(likes, hyperparameters, new TrainingOptions(1, 1));
        for (var epoch = 0; epoch < 12; epoch++)
        {
            trainer.RunEpoch(TestContext.Current.CancellationToken);
        }

        var (users, items) = (Copy(trainer.Factorization.Users), Copy(trainer.Factorization.Items));
        var solver = (WhitenedSolver)trainer.Solver;
        var before = solver.Steps;
        trainer.RunEpoch(TestContext.Current.CancellationToken);

        var withoutPast = new WhitenedSolver(hyperparameters, TrainingSettings.Default);
        withoutPast.Solve(likes, items, users, 0.1, 1, TestContext.Current.CancellationToken);
        withoutPast.Solve(likes.Transpose(), users, items, 0.1, 1, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{solver.Steps - before} {withoutPast.Steps}");
        Assert.InRange(solver.Steps - before, 1, 0.9 * withoutPast.Steps);
    }

    private static AlignedTable<float> Guess(Extrapolation extrapolation, AlignedTable<float> x)
    {
        var guess = new AlignedTable<float>(x.RowCount, x.ColumnCount);
        var half = x.RowCount / 2;
        extrapolation.Guess(x, 0, half, guess.Rows(0, half));
        extrapolation.Guess(x, half, x.RowCount - half, guess.Rows(half, x.RowCount - half));
        return guess;
    }

    private static Factors Copy(Factors factors)
    {
        var copy = new Factors(factors.RowCount, factors.FactorCount);
        factors.Table.Values.CopyTo(copy.Table.Values);
        return copy;
    }

    private static AlignedTable<float> Combined(AlignedTable<float> a, float share, AlignedTable<float> b)
    {
        var sum = new AlignedTable<float>(a.RowCount, a.ColumnCount);
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(b.Values, share, a.Values, sum.Values);
        return sum;
    }

    private static AlignedTable<float> Filled(int rows, int columns, float value) => Table(rows, columns, () => value);

    private static AlignedTable<float> Random(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return Table(rows, columns, () => (float)random.NextDouble() + 0.5f);
    }

    private static AlignedTable<float> Table(int rows, int columns, Func<float> value)
    {
        var table = new AlignedTable<float>(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                table[row][column] = value();
            }
        }

        return table;
    }
}
