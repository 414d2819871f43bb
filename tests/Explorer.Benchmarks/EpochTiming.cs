using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>What epochs cost, α = 49, λ = 0.1, after the start has settled.</summary>
/// <param name="Median">Seconds an epoch.</param>
/// <param name="Best">Seconds of the fastest.</param>
/// <param name="Processor">Processor seconds an epoch, of all threads.</param>
/// <param name="StepsPerRow">Conjugate-gradient steps a row.</param>
/// <param name="Gigaflop">10⁹ floating-point operations an epoch.</param>
internal sealed record EpochTiming(double Median, double Best, double Processor, double StepsPerRow, double Gigaflop)
{
    public const string Header = "factors threads  median s   best s    cpu s  steps/row  GFLOP/s  of peak";

    public static EpochTiming Of(LikesMatrix likes, int factors, int threads, int warmUps = 4, int runs = 5, double atLeastSeconds = 1)
    {
        var trainer = new WrmfTrainer(likes, new Hyperparameters(factors, 0.1, 49), new TrainingOptions(1, threads));
        var solver = (WhitenedSolver)trainer.Solver;
        for (var warmUp = 0; warmUp < warmUps; warmUp++)
        {
            trainer.RunEpoch(CancellationToken.None);
        }

        var (processor, epoch, steps) = (Measure.ProcessorSeconds, trainer.Epoch, solver.Steps);
        var (median, best) = Measure.Seconds(() => trainer.RunEpoch(CancellationToken.None), 0, atLeastSeconds, runs);
        var epochs = trainer.Epoch - epoch;
        var rows = likes.RowCount + likes.ColumnCount;
        var stepsPerRow = (solver.Steps - steps) / (double)epochs / rows;
        return new EpochTiming(
            median, best, (Measure.ProcessorSeconds - processor) / epochs, stepsPerRow, Operations(likes.LikeCount, rows, factors, stepsPerRow) / 1e9);
    }

    /// <summary>One line under <see cref="Header"/>.</summary>
    /// <param name="peak">GFLOP/s that the matrix product reaches with as many threads.</param>
    public string Line(int factors, int threads, double peak) =>
        $"{factors,7} {threads,7} {Median,9:0.0000} {Best,8:0.0000} {Processor,8:0.0000} {StepsPerRow,10:0.0} {Gigaflop / Median,8:0.0} {Gigaflop / Median / peak,8:0.0%}";

    /// <summary>Floating-point operations of an epoch, a multiply-add being two, by what the method needs and not by what the kernels do.</summary>
    /// <remarks>
    /// A side of n rows is once held fixed: YᵀY, of which one triangle is needed, nf², and V = Y·L⁻ᵀ with a triangular matrix, nf²; and once
    /// solved: the guess X·L, nf², and X = Z·L⁻¹, nf². Together 4f² for each row of both sides. In solving, a row with k likes costs
    /// kf for its right side, 4kf for its first residual, and for each of its s steps 4kf for the operator (V·p, then Vᵀ of that) and 10f for
    /// two inner products and three vector updates. Every like is solved for twice, once from each side. Only the mean of s is known: rows
    /// with many likes take more steps than others, so the true number is somewhat higher.
    /// </remarks>
    private static double Operations(double likes, double rows, double f, double steps) =>
        (4 * rows * f * f) + (2 * likes * f * (5 + (4 * steps))) + (10 * rows * steps * f);
}
