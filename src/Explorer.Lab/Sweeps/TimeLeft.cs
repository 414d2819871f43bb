using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Work;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps;

/// <summary>Estimates how long a sweep still takes, from its own measured epochs.</summary>
public static class TimeLeft
{
    /// <summary>What an epoch costs beside its factors, in factors: reading the likes, choosing the top k. Fitted to f = 10 … 120.</summary>
    private const double FixedCost = 8;

    /// <summary>
    /// Seconds an epoch and seconds an evaluation, each the median by factor count, times what is left of both, divided by the trials that
    /// run at once. For a count not yet measured the nearest measured one is scaled by f + 8. The median, since the first trial of a
    /// process is slow.
    /// </summary>
    /// <remarks>Trials that patience or the median will stop are counted as if they went to the end. When fewer trials are left than ran at once, each gets more cores and is faster in proportion, so the divisor stays.</remarks>
    /// <param name="atOnce">How many trials ran at once while the epochs were measured, 1 or more (<see cref="TrialSlots.InEffect"/>).</param>
    /// <returns>Null while nothing is measured, or when the sweep has ended.</returns>
    public static TimeSpan? Of(Sweep sweep, IReadOnlyList<Trial> trials, int atOnce)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        var epochs = sweep.Spec.OrderedEpochs;
        var measured = trials.Where(trial => trial.LastEpoch > 0).ToList();
        if (sweep.State.IsFinished() || measured.Count == 0)
        {
            return null;
        }

        var epoch = MedianByFactorCount(measured, trial => (trial.Seconds - trial.EvaluationSeconds) / trial.LastEpoch);
        var evaluation = MedianByFactorCount(measured, trial => trial.EvaluationSeconds / epochs.Count(e => e <= trial.LastEpoch));
        var seconds = trials.Where(trial => !trial.State.IsFinished()).Sum(SecondsOf);
        if (Unproposed(sweep.Spec, trials) is > 0 and var unproposed)
        {
            seconds += unproposed * trials.Average(trial => SecondsOf(trial with { LastEpoch = 0, Rung = 0 }));
        }

        return TimeSpan.FromSeconds(seconds / Math.Min(atOnce, trials.Count));

        // After a cut of successive halving only some trials go on, so an epoch counts for as much as trials reach it.
        double SecondsOf(Trial trial)
        {
            var (factorCount, before, sum) = (trial.Hyperparameters.FactorCount, trial.LastEpoch, 0.0);
            foreach (var (ahead, share) in sweep.Spec.Pruning.Ahead(epochs, trial.LastEpoch, trial.Rung))
            {
                sum += share * (((ahead - before) * At(factorCount, epoch)) + At(factorCount, evaluation));
                before = ahead;
            }

            return sum;
        }
    }

    // The model-based sampler has not said yet what it will try; it is taken to cost what the others do.
    private static long Unproposed(SweepSpec spec, IReadOnlyList<Trial> trials) =>
        spec.Sampling.Kind == SamplerKind.Model ? spec.TrialCount - trials.Count(trial => trial.Generation is not null) : 0;

    private static Dictionary<int, double> MedianByFactorCount(List<Trial> trials, Func<Trial, double> seconds) => trials
        .GroupBy(trial => trial.Hyperparameters.FactorCount, seconds)
        .ToDictionary(group => group.Key, Statistics.Median);

    private static double At(int factorCount, Dictionary<int, double> measured)
    {
        var nearest = measured.Keys.MinBy(count => Math.Abs(Math.Log(count / (double)factorCount)));
        return measured[nearest] * (factorCount + FixedCost) / (nearest + FixedCost);
    }
}
