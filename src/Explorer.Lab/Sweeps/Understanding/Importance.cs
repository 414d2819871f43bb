using Explorer.Lab.Work;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>Which share of the variance of the best values each hyperparameter explains.</summary>
/// <remarks>
/// <para>
/// Completed trials only: a trial cut short would be blamed on its hyperparameters. Trials with the same combination count once, with their
/// mean.
/// </para>
/// <para>
/// On a full grid the decomposition is exact, the functional ANOVA of Hutter, Hoos and Leyton-Brown 2014 (“An Efficient Approach for
/// Assessing Hyperparameter Importance”, sect. 3) with every cell weighing the same: the main effect of a hyperparameter is the variance of its
/// levels' means, a pair's interaction the variance of its cells' means less both main effects. On anything else
/// <see cref="AdditiveModel"/> estimates the main effects. Shares sum to at most 1; what is left is <see cref="Rest"/>.
/// </para>
/// </remarks>
/// <param name="Effects">Main effects and, on a full grid of three varied hyperparameters, pairs; the largest first. Empty while unknown.</param>
/// <param name="IsExact">Whether it was a full grid.</param>
/// <param name="TrialCount">Combinations that were used.</param>
/// <param name="Missing">Why it is unknown, and what would make it known; empty when known.</param>
public sealed record Importance(IReadOnlyList<Effect> Effects, bool IsExact, int TrialCount, string Missing)
{
    private const int FewestTrials = 4;

    /// <summary>Whether there are shares.</summary>
    public bool IsKnown => Missing.Length == 0;

    /// <summary>What no effect explains: interactions of a higher order on a full grid, otherwise interactions and noise. 0 … 1.</summary>
    public double Rest => Math.Max(0, 1 - Effects.Sum(effect => effect.Share));

    /// <summary>The main effect of a hyperparameter; null while unknown or when it does not vary.</summary>
    public double? Of(TrialField field) => Effects.FirstOrDefault(effect => effect.Fields is [var only] && only == field)?.Share;

    /// <summary>Decomposes the variance over trials.</summary>
    public static Importance Of(IReadOnlyList<Trial> trials, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var samples = Samples(trials, metric);
        TrialField[] varied = [.. TrialFields.Hyperparameters.Where(field => samples.DistinctBy(sample => sample[field]).Skip(1).Any())];
        if (samples.Count < FewestTrials)
        {
            return Unknown(samples.Count, $"At least {FewestTrials} completed trials with different hyperparameters are needed; there {(samples.Count == 1 ? "is" : "are")} {samples.Count}.");
        }

        if (samples.All(sample => sample.Value == samples[0].Value))
        {
            return Unknown(samples.Count, "All completed trials have the same best value: there is no variance to explain.");
        }

        var cells = varied.Aggregate(1L, (product, field) => product * samples.DistinctBy(sample => sample[field]).Count());
        return cells == samples.Count ? Exact(samples, varied) : Estimated(samples, varied, cells);
    }

    /// <summary>Decomposes the variance over a sweep's trials; those that patience stopped count as completed, since their best value stands.</summary>
    public static Importance Of(IReadOnlyList<Trial> trials, SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var epochs = spec.OrderedEpochs;
        return Of([.. trials.Where(trial => spec.Pruning.HasFinalBest(epochs, trial)).Select(trial => trial with { State = WorkState.Completed })], spec.Metric);
    }

    private static List<Sample> Samples(IReadOnlyList<Trial> trials, Metric metric) =>
    [
        .. from trial in trials
           where trial.State == WorkState.Completed
           let value = TrialField.Best.Of(trial, metric)
           where value is not null
           group value.Value by (trial.Hyperparameters.FactorCount, trial.Hyperparameters.Regularization, trial.Hyperparameters.Alpha) into same
           select new Sample([same.Key.FactorCount, same.Key.Regularization, same.Key.Alpha], same.Average()),
    ];

    private static Importance Exact(List<Sample> samples, TrialField[] varied)
    {
        var total = Variance(samples.Select(sample => sample.Value));
        var main = varied.ToDictionary(field => field, field => VarianceOfMeans(samples, sample => sample[field]));
        List<Effect> effects = [.. varied.Select(field => new Effect([field], main[field] / total))];
        for (var first = 0; first < varied.Length; first++)
        {
            foreach (var other in varied[(first + 1)..])
            {
                var field = varied[first];
                var cells = VarianceOfMeans(samples, sample => (sample[field], sample[other]));
                effects.Add(new Effect([field, other], Math.Max(0, cells - main[field] - main[other]) / total));
            }
        }

        return new Importance([.. effects.OrderByDescending(effect => effect.Share)], IsExact: true, samples.Count, "");
    }

    private static Importance Estimated(List<Sample> samples, TrialField[] varied, long cells)
    {
        var model = AdditiveModel.Of(samples, varied, cells);
        return model.Missing.Length > 0
            ? Unknown(samples.Count, model.Missing)
            : new Importance(
                [.. varied.Select((field, index) => new Effect([field], model.Shares[index])).OrderByDescending(effect => effect.Share)],
                IsExact: false,
                samples.Count,
                "");
    }

    private static double VarianceOfMeans<TLevel>(List<Sample> samples, Func<Sample, TLevel> level) =>
        Variance(samples.GroupBy(level, (_, same) => same.Average(sample => sample.Value)));

    private static double Variance(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var mean = all.Average();
        return all.Sum(value => (value - mean) * (value - mean)) / all.Length;
    }

    private static Importance Unknown(int trialCount, string missing) =>
        new([], IsExact: false, trialCount, missing);

    /// <summary>One combination.</summary>
    /// <param name="Settings">Shape [hyperparameters], in the order of <see cref="TrialFields.Hyperparameters"/>.</param>
    internal sealed record Sample(double[] Settings, double Value)
    {
        public double this[TrialField field] => Settings[(int)field];
    }
}
