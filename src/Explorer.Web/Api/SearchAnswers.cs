using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Estimates;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Api;

/// <summary>
/// The values to combine; each hyperparameter needs a list with at least one value or a range, λ of items excepted: without, items take the users' λ.
/// A range under ranges takes the place of the list of the same name.
/// </summary>
internal sealed record GridRequest(
    IReadOnlyList<int>? Factors, IReadOnlyList<double>? Regularization, IReadOnlyList<double>? Alpha, IReadOnlyList<double>? ItemRegularization = null)
{
    public static GridRequest None { get; } = new(null, null, null);

    /// <summary>A grid takes the steps of a range; the other samplers draw anywhere in it.</summary>
    public GridRanges? Ranges { get; init; }

    public static GridRequest Of(Grid grid) =>
        new(grid.Factors, grid.Regularization, grid.Alpha, grid.ItemRegularization) { Ranges = grid.Ranges };

    public Grid ToGrid() =>
        new Grid(Factors ?? [], Regularization ?? [], Alpha ?? []) { ItemRegularization = ItemRegularization }.WithRanges(Ranges ?? GridRanges.None);
}

/// <summary>kind is grid, random or model. trials is how many combinations to try, which a grid ignores; generation how many the model proposes at once.</summary>
internal sealed record SamplingRequest
{
    public static SamplingRequest EveryCombination { get; } = new();

    public string Kind { get; init; } = "grid";

    public int Trials { get; init; }

    public int Generation { get; init; } = SamplingPlan.EveryCombination.Generation;

    public static SamplingRequest Of(SamplingPlan plan) =>
        new() { Kind = plan.Kind.ToString().ToLowerInvariant(), Trials = plan.Trials, Generation = plan.Generation };

    public SamplingPlan ToPlan() => Enum.TryParse<SamplerKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
        ? new SamplingPlan(kind, Trials) { Generation = Generation }
        : throw new Recommender.ExplorerException($"sampling.kind: “{Kind}” is not known. Use grid, random or model.");
}

/// <summary>
/// What a sweep would train and test on, and what it would take. seconds is an estimate; basis says what it rests on: sameData, otherData or reference.
/// memoryBytes is of the largest trial beside the likes; trialsAtOnce is 0 when not even one fits.
/// </summary>
internal sealed record PlanAnswer(
    long ConfigurationCount,
    long TrialCount,
    long PointCount,
    int Users,
    int Items,
    int Likes,
    int TestUsers,
    int EligibleUsers,
    int TrialsAtOnce,
    long SplitBytes,
    long MemoryBytes,
    double Seconds,
    EstimateBasis Basis,
    string Note)
{
    public static PlanAnswer Of(SweepSpec spec, SweepPlan plan) => new(
        spec.ConfigurationCount,
        spec.TrialCount,
        spec.PointCount,
        plan.Users,
        plan.Items,
        plan.Likes,
        plan.TestUsers,
        plan.EligibleUsers,
        plan.Memory.TrialsAtOnce,
        plan.Memory.SplitBytes,
        plan.Memory.TrialBytes,
        plan.Estimate.Duration.TotalSeconds,
        plan.Estimate.Basis,
        plan.Note);
}

/// <summary>A combination over its repeats, completed or stopped by patience. standardDeviation has n − 1 below and is null with one seed.</summary>
internal sealed record ConfigurationAnswer(
    HyperparametersAnswer Hyperparameters, double Mean, double? StandardDeviation, int Seeds, IReadOnlyList<long> TrialIds)
{
    public static ConfigurationAnswer Of(RepeatGroup group) => new(
        HyperparametersAnswer.Of(group.Hyperparameters), group.Mean, group.StandardDeviation, group.Count, [.. group.Trials.Select(trial => trial.Id.Value)]);
}

/// <summary>Combinations of a sweep with a completed trial, or one that patience stopped, the best mean first.</summary>
internal sealed record ConfigurationsAnswer(IReadOnlyList<ConfigurationAnswer> Configurations);
