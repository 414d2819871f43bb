using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Comparison;

/// <summary>Trials side by side.</summary>
/// <param name="Metric">By which each trial's best epoch is chosen.</param>
/// <param name="Trials">In the order asked for; the first is what the others are tested against. 2 to <see cref="MostTrials"/>, or 1 while others are being chosen.</param>
/// <param name="Settings">Every setting of every trial, those that differ first.</param>
/// <param name="Metrics">Every metric that one of them has measured, at each trial's best epoch.</param>
/// <param name="Repeats">For each trial, the same settings under every seed there is.</param>
public sealed record TrialComparison(
    Metric Metric,
    IReadOnlyList<ComparedTrial> Trials,
    IReadOnlyList<SettingRow> Settings,
    IReadOnlyList<MetricRow> Metrics,
    IReadOnlyList<SeedSpread> Repeats)
{
    /// <summary>How many trials are compared at most.</summary>
    public const int MostTrials = 8;
}

/// <summary>One of the trials.</summary>
/// <param name="Sweep">Its sweep.</param>
/// <param name="Trial">The trial; its <see cref="Trial.Best"/> is by the metric of the comparison.</param>
/// <param name="Seed">Seed of its split and start factors.</param>
/// <param name="Points">Its points by epoch.</param>
public sealed record ComparedTrial(Sweep Sweep, Trial Trial, int Seed, IReadOnlyList<LearningCurvePoint> Points);

/// <summary>A setting of every trial.</summary>
/// <param name="Name">For a person, such as “λ of items”.</param>
/// <param name="Values">One for each trial, as text.</param>
public sealed record SettingRow(string Name, IReadOnlyList<string> Values)
{
    /// <summary>Whether not all trials have the same.</summary>
    public bool Differs { get; } = Values.Distinct(StringComparer.Ordinal).Count() > 1;
}

/// <summary>A metric of every trial at its best epoch.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Values">One for each trial; null where it was not measured.</param>
public sealed record MetricRow(Metric Metric, IReadOnlyList<double?> Values)
{
    /// <summary>The best value; null when none was measured. Every trial that has it is best.</summary>
    public double? Best { get; } = Metric.HigherIsBetter ? Values.Max() : Values.Min();
}

/// <summary>What a configuration reached with one seed.</summary>
/// <param name="Trial">The trial that did; of several with the same seed the oldest.</param>
/// <param name="Value">Its best value over the curve.</param>
public sealed record SeedValue(int Seed, SweepId Sweep, TrialId Trial, double Value);

/// <summary>A configuration over its seeds.</summary>
/// <param name="Seeds">By seed: completed trials with the same settings, in all sweeps of the dataset.</param>
/// <param name="Test">Against the first trial's configuration; null for the first itself and for trials with the same configuration.</param>
public sealed record SeedSpread(IReadOnlyList<SeedValue> Seeds, PairedTest? Test)
{
    /// <summary>Mean of the values; null without any.</summary>
    public double? Mean { get; } = Seeds.Count == 0 ? null : Seeds.Average(seed => seed.Value);

    /// <summary>Sample standard deviation, the sum of squares divided by n − 1; null below two seeds.</summary>
    public double? Deviation { get; } = Seeds.Count < 2
        ? null
        : MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation([.. Seeds.Select(seed => seed.Value)]);
}
