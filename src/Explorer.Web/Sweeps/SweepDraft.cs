using System.Collections.Immutable;
using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace Explorer.Web.Sweeps;

/// <summary>A sweep being set up: every number is still the text that was typed. Lives in the address, so that a reload loses nothing.</summary>
public sealed class SweepDraft : IEquatable<SweepDraft>
{
    /// <summary>Texts by <see cref="SweepFields"/>; every field has one.</summary>
    private readonly ImmutableSortedDictionary<string, string> _texts;

    private SweepDraft(DatasetId dataset, Metric metric, ImmutableSortedDictionary<string, string> texts) =>
        (Dataset, Metric, _texts) = (dataset, metric, texts);

    /// <summary>What to train on.</summary>
    public DatasetId Dataset { get; }

    /// <summary>Decides which trial is best.</summary>
    public Metric Metric { get; }

    /// <summary>The text of a field as typed.</summary>
    /// <param name="field">One of <see cref="SweepFields"/>.</param>
    public string this[string field] => _texts[field];

    /// <summary>The draft that shows a finished specification.</summary>
    public static SweepDraft Of(SweepSpec spec) => new(spec.DatasetId, spec.Metric, TextsOf(spec));

    /// <summary>The draft in a query; what it leaves out or garbles is as in a small sweep.</summary>
    /// <param name="fallback">The dataset when the query names none.</param>
    public static SweepDraft FromQuery(string query, DatasetId fallback)
    {
        var values = QueryHelpers.ParseQuery(query);
        var usual = Of(SweepSpec.Small(fallback));
        return new SweepDraft(
            long.TryParse(Text("dataset"), CultureInfo.InvariantCulture, out var dataset) ? new DatasetId(dataset) : fallback,
            Enum.TryParse<Metric>(Text("metric"), ignoreCase: true, out var metric) && Enum.IsDefined(metric) ? metric : usual.Metric,
            usual._texts.ToImmutableSortedDictionary(
                usualText => usualText.Key,
                usualText => Text(usualText.Key) is { } text && (NumberText.IsNumber(text) || !SweepFields.IsNumber(usualText.Key))
                    ? text
                    : usualText.Value));

        string? Text(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The query that gives this draft again.</summary>
    public string ToQuery() => QueryString.Create(
        new Dictionary<string, string?>(_texts.Select(text => KeyValuePair.Create(text.Key, (string?)text.Value)))
        {
            ["dataset"] = Dataset.ToString(),
            ["metric"] = Metric.Word(),
        }).ToString();

    /// <summary>The same draft with another text in a field.</summary>
    public SweepDraft With(string field, string text) => new(Dataset, Metric, _texts.SetItem(field, text));

    /// <summary>The same draft with another dataset.</summary>
    public SweepDraft With(DatasetId dataset) => new(dataset, Metric, _texts);

    /// <summary>The same draft with another metric.</summary>
    public SweepDraft With(Metric metric) => new(Dataset, metric, _texts);

    /// <summary>The same draft with another grid and epochs.</summary>
    public SweepDraft WithGridOf(SweepSpec spec)
    {
        var other = TextsOf(spec);
        string[] grid = [SweepFields.Factors, SweepFields.Regularization, SweepFields.Alpha, SweepFields.Epochs];
        return new SweepDraft(Dataset, Metric, _texts.SetItems(grid.Select(field => KeyValuePair.Create(field, other[field]))));
    }

    /// <summary>The specification.</summary>
    /// <exception cref="ExplorerException">A field holds something that is no number; the message names it.</exception>
    public SweepSpec ToSpec() => new(
        Dataset,
        NumberText.Whole(this[SweepFields.MinLikesPerUser], "Likes per user"),
        NumberText.Whole(this[SweepFields.MinLikesPerItem], "Likes per item"),
        new HoldOut(
            NumberText.Whole(this[SweepFields.K], "k"),
            NumberText.Real(this[SweepFields.Fraction], "Fraction of users"),
            NumberText.Whole(this[SweepFields.Seed], "Seed")),
        Metric,
        new Grid(
            NumberList.Whole(this[SweepFields.Factors], "Factors"),
            NumberList.Real(this[SweepFields.Regularization], "Regularization (λ)"),
            NumberList.Real(this[SweepFields.Alpha], "Alpha (α)")),
        NumberList.Whole(this[SweepFields.Epochs], "Epochs"));

    /// <inheritdoc/>
    public bool Equals(SweepDraft? other) =>
        other is not null && Dataset == other.Dataset && Metric == other.Metric && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SweepDraft);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dataset, Metric, this[SweepFields.Factors], this[SweepFields.Alpha]);

    private static ImmutableSortedDictionary<string, string> TextsOf(SweepSpec spec) => new Dictionary<string, string>
    {
        [SweepFields.MinLikesPerUser] = NumberText.Of(spec.MinLikesPerUser),
        [SweepFields.MinLikesPerItem] = NumberText.Of(spec.MinLikesPerItem),
        [SweepFields.K] = NumberText.Of(spec.HoldOut.K),
        [SweepFields.Fraction] = NumberText.Of(spec.HoldOut.Fraction),
        [SweepFields.Seed] = NumberText.Of(spec.HoldOut.Seed),
        [SweepFields.Factors] = NumberList.Text(spec.Grid.Factors),
        [SweepFields.Regularization] = NumberList.Text(spec.Grid.Regularization),
        [SweepFields.Alpha] = NumberList.Text(spec.Grid.Alpha),
        [SweepFields.Epochs] = NumberList.Text(spec.Epochs),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
