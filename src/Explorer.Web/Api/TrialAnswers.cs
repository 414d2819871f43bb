using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Recommender.Wrmf;

namespace Explorer.Web.Api;

/// <summary>A trial's settings as a sweep of one trial that can be posted to /api/sweeps; confidence says in words what alpha means.</summary>
internal sealed record TrialSettingsAnswer(
    long DatasetId,
    string DatasetHash,
    int MinLikesPerUser,
    int MinLikesPerItem,
    int K,
    double Fraction,
    double? Share,
    bool Latest,
    long? TestDatasetId,
    int Seed,
    IReadOnlyList<int> Ks,
    string Metric,
    GridRequest Grid,
    IReadOnlyList<int> Epochs,
    TrainingSettings Training,
    int? BestEpoch,
    string Confidence)
{
    public static TrialSettingsAnswer Of(Sweep sweep, Trial trial)
    {
        var (spec, hyperparameters) = (sweep.Spec, trial.Hyperparameters);
        return new TrialSettingsAnswer(
            (sweep.Origin?.DatasetHere ?? spec.DatasetId).Value,
            sweep.DatasetHash,
            spec.MinLikesPerUser,
            spec.MinLikesPerItem,
            spec.HoldOut.K,
            spec.HoldOut.Fraction,
            spec.HoldOut.Share,
            spec.HoldOut.IsLatest,
            spec.TestDatasetId?.Value,
            TrialConfiguration.SeedOf(sweep, trial),
            spec.Ks,
            spec.Metric.Word,
            new GridRequest(
                [hyperparameters.FactorCount],
                [hyperparameters.Regularization],
                [hyperparameters.Alpha],
                hyperparameters.ItemRegularization is { } ofItems ? [ofItems] : null),
            spec.OrderedEpochs,
            spec.Training,
            trial.Best?.Epoch,
            spec.Training.Confidence.Kind == ConfidenceKind.Linear
                ? FormattableString.Invariant($"c = 1 + alpha*d with alpha = {hyperparameters.Alpha:R}; where a library or the post's code uses c = alpha*d, the same for plain likes is alpha = {1 + hyperparameters.Alpha:R}")
                : FormattableString.Invariant($"c = 1 + alpha*log(1 + d/{spec.Training.Confidence.Epsilon:R}) with alpha = {hyperparameters.Alpha:R}"));
    }
}

/// <summary>Trials side by side. metric chose each trial's best epoch; values and seeds are in the order of trials.</summary>
internal sealed record TrialComparisonAnswer(
    string Metric, IReadOnlyList<ComparedTrialAnswer> Trials, IReadOnlyList<SettingAnswer> Settings, IReadOnlyList<MetricRowAnswer> Metrics, IReadOnlyList<SeedSpreadAnswer> Repeats)
{
    public static TrialComparisonAnswer Of(TrialComparison comparison) => new(
        comparison.Metric.Word,
        [.. comparison.Trials.Select(trial => new ComparedTrialAnswer(
            trial.Sweep.Id.Value, trial.Seed, TrialAnswer.Of(trial.Trial, comparison.Metric), trial.Trial.Best?.TrainSeconds))],
        [.. comparison.Settings.Select(row => new SettingAnswer(row.Name, row.Differs, row.Values))],
        [.. comparison.Metrics.Select(row => new MetricRowAnswer(row.Metric.Word, row.Best, row.Values))],
        [.. comparison.Repeats.Select(spread => new SeedSpreadAnswer(
            [.. spread.Seeds.Select(seed => new SeedValueAnswer(seed.Seed, seed.Sweep.Value, seed.Trial.Value, seed.Value))],
            spread.Mean,
            spread.Deviation,
            spread.Test))]);
}

/// <summary>One of the trials; bestValue and bestEpoch are by the metric of the comparison.</summary>
internal sealed record ComparedTrialAnswer(long SweepId, int Seed, TrialAnswer Trial, double? TrainSecondsAtBest);

/// <summary>A setting of every trial in words.</summary>
internal sealed record SettingAnswer(string Name, bool Differs, IReadOnlyList<string> Values);

/// <summary>A metric at each trial's best epoch; best is the best of the values.</summary>
internal sealed record MetricRowAnswer(string Metric, double? Best, IReadOnlyList<double?> Values);

/// <summary>A trial's settings under every seed there is; test is against the first trial's settings, over the seeds both have.</summary>
internal sealed record SeedSpreadAnswer(IReadOnlyList<SeedValueAnswer> Seeds, double? Mean, double? Deviation, PairedTest? Test);

/// <summary>What one seed reached.</summary>
internal sealed record SeedValueAnswer(int Seed, long SweepId, long TrialId, double Value);
