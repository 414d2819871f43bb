using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Random;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>What a sweep's sampler wants tried.</summary>
internal static class Proposals
{
    /// <summary>What is queued when the sweep is stored: everything, but with the model-based sampler only its first generation.</summary>
    public static IEnumerable<TrialProposal> First(SweepSpec spec)
    {
        var space = SearchSpace.Of(spec.Grid);
        return Repeated(spec, generation: 0, spec.Sampling.Kind switch
        {
            SamplerKind.Grid => spec.Grid.Combinations(),
            SamplerKind.Random => RandomSampler.Draw(space, (int)spec.ConfigurationCount, GeneratorOf(spec, 0), []),
            _ => RandomSampler.Draw(space, (int)Math.Min(spec.ConfigurationCount, SamplingPlan.FirstGeneration), GeneratorOf(spec, 0), []),
        });
    }

    /// <summary>What the model-based sampler proposes when all its earlier proposals have ended; nothing when it has proposed enough.</summary>
    /// <param name="trials">All trials of the sweep by number, those added by hand too.</param>
    public static IEnumerable<TrialProposal> Next(SweepSpec spec, IReadOnlyList<Trial> trials)
    {
        var proposed = trials.Where(trial => trial.Generation is not null).ToList();
        var left = spec.ConfigurationCount - proposed.DistinctBy(trial => trial.Hyperparameters).Count();
        if (spec.Sampling.Kind != SamplerKind.Model || left <= 0)
        {
            return [];
        }

        var generation = proposed.Select(trial => trial.Generation ?? 0).DefaultIfEmpty(0).Max() + 1;
        return Repeated(spec, generation, ParzenSampler.Propose(
            SearchSpace.Of(spec.Grid),
            [.. History(spec.Metric, trials)],
            (int)Math.Min(left, spec.Sampling.Generation),
            GeneratorOf(spec, generation)));
    }

    // A combination costs the mean of its repeats. One stopped before its first point says nothing; one that failed says not to go there.
    private static IEnumerable<(Hyperparameters Hyperparameters, double Cost)> History(Metric metric, IReadOnlyList<Trial> trials) =>
        from trial in trials
        where trial.Best is not null || trial.State == WorkState.Failed
        group trial.State == WorkState.Failed ? double.NaN : (metric.HigherIsBetter ? -1 : 1) * (metric.ValueOf(trial) ?? double.NaN) by trial.Hyperparameters into same
        select (same.Key, same.Average());

    private static IEnumerable<TrialProposal> Repeated(SweepSpec spec, int generation, IEnumerable<Hyperparameters> combinations) =>
        from hyperparameters in combinations
        from repeat in Enumerable.Range(0, spec.Repeats)
        select new TrialProposal(hyperparameters, unchecked(spec.HoldOut.Seed + repeat), generation);

    private static Xoshiro256StarStar GeneratorOf(SweepSpec spec, int generation) => new(unchecked((spec.HoldOut.Seed * 486187739) + generation));
}
