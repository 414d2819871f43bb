using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>Where the time of a half-epoch goes, on one thread: milliseconds for both halves together, best of several.</summary>
internal static class PhaseBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("factors     gram   factor   whiten     rows     back  ms");
        var likes = options.Split.Train;
        var transposed = likes.Transpose();
        foreach (var factors in options.Factors)
        {
            var hyperparameters = new Hyperparameters(factors, 0.1, 49);
            var trainer = new WrmfTrainer(likes, hyperparameters, new TrainingOptions(1, 1));
            for (var epoch = 0; epoch < 6; epoch++)
            {
                trainer.RunEpoch(CancellationToken.None);
            }

            var users = Phases(likes, trainer.Factorization.Items.Table, trainer.Factorization.Users.Table, hyperparameters);
            var items = Phases(transposed, trainer.Factorization.Users.Table, trainer.Factorization.Items.Table, hyperparameters);
            Console.WriteLine($"{factors,7} " + string.Join(' ', users.Zip(items, (a, b) => $"{(a + b) * 1000,8:0.00}")));
        }
    }

    private static double[] Phases(LikesMatrix likes, AlignedTable<float> y, AlignedTable<float> x, Hyperparameters hyperparameters)
    {
        var back = new AlignedTable<float>(x.RowCount, x.ColumnCount);
        var v = new AlignedTable<float>(y.RowCount, y.ColumnCount);
        var z = new AlignedTable<float>(x.RowCount, x.ColumnCount);
        var solver = new RowSolver(y.ColumnCount, 1e-4);
        var gram = Gram.Of(y, 1, CancellationToken.None);
        var basis = WhitenedBasis.Triangular(WhitenedBasis.Regularize(gram, hyperparameters.Regularization, hyperparameters));
        var equations = new RowEquations(likes, v, hyperparameters.Alpha, []);
        return
        [
            Measure.Seconds(() => Gram.Of(y, 1, CancellationToken.None), 3, 0.3).Best,
            Measure.Seconds(() => WhitenedBasis.Triangular(WhitenedBasis.Regularize(gram, hyperparameters.Regularization, hyperparameters)), 3, 0.3).Best,
            Measure.Seconds(() => basis.Whiten(y, v, 1, CancellationToken.None), 3, 0.3).Best,
            SolveAll(equations, x, basis, z, solver),
            Measure.Seconds(() => MatrixProduct.Multiply(z, basis.Back, Triangle.Lower, back, 1, CancellationToken.None), 3, 0.3).Best,
        ];
    }

    private static double SolveAll(RowEquations equations, AlignedTable<float> x, WhitenedBasis basis, AlignedTable<float> z, RowSolver solver)
    {
        var chunks = new RowChunks(equations.Likes);
        return Measure.SecondsInParts(chunks.Count, chunk =>
        {
            var (first, end) = chunks[chunk];
            MatrixProduct.MultiplyRows(
                x.Rows(first, end - first), x.Stride, basis.Guess, Triangle.Lower, z.Rows(first, end - first), z.Stride, end - first);
            solver.Solve(equations, (first, end), z, row => throw new InvalidOperationException($"Row {row}"), CancellationToken.None);
        });
    }
}
