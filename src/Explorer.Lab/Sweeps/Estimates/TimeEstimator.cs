using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps.Estimates;

/// <summary>Estimates how long a sweep will take: <see cref="TrialCost"/>, scaled by how much slower or faster earlier trials were here.</summary>
public sealed class TimeEstimator(PaceStore paces, TrialSlots slots, CoreShare cores)
{
    /// <summary>The estimate for a sweep that is not yet stored.</summary>
    /// <param name="spec">Checked.</param>
    /// <param name="sizes">What its trials will be made of.</param>
    public async Task<TimeEstimate> OfAsync(SweepSpec spec, SweepSizes sizes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(sizes);
        var (basis, measured) = await paces.RecentAsync(spec, cancellationToken);
        var epoch = Pace(measured.Where(trial => trial.TrainSeconds > 0).Select(trial =>
            trial.TrainSeconds / (trial.Epochs * TrialCost.Epoch(trial.Sizes, trial.FactorCount))));
        var evaluation = Pace(measured.Where(trial => trial.EvaluationSeconds > 0).Select(trial =>
            trial.EvaluationSeconds / (trial.Points * TrialCost.Evaluation(trial.Sizes, trial.FactorCount, trial.Ks))));

        // The steps of a range are spread as a sampler draws from it, so their mean is that of its trials.
        var processor = spec.TrialCount * spec.Grid.Factors.Distinct().Average(factorCount =>
            Ahead(spec).Sum(ahead => ahead.Share * ((ahead.Epochs * epoch * TrialCost.Epoch(sizes, factorCount)) + (evaluation * TrialCost.Evaluation(sizes, factorCount, spec.Ks)))));
        return new TimeEstimate(TimeSpan.FromSeconds(Math.Min(processor / cores.Cores, TimeSpan.MaxValue.TotalSeconds / 2)), basis);
    }

    private static IEnumerable<(double Share, int Epochs)> Ahead(SweepSpec spec)
    {
        var before = 0;
        foreach (var (epoch, share) in spec.Pruning.Ahead(spec.OrderedEpochs, after: 0, rung: 0))
        {
            yield return (share, epoch - before);
            before = epoch;
        }
    }

    // Trials were timed by the clock, with their share of the cores; how large it was is not stored, and taken to be what it is now.
    private double Pace(IEnumerable<double> ratios)
    {
        double[] all = [.. ratios.Where(double.IsFinite)];
        return all is [] ? 1 : slots.ThreadsEach * all.Median();
    }
}
