using System.Collections.Immutable;
using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>Between a specification and the texts a person types.</summary>
internal static class SweepDraftTexts
{
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
        [SweepFields.Factors] = NumberList.Text(spec.Grid.Factors),
        [SweepFields.Regularization] = NumberList.Text(spec.Grid.Regularization),
        [SweepFields.ItemRegularization] = NumberList.Text(spec.Grid.ItemRegularization ?? []),
        [SweepFields.Alpha] = NumberList.Text(spec.Grid.Alpha),
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
    };

    private static HoldOut HoldOutOf(SweepDraft draft) => new(
        NumberText.Whole(draft[SweepFields.K], "k"),
        NumberText.Real(draft[SweepFields.Fraction], "Fraction of users"),
        NumberText.Whole(draft[SweepFields.Seed], "Seed"))
    {
        Share = draft[SweepFields.Share].Length == 0 ? null : NumberText.Real(draft[SweepFields.Share], "Share of a user’s likes"),
        IsLatest = draft[SweepFields.Latest] == "true",
    };

    private static Grid GridOf(SweepDraft draft) => new(
        NumberList.Whole(draft[SweepFields.Factors], "Factors"),
        NumberList.Real(draft[SweepFields.Regularization], "Regularization (λ)"),
        NumberList.Real(draft[SweepFields.Alpha], "Alpha (α)"))
    {
        ItemRegularization = NumberList.Real(draft[SweepFields.ItemRegularization], "Regularization of items") is { Count: > 0 } values ? values : null,
    };

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
