using System.Collections.Immutable;
using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace Explorer.Web.Sweeps;

/// <summary>A sweep being set up: every number is still the text that was typed. Lives in the address, so that a reload loses nothing.</summary>
public sealed class SweepDraft : IEquatable<SweepDraft>
{
    private static readonly ImmutableSortedDictionary<string, string> s_usual = SweepDraftTexts.Of(SweepSpec.Small(default));

    /// <summary>Texts by <see cref="SweepFields"/>; every field has one.</summary>
    private readonly ImmutableSortedDictionary<string, string> _texts;

    private SweepDraft(DatasetId dataset, Metric metric, ImmutableSortedDictionary<string, string> texts) =>
        (Dataset, Metric, _texts) = (dataset, metric, texts);

    /// <summary>What to train on.</summary>
    public DatasetId Dataset { get; }

    /// <summary>Decides which trial is best.</summary>
    public Metric Metric { get; }

    /// <summary>The k that metrics without one are at, as far as the text can be read.</summary>
    public int MainK =>
        int.TryParse(this[SweepFields.Ks].Split(',', ' ')[0], CultureInfo.InvariantCulture, out var k)
        || int.TryParse(this[SweepFields.K], CultureInfo.InvariantCulture, out k) ? k : SweepSpec.Small(default).HoldOut.K;

    /// <summary>Whether a setting of the training, or the k to measure at, is not the usual one.</summary>
    public bool HasRareTraining => _texts.Any(text =>
        SweepFields.IsRare(text.Key) && !SweepFields.IsSearch(text.Key)
        && text.Key is not (SweepFields.Share or SweepFields.Latest or SweepFields.TestDataset) && text.Value != s_usual[text.Key]);

    /// <summary>Whether its sampler draws from ranges, rather than trying every combination of their steps.</summary>
    public bool IsDrawn => this[SweepFields.Sampler] != SweepFields.GridSampler;

    /// <summary>The text of a field as typed.</summary>
    /// <param name="field">One of <see cref="SweepFields"/>.</param>
    public string this[string field] => _texts[field];

    /// <summary>The draft that shows a finished specification.</summary>
    public static SweepDraft Of(SweepSpec spec) => new(spec.DatasetId, spec.Metric, SweepDraftTexts.Of(spec));

    /// <summary>The draft in a query; what it leaves out or garbles is as in a small sweep.</summary>
    /// <param name="fallback">The dataset when the query names none.</param>
    public static SweepDraft FromQuery(string query, DatasetId fallback)
    {
        var values = QueryHelpers.ParseQuery(query);
        var usual = Of(SweepSpec.Small(fallback));
        return new SweepDraft(
            long.TryParse(Text("dataset"), CultureInfo.InvariantCulture, out var dataset) ? new DatasetId(dataset) : fallback,
            Metric.TryParse(Text("metric"), out var metric) ? metric : usual.Metric,
            usual._texts.ToImmutableSortedDictionary(
                usualText => usualText.Key,
                usualText => Text(usualText.Key) is { } text && (NumberText.IsNumber(text) || !SweepFields.IsNumber(usualText.Key))
                    ? text
                    : usualText.Value));

        string? Text(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The query that gives this draft again.</summary>
    public string ToQuery() => QueryString.Create(
        new Dictionary<string, string?>(_texts.Where(IsTold).Select(text => KeyValuePair.Create(text.Key, (string?)text.Value)))
        {
            ["dataset"] = Dataset.ToString(),
            ["metric"] = Metric.Word,
        }).ToString();

    /// <summary>The same draft with another text in a field.</summary>
    public SweepDraft With(string field, string text) => new(Dataset, Metric, _texts.SetItem(field, text));

    /// <summary>The same draft with another dataset.</summary>
    public SweepDraft With(DatasetId dataset) => new(dataset, Metric, _texts);

    /// <summary>The same draft with another metric.</summary>
    public SweepDraft With(Metric metric) => new(Dataset, metric, _texts);

    /// <summary>The same draft with another grid and epochs, every combination to be tried.</summary>
    public SweepDraft WithGridOf(SweepSpec spec)
    {
        var other = SweepDraftTexts.Of(spec);
        string[] grid = [SweepFields.Factors, SweepFields.Regularization, SweepFields.ItemRegularization, SweepFields.Alpha, SweepFields.Epochs, SweepFields.Sampler];
        return new SweepDraft(Dataset, Metric, _texts.SetItems(grid.Select(field => KeyValuePair.Create(field, other[field]))));
    }

    /// <summary>The specification.</summary>
    /// <exception cref="ExplorerException">A field holds something that is no number; the message names it.</exception>
    public SweepSpec ToSpec() => SweepDraftTexts.ToSpec(this);

    /// <inheritdoc/>
    public bool Equals(SweepDraft? other) =>
        other is not null && Dataset == other.Dataset && Metric == other.Metric && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SweepDraft);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dataset, Metric, this[SweepFields.Factors], this[SweepFields.Alpha]);

    private static bool IsTold(KeyValuePair<string, string> text) => !SweepFields.IsRare(text.Key) || text.Value != s_usual[text.Key];
}
