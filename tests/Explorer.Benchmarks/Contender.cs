using System.Diagnostics;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>A way to solve half-epochs, with factors of its own, timed epoch by epoch.</summary>
/// <param name="Name">At most 24 letters.</param>
/// <param name="Solver">Works on the factors drawn from seed 1.</param>
internal sealed record Contender(string Name, IHalfEpochSolver Solver, Split Split, Hyperparameters Hyperparameters)
{
    private readonly Factorization _factors =
        new WrmfTrainer(Split.Train, Hyperparameters, new TrainingOptions(1)).Factorization;

    private readonly List<double> _seconds = [];

    /// <summary>Seconds of the epochs timed so far: the middle one.</summary>
    public double Median => _seconds.Order().ElementAt(_seconds.Count / 2);

    /// <summary>Users, then items.</summary>
    public void RunEpoch(int threads, bool isTimed)
    {
        var watch = Stopwatch.StartNew();
        Solve(Solver, Split.Train, _factors.Items, _factors.Users, threads);
        Solve(Solver, Split.Train.Transpose(), _factors.Users, _factors.Items, threads);
        if (isTimed)
        {
            _seconds.Add(watch.Elapsed.TotalSeconds);
        }
    }

    /// <summary>A line of the table.</summary>
    /// <param name="first">What the seconds are compared with.</param>
    public string Line(Contender first, int threads)
    {
        var precision = RankingEvaluation.Of(_factors, new RankingTask(Split, [5]), threads, CancellationToken.None)[
            Recommender.Evaluation.Measure.Precision, RankedList.Test, 5];
        return $"{Hyperparameters.FactorCount,7}  {Name,-24} {Median,8:0.0000} ({_seconds.Min():0.0000}) {Median / first.Median,9:0.0} {Error(),10:0.0e+0} {precision,10:0.00000}";
    }

    /// <summary>How far this solver's next half-epoch is from the exact one, ‖X − X*‖ / ‖X*‖ (Frobenius).</summary>
    private double Error()
    {
        var (mine, exact) = (Copy(_factors.Users), Copy(_factors.Users));
        Solve(Solver, Split.Train, _factors.Items, mine, 1);
        Solve(new CholeskySolver(Hyperparameters, TrainingSettings.Default), Split.Train, _factors.Items, exact, 1);
        var (difference, length) = (0.0, 0.0);
        for (var row = 0; row < exact.RowCount; row++)
        {
            for (var factor = 0; factor < exact.FactorCount; factor++)
            {
                difference += Math.Pow(mine[row][factor] - exact[row][factor], 2);
                length += Math.Pow(exact[row][factor], 2);
            }
        }

        return Math.Sqrt(difference / length);
    }

    private void Solve(IHalfEpochSolver solver, LikesMatrix likes, Factors fixedSide, Factors solved, int threads) =>
        solver.Solve(likes, fixedSide, solved, Hyperparameters.Regularization, threads, CancellationToken.None);

    private static Factors Copy(Factors factors)
    {
        var copy = new Factors(factors.RowCount, factors.FactorCount);
        factors.Table.Values.CopyTo(copy.Table.Values);
        return copy;
    }
}
