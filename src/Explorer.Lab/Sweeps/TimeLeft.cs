using Explorer.Lab.Work;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps;

/// <summary>Estimates how long a sweep still takes, from its own measured epochs.</summary>
public static class TimeLeft
{
    /// <summary>What an epoch costs beside its factors, in factors: reading the likes, choosing the top k. Fitted to f = 10 … 120.</summary>
    private const double FixedCost = 8;

    /// <summary>
    /// The median of seconds an epoch, by factor count; for a count not yet measured the nearest measured one is scaled by f + 8. The
    /// median, since the first trial of a process is slow.
    /// </summary>
    /// <returns>Null while nothing is measured, or when the sweep has ended.</returns>
    public static TimeSpan? Of(Sweep sweep, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trials);
        var secondsPerEpoch = trials
            .Where(trial => trial.LastEpoch > 0)
            .GroupBy(trial => trial.Hyperparameters.FactorCount, trial => trial.Seconds / trial.LastEpoch)
            .ToDictionary(group => group.Key, Statistics.Median);
        if (sweep.State.IsFinished() || secondsPerEpoch.Count == 0)
        {
            return null;
        }

        var lastEpoch = sweep.Spec.OrderedEpochs[^1];
        return TimeSpan.FromSeconds(trials
            .Where(trial => !trial.State.IsFinished())
            .Sum(trial => (lastEpoch - trial.LastEpoch) * SecondsPerEpoch(trial.Hyperparameters.FactorCount, secondsPerEpoch)));
    }

    private static double SecondsPerEpoch(int factorCount, Dictionary<int, double> measured)
    {
        var nearest = measured.Keys.MinBy(count => Math.Abs(Math.Log(count / (double)factorCount)));
        return measured[nearest] * (factorCount + FixedCost) / (nearest + FixedCost);
    }
}
