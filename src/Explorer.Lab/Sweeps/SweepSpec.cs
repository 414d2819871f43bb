using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps;

/// <summary>What the person asked for.</summary>
/// <param name="DatasetId">What to train on.</param>
/// <param name="MinLikesPerUser">Threshold for users, 0 or more.</param>
/// <param name="MinLikesPerItem">Threshold for items, 0 or more.</param>
/// <param name="HoldOut">The split; its seed also draws the start factors.</param>
/// <param name="Metric">Decides which trial is best.</param>
/// <param name="Grid">The values to combine.</param>
/// <param name="Epochs">The epochs to measure at, each 1 or more; the last one is where a trial ends.</param>
public sealed record SweepSpec(
    DatasetId DatasetId,
    int MinLikesPerUser,
    int MinLikesPerItem,
    HoldOut HoldOut,
    Metric Metric,
    Grid Grid,
    IReadOnlyList<int> Epochs)
{
    /// <summary>The largest k that can be measured at.</summary>
    public const int MaxK = 1000;

    /// <summary>How many k can be measured at.</summary>
    public const int MaxKs = 10;

    /// <summary>The most repeats of a combination.</summary>
    public const int MaxRepeats = 100;

    /// <summary>What all trials share beside their hyperparameters; a sweep stored before there was a choice has the defaults.</summary>
    public TrainingSettings Training { get; init; } = TrainingSettings.Default;

    /// <summary>The k to measure at, distinct, each 1 … <see cref="MaxK"/>; the first one is the main k. The hold-out's k when none are given.</summary>
    public IReadOnlyList<int> Ks { get => field is { Count: > 0 } ? [.. field.Distinct()] : [HoldOut.K]; init; } = [];

    /// <summary>
    /// A dataset whose likes of known users and items are tested with, see <see cref="TestFile"/>; of the hold-out only the seed is used then.
    /// Null holds out likes of the dataset itself.
    /// </summary>
    public DatasetId? TestDatasetId { get; init; }

    /// <summary>Which of the grid's combinations are tried; all of them in a sweep stored before there was a choice.</summary>
    public SamplingPlan Sampling { get; init; } = SamplingPlan.EveryCombination;

    /// <summary>
    /// How often each combination is trained, 1 … <see cref="MaxRepeats"/>: with the hold-out's seed, the one after it, and so on. Each repeat is a
    /// trial with a split and start factors of its own.
    /// </summary>
    public int Repeats { get; init; } = 1;

    /// <summary>When trials are given up.</summary>
    public PruningPlan Pruning { get; init; } = PruningPlan.None;

    /// <summary>The epochs at which the post measures: 2, 4, …, 38.</summary>
    public static IReadOnlyList<int> PostEpochs { get; } = [.. Enumerable.Range(1, 19).Select(half => 2 * half)];

    /// <summary>How many combinations are tried; never more than there are.</summary>
    public long ConfigurationCount => Sampling.Kind == SamplerKind.Grid ? Grid.Count : Math.Min(Sampling.Trials, SearchSpace.Of(Grid).Count ?? long.MaxValue);

    /// <summary>How many trials it takes.</summary>
    public long TrialCount => checked(ConfigurationCount * Repeats);

    /// <summary>How many points it gives; at most, when trials are pruned.</summary>
    public long PointCount => checked(TrialCount * OrderedEpochs.Count);

    /// <summary>The measured epochs, ascending and distinct.</summary>
    public IReadOnlyList<int> OrderedEpochs => [.. Epochs.Distinct().Order()];

    /// <summary>A sweep that shows something within a minute.</summary>
    public static SweepSpec Small(DatasetId dataset) =>
        new(dataset, 5, 5, new HoldOut(5, 0.2, 0), Metric.PrecisionTest, Grid.Small, [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);

    /// <summary>The post's full grid.</summary>
    public static SweepSpec Post(DatasetId dataset) => Small(dataset) with { Grid = Grid.Post, Epochs = PostEpochs };

    /// <summary>Checks everything that can be checked without the dataset.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it and what is allowed.</exception>
    public void Validate(SweepOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireThreshold(MinLikesPerUser, "minLikesPerUser");
        RequireThreshold(MinLikesPerItem, "minLikesPerItem");
        HoldOut.RequireNumbers();
        RequireKs();
        Metric.RequireMeasured(Ks);
        if (TestDatasetId == DatasetId)
        {
            throw new ExplorerException($"Test file: dataset {DatasetId} cannot be tested with its own likes. Choose another dataset, or a hold-out.");
        }

        Grid.Validate();
        Sampling.Validate();
        Training.Validate();
        RequireEpochs(options);
        Pruning.Validate();
        RequireRoom(options);
    }

    private void RequireRoom(SweepOptions options)
    {
        if (Repeats is < 1 or > MaxRepeats)
        {
            throw new ExplorerException($"Repeats: {Repeats} is out of range. Use 1 to {MaxRepeats} seeds for each combination.");
        }

        if (TrialCount > options.MaxTrials)
        {
            throw new ExplorerException(string.Create(CultureInfo.InvariantCulture,
                $"The grid has {TrialCount:N0} trials; at most {options.MaxTrials:N0} are allowed. Give fewer values, or raise the setting Sweeps:MaxTrials."));
        }

        if (Pruning.Halving is not null && Pruning.RungsOf(OrderedEpochs) is [])
        {
            throw new ExplorerException("Successive halving: it cuts at measured epochs before the last one, and there is none. Measure at more epochs.");
        }
    }

    private static void RequireThreshold(int value, string name)
    {
        if (value < 0)
        {
            throw new ExplorerException($"{name}: {value} is negative. Use 0 for no threshold, or a positive number.");
        }
    }

    private void RequireKs()
    {
        if (Ks.Count > MaxKs)
        {
            throw new ExplorerException($"ks: {Ks.Count} values are too many. Measure at {MaxKs} or fewer.");
        }

        foreach (var k in Ks.Where(k => k is < 1 or > MaxK))
        {
            throw new ExplorerException($"ks: {k} is out of range. Measure at whole numbers from 1 to {MaxK}.");
        }
    }

    private void RequireEpochs(SweepOptions options)
    {
        if (Epochs is null or [])
        {
            throw new ExplorerException("Epochs: none are given. Give at least one epoch to measure at, for example 2, 4, 8, 16.");
        }

        foreach (var epoch in Epochs)
        {
            if (epoch < 1 || epoch > options.MaxEpochs)
            {
                throw new ExplorerException(
                    $"Epochs: {epoch} is out of range. Use whole numbers from 1 to {options.MaxEpochs} (setting Sweeps:MaxEpochs).");
            }
        }
    }
}
