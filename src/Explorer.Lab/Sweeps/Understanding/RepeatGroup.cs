using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>A combination of hyperparameters over its repeats with different seeds: what it is worth, and how much a seed moves that.</summary>
/// <param name="Trials">Its trials whose best value stands, one for each seed, by seed: completed, or stopped by patience. Others would count with the value of an epoch at which they still improved.</param>
/// <param name="Values">Their best values of the metric, in the same order.</param>
public sealed record RepeatGroup(Hyperparameters Hyperparameters, IReadOnlyList<Trial> Trials, IReadOnlyList<double> Values)
{
    /// <summary>How many seeds, 1 or more.</summary>
    public int Count => Values.Count;

    /// <summary>The mean of the best values.</summary>
    public double Mean => Values.Mean();

    /// <summary>The standard deviation of the best values over seeds, with n − 1 below; null with one seed.</summary>
    public double? StandardDeviation => Count > 1 ? Values.StandardDeviation() : null;

    /// <summary>All combinations with such a trial, the best mean first.</summary>
    public static IReadOnlyList<RepeatGroup> Of(SweepSpec spec, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trials);
        var (metric, epochs) = (spec.Metric, spec.OrderedEpochs);
        var sign = metric.HigherIsBetter ? 1 : -1;
        return
        [
            .. from trial in trials
               where spec.Pruning.HasFinalBest(epochs, trial) && TrialField.Best.Of(trial, metric) is not null
               group trial by trial.Hyperparameters into same
               let repeats = same.DistinctBy(trial => trial.Seed).OrderBy(trial => trial.Seed).ToArray()
               let values = repeats.Select(trial => TrialField.Best.Of(trial, metric) ?? double.NaN).ToArray()
               orderby sign * values.Average() descending, repeats[0].Number
               select new RepeatGroup(same.Key, repeats, values),
        ];
    }

    /// <summary>The differences between this combination's values and another's for the seeds that both have: same seed, same split.</summary>
    public IReadOnlyList<double> Differences(RepeatGroup other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return
        [
            .. from mine in Trials.Zip(Values)
               join theirs in other.Trials.Zip(other.Values) on mine.First.Seed ?? int.MinValue equals theirs.First.Seed ?? int.MinValue
               select mine.Second - theirs.Second,
        ];
    }
}
