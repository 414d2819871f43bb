using System.Collections.Immutable;
using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>Between a specification and the texts a person types.</summary>
internal static class SweepDraftTexts
{
    /// <summary>Combinations to try when a sampler that draws is first chosen.</summary>
    private const int UsualTrials = 30;

    /// <summary>The texts that give a specification again.</summary>
    public static ImmutableSortedDictionary<string, string> Of(SweepSpec spec) => new Dictionary<string, string>
    {
        [SweepFields.MinLikesPerUser] = NumberText.Of(spec.MinLikesPerUser),
        [SweepFields.MinLikesPerItem] = NumberText.Of(spec.MinLikesPerItem),
        [SweepFields.K] = NumberText.Of(spec.HoldOut.K),
        [SweepFields.Fraction] = NumberText.Of(spec.HoldOut.Fraction),
        [SweepFields.Seed] = NumberText.Of(spec.HoldOut.Seed),
        [SweepFields.Share] = spec.HoldOut.Share is { } share ? NumberText.Of(share) : "",
        [SweepFields.Latest] = spec.HoldOut.IsLatest ? "true" : "",
        [SweepFields.TestDataset] = spec.TestDatasetId?.ToString() ?? "",
        [SweepFields.Ks] = spec.Ks is [var only] && only == spec.HoldOut.K ? "" : NumberList.Text(spec.Ks),
        [SweepFields.Factors] = spec.Grid.Ranges.Factors is { } factors ? AxisText.Of(factors) : NumberList.Text(spec.Grid.Factors),
        [SweepFields.Regularization] = TextOf(spec.Grid.Regularization, spec.Grid.Ranges.Regularization),
        [SweepFields.ItemRegularization] = TextOf(spec.Grid.ItemRegularization ?? [], spec.Grid.Ranges.ItemRegularization),
        [SweepFields.Alpha] = TextOf(spec.Grid.Alpha, spec.Grid.Ranges.Alpha),
        [SweepFields.Sampler] = spec.Sampling.Kind.ToString().ToLowerInvariant(),
        [SweepFields.Trials] = NumberText.Of(spec.Sampling.Trials > 0 ? spec.Sampling.Trials : UsualTrials),
        [SweepFields.Generation] = NumberText.Of(spec.Sampling.Generation),
        [SweepFields.Repeats] = NumberText.Of(spec.Repeats),
        [SweepFields.Patience] = spec.Pruning.Patience is { } patience ? NumberText.Of(patience) : "",
        [SweepFields.Pruner] = spec.Pruning.Median is not null ? SweepFields.MedianPruner : spec.Pruning.Halving is not null ? SweepFields.HalvingPruner : SweepFields.NoPruner,
        [SweepFields.WarmUpTrials] = NumberText.Of((spec.Pruning.Median ?? new()).WarmUpTrials),
        [SweepFields.WarmUpEvaluations] = NumberText.Of((spec.Pruning.Median ?? new()).WarmUpEvaluations),
        [SweepFields.Eta] = NumberText.Of((spec.Pruning.Halving ?? new()).Eta),
        [SweepFields.Cuts] = NumberText.Of((spec.Pruning.Halving ?? new()).Cuts),
        [SweepFields.Epochs] = NumberList.Text(spec.Epochs),
        [SweepFields.Confidence] = spec.Training.Confidence.Kind.ToString().ToLowerInvariant(),
        [SweepFields.Epsilon] = NumberText.Of(spec.Training.Confidence.Epsilon),
        [SweepFields.FrequencyExponent] = NumberText.Of(spec.Training.FrequencyExponent),
        [SweepFields.FrequencyOffset] = NumberText.Of(spec.Training.FrequencyOffset),
        [SweepFields.StartScale] = NumberText.Of(spec.Training.StartScale),
        [SweepFields.Tolerance] = NumberText.Of(spec.Training.Tolerance),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The specification.</summary>
    /// <exception cref="ExplorerException">A field holds something that cannot be read; the message names it.</exception>
    public static SweepSpec ToSpec(SweepDraft draft) => new(
        draft.Dataset,
        NumberText.Whole(draft[SweepFields.MinLikesPerUser], "Likes per user"),
        NumberText.Whole(draft[SweepFields.MinLikesPerItem], "Likes per item"),
        HoldOutOf(draft),
        draft.Metric,
        GridOf(draft),
        NumberList.Whole(draft[SweepFields.Epochs], "Epochs"))
    {
        Ks = NumberList.Whole(draft[SweepFields.Ks], "k to measure at"),
        TestDatasetId = long.TryParse(draft[SweepFields.TestDataset], CultureInfo.InvariantCulture, out var test) ? new DatasetId(test) : null,
        Training = TrainingOf(draft),
        Sampling = SamplingOf(draft),
        Repeats = NumberText.Whole(draft[SweepFields.Repeats], "Seeds for each combination"),
        Pruning = PruningOf(draft),
    };

    private static HoldOut HoldOutOf(SweepDraft draft) => new(
        NumberText.Whole(draft[SweepFields.K], "k"),
        NumberText.Real(draft[SweepFields.Fraction], "Fraction of users"),
        NumberText.Whole(draft[SweepFields.Seed], "Seed"))
    {
        Share = draft[SweepFields.Share].Length == 0 ? null : NumberText.Real(draft[SweepFields.Share], "Share of a user’s likes"),
        IsLatest = draft[SweepFields.Latest] == "true",
    };

    private static Grid GridOf(SweepDraft draft)
    {
        var ranges = new GridRanges
        {
            Factors = AxisText.RangeOf(draft[SweepFields.Factors], "Factors", isWhole: true),
            Regularization = AxisText.RangeOf(draft[SweepFields.Regularization], "Regularization (λ)", isWhole: false),
            ItemRegularization = AxisText.RangeOf(draft[SweepFields.ItemRegularization], "Regularization of items", isWhole: false),
            Alpha = AxisText.RangeOf(draft[SweepFields.Alpha], "Alpha (α)", isWhole: false),
        };
        var lists = new Grid(
            ranges.Factors is null ? NumberList.Whole(draft[SweepFields.Factors], "Factors") : [],
            ListOf(SweepFields.Regularization, ranges.Regularization, "Regularization (λ)"),
            ListOf(SweepFields.Alpha, ranges.Alpha, "Alpha (α)"))
        {
            ItemRegularization = ListOf(SweepFields.ItemRegularization, ranges.ItemRegularization, "Regularization of items") is { Count: > 0 } values ? values : null,
        };
        return lists.WithRanges(ranges);

        IReadOnlyList<double> ListOf(string field, SearchRange? range, string name) => range is null ? NumberList.Real(draft[field], name) : [];
    }

    // What the chosen sampler and pruner do not use is not read either: a number typed for another one must not be in the way.
    private static SamplingPlan SamplingOf(SweepDraft draft) => draft[SweepFields.Sampler] switch
    {
        SweepFields.GridSampler => SamplingPlan.EveryCombination,
        SweepFields.RandomSampler => new SamplingPlan(SamplerKind.Random, TrialsOf(draft)),
        SweepFields.ModelSampler => new SamplingPlan(SamplerKind.Model, TrialsOf(draft)) { Generation = NumberText.Whole(draft[SweepFields.Generation], "Proposed at once") },
        var other => throw new ExplorerException($"Sampler: “{other}” is not known. Choose {string.Join(", ", SweepFields.Samplers)}."),
    };

    private static int TrialsOf(SweepDraft draft) => NumberText.Whole(draft[SweepFields.Trials], "Combinations to try");

    private static PruningPlan PruningOf(SweepDraft draft) => !SweepFields.Pruners.Contains(draft[SweepFields.Pruner])
        ? throw new ExplorerException($"Compare trials: “{draft[SweepFields.Pruner]}” is not known. Choose {string.Join(", ", SweepFields.Pruners)}.")
        : new()
    {
        Patience = draft[SweepFields.Patience].Trim().Length == 0 ? null : NumberText.Whole(draft[SweepFields.Patience], "Patience"),
        Median = draft[SweepFields.Pruner] != SweepFields.MedianPruner ? null : new MedianRule(
            NumberText.Whole(draft[SweepFields.WarmUpTrials], "Finished trials first"), NumberText.Whole(draft[SweepFields.WarmUpEvaluations], "Evaluations first")),
        Halving = draft[SweepFields.Pruner] != SweepFields.HalvingPruner ? null : new HalvingRule(
            NumberText.Whole(draft[SweepFields.Eta], "η"), NumberText.Whole(draft[SweepFields.Cuts], "Cuts")),
    };

    private static string TextOf(IReadOnlyList<double> values, SearchRange? range) => range is null ? NumberList.Text(values) : AxisText.Of(range);

    private static TrainingSettings TrainingOf(SweepDraft draft) => new()
    {
        Confidence = new Confidence(
            Enum.TryParse<ConfidenceKind>(draft[SweepFields.Confidence], ignoreCase: true, out var kind) && Enum.IsDefined(kind)
                ? kind
                : throw new ExplorerException($"Confidence: “{draft[SweepFields.Confidence]}” is not known. Choose linear or logarithmic."),
            NumberText.Real(draft[SweepFields.Epsilon], "ε")),
        FrequencyExponent = NumberText.Real(draft[SweepFields.FrequencyExponent], "ν"),
        FrequencyOffset = NumberText.Real(draft[SweepFields.FrequencyOffset], "α₀"),
        StartScale = NumberText.Real(draft[SweepFields.StartScale], "Start scale"),
        Tolerance = NumberText.Real(draft[SweepFields.Tolerance], "Tolerance"),
    };
}
