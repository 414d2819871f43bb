using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Work;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Web.Api;

/// <summary>A sweep to start. What is left out has the post's value, the grid and the epochs excepted.</summary>
internal sealed record SweepRequest
{
    public long DatasetId { get; init; }

    public int MinLikesPerUser { get; init; } = 5;

    public int MinLikesPerItem { get; init; } = 5;

    public int K { get; init; } = 5;

    public double Fraction { get; init; } = 0.2;

    public int Seed { get; init; }

    public double? Share { get; init; }

    public bool Latest { get; init; }

    public long? TestDatasetId { get; init; }

    public IReadOnlyList<int>? Ks { get; init; }

    public string Metric { get; init; } = "precisionTest";

    public GridRequest? Grid { get; init; }

    public IReadOnlyList<int>? Epochs { get; init; }

    public TrainingSettings? Training { get; init; }

    public SamplingRequest? Sampling { get; init; }

    public int Repeats { get; init; } = 1;

    public PruningPlan? Pruning { get; init; }

    public SweepSpec ToSpec() => new(
        new DatasetId(DatasetId),
        MinLikesPerUser,
        MinLikesPerItem,
        new HoldOut(K, Fraction, Seed) { Share = Share, IsLatest = Latest },
        Lab.Sweeps.Metric.Parse(Metric),
        (Grid ?? GridRequest.None).ToGrid(),
        Epochs ?? [])
    {
        Training = Training ?? TrainingSettings.Default,
        Sampling = (Sampling ?? SamplingRequest.EveryCombination).ToPlan(),
        Repeats = Repeats,
        Pruning = Pruning ?? PruningPlan.None,
        Ks = Ks ?? [],
        TestDatasetId = TestDatasetId is { } test ? new DatasetId(test) : null,
    };
}

/// <summary>A grid point.</summary>
internal sealed record HyperparametersAnswer(int Factors, double Regularization, double? ItemRegularization, double Alpha)
{
    public static HyperparametersAnswer Of(Hyperparameters hyperparameters) =>
        new(hyperparameters.FactorCount, hyperparameters.Regularization, hyperparameters.ItemRegularization, hyperparameters.Alpha);
}

/// <summary>
/// A sweep. trials is left out in lists; secondsLeft is null while nothing is measured; share and testDatasetId are null when k random or
/// latest likes are held out; trialsAtOnce is 0 when the settings decide; queuePlace is 0 when it is not queued; note is about the split,
/// remarks are a person's; baseline is what recommending popular items reaches, empty before the first trial; imported is null unless the
/// sweep came in a replay bundle.
/// </summary>
internal sealed record SweepAnswer(
    long Id,
    long DatasetId,
    string DatasetName,
    WorkState State,
    string Message,
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
    SamplingRequest Sampling,
    int Repeats,
    PruningPlan Pruning,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int TrialCount,
    int TrialsFinished,
    long PointCount,
    int PointsDone,
    double? SecondsLeft,
    long? BestTrialId,
    int TrialsAtOnce,
    int Priority,
    int QueuePlace,
    string Remarks,
    string Note,
    IReadOnlyList<MetricsAnswer> Baseline,
    ImportedAnswer? Imported,
    IReadOnlyList<TrialAnswer>? Trials)
{
    public static SweepAnswer Of(Sweep sweep) => Of(sweep, trials: null, atOnce: 1);

    public static SweepAnswer Of(Sweep sweep, IReadOnlyList<Trial>? trials, int atOnce) => new(
        sweep.Id.Value,
        sweep.Spec.DatasetId.Value,
        sweep.DatasetName,
        sweep.State,
        sweep.Message,
        sweep.Spec.MinLikesPerUser,
        sweep.Spec.MinLikesPerItem,
        sweep.Spec.HoldOut.K,
        sweep.Spec.HoldOut.Fraction,
        sweep.Spec.HoldOut.Share,
        sweep.Spec.HoldOut.IsLatest,
        sweep.Spec.TestDatasetId?.Value,
        sweep.Spec.HoldOut.Seed,
        sweep.Spec.Ks,
        sweep.Spec.Metric.Word,
        GridRequest.Of(sweep.Spec.Grid),
        sweep.Spec.OrderedEpochs,
        sweep.Spec.Training,
        SamplingRequest.Of(sweep.Spec.Sampling),
        sweep.Spec.Repeats,
        sweep.Spec.Pruning,
        sweep.CreatedAt,
        sweep.StartedAt,
        sweep.FinishedAt,
        sweep.TrialCount,
        sweep.TrialsFinished,
        sweep.PointCount,
        sweep.PointsDone,
        trials is null ? null : TimeLeft.Of(sweep, trials, atOnce)?.TotalSeconds,
        trials is null ? null : sweep.Spec.Metric.BestOf(trials)?.Id.Value,
        sweep.TrialsAtOnce,
        sweep.Priority,
        sweep.QueuePlace,
        sweep.Remarks,
        sweep.Note,
        MetricsAnswer.Of(sweep.Baseline),
        ImportedAnswer.Of(sweep),
        trials is null ? null : [.. trials.Select(trial => TrialAnswer.Of(trial, sweep.Spec.Metric))]);
}

/// <summary>
/// Where a read-only sweep comes from: its id and the program's version there, and the hash of its dataset's content. datasetHere is a dataset of
/// this server with the same content, null when there is none; the sweep's own datasetId names no dataset.
/// </summary>
internal sealed record ImportedAnswer(long SweepId, string Version, string DatasetHash, long? DatasetHere, DateTimeOffset ExportedAt, DateTimeOffset ImportedAt)
{
    public static ImportedAnswer? Of(Sweep sweep) => sweep.Origin is { } origin
        ? new(origin.SweepId, origin.Version, sweep.DatasetHash, origin.DatasetHere?.Value, origin.ExportedAt, origin.ImportedAt)
        : null;
}

/// <summary>All sweeps, newest first.</summary>
internal sealed record SweepListAnswer(IReadOnlyList<SweepAnswer> Sweeps);

/// <summary>A trial. bestValue is of the sweep's metric over the whole curve, bestEpoch the earliest epoch that has it. seed is null where the trial has the sweep's; generation is which call of the sampler proposed it.</summary>
internal sealed record TrialAnswer(
    long Id,
    int Number,
    HyperparametersAnswer Hyperparameters,
    int? Seed,
    int? Generation,
    WorkState State,
    string Message,
    double? BestValue,
    int? BestEpoch,
    int LastEpoch,
    double Seconds,
    string Remarks)
{
    public static TrialAnswer Of(Trial trial, Metric metric) => new(
        trial.Id.Value,
        trial.Number,
        HyperparametersAnswer.Of(trial.Hyperparameters),
        trial.Seed,
        trial.Generation,
        trial.State,
        trial.Message,
        metric.ValueOf(trial),
        trial.Best?.Epoch,
        trial.LastEpoch,
        trial.Seconds,
        trial.Remarks);
}

/// <summary>
/// A measured epoch of a trial. The precisions are at the main k; precisionTestUnseen leaves out training likes. metrics has one entry for
/// each k, and none for points stored by an earlier version. neighbourStability is null at a trial's first point, and for those too.
/// </summary>
internal sealed record PointAnswer(
    long Cursor,
    long TrialId,
    int Epoch,
    double PrecisionTrain,
    double PrecisionTest,
    double PrecisionTestUnseen,
    double MseTrain,
    double MseTest,
    double TrainSeconds,
    double EvaluationSeconds,
    double? NeighbourStability,
    IReadOnlyList<MetricsAnswer> Metrics)
{
    public static PointAnswer Of(StoredPoint stored) => new(
        stored.Cursor,
        stored.TrialId.Value,
        stored.Point.Epoch,
        stored.Point.PrecisionTrain,
        stored.Point.PrecisionTest,
        stored.Point.PrecisionTestUnseen,
        stored.Point.MseTrain,
        stored.Point.MseTest,
        stored.Point.TrainSeconds,
        stored.Point.EvaluationSeconds,
        stored.Point.NeighbourStability,
        MetricsAnswer.Of(stored.Point.Ranking));
}

/// <summary>Points in order of cursor. Ask again with after = the last cursor.</summary>
internal sealed record PointsAnswer(IReadOnlyList<PointAnswer> Points);
