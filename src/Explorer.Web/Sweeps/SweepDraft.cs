using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.AspNetCore.WebUtilities;

namespace Explorer.Web.Sweeps;

/// <summary>A sweep being set up: its lists are still the text that was typed. Lives in the address, so that a reload loses nothing.</summary>
/// <param name="Factors">Values of f as typed.</param>
/// <param name="Regularization">Values of λ as typed.</param>
/// <param name="Alpha">Values of α as typed.</param>
/// <param name="Epochs">Measured epochs as typed.</param>
public sealed record SweepDraft(
    DatasetId Dataset,
    int MinLikesPerUser,
    int MinLikesPerItem,
    int K,
    double Fraction,
    int Seed,
    Metric Metric,
    string Factors,
    string Regularization,
    string Alpha,
    string Epochs)
{
    /// <summary>The k to measure at as typed; empty for <see cref="K"/> alone.</summary>
    public string Ks { get; init; } = "";

    /// <summary>See <see cref="HoldOut.Share"/>.</summary>
    public double? Share { get; init; }

    /// <summary>See <see cref="HoldOut.IsLatest"/>.</summary>
    public bool IsLatest { get; init; }

    /// <summary>See <see cref="SweepSpec.TestDatasetId"/>.</summary>
    public DatasetId? TestDataset { get; init; }

    /// <summary>The k that metrics without one are at, as far as the text can be read.</summary>
    public int MainK => int.TryParse(Ks.Split(',', ' ')[0], CultureInfo.InvariantCulture, out var k) ? k : K;

    /// <summary>The draft that shows a finished specification.</summary>
    public static SweepDraft Of(SweepSpec spec) => new(
        spec.DatasetId,
        spec.MinLikesPerUser,
        spec.MinLikesPerItem,
        spec.HoldOut.K,
        spec.HoldOut.Fraction,
        spec.HoldOut.Seed,
        spec.Metric,
        NumberList.Text(spec.Grid.Factors),
        NumberList.Text(spec.Grid.Regularization),
        NumberList.Text(spec.Grid.Alpha),
        NumberList.Text(spec.Epochs))
    {
        Ks = spec.Ks is [var only] && only == spec.HoldOut.K ? "" : NumberList.Text(spec.Ks),
        Share = spec.HoldOut.Share,
        IsLatest = spec.HoldOut.IsLatest,
        TestDataset = spec.TestDatasetId,
    };

    /// <summary>The draft in a query; what it leaves out or garbles is as in a small sweep.</summary>
    /// <param name="fallback">The dataset when the query names none.</param>
    public static SweepDraft FromQuery(string query, DatasetId fallback)
    {
        var values = QueryHelpers.ParseQuery(query);
        var usual = Of(SweepSpec.Small(fallback));
        return new SweepDraft(
            long.TryParse(Text("dataset"), CultureInfo.InvariantCulture, out var dataset) ? new DatasetId(dataset) : fallback,
            Whole("minLikesPerUser", usual.MinLikesPerUser),
            Whole("minLikesPerItem", usual.MinLikesPerItem),
            Whole("k", usual.K),
            double.TryParse(Text("fraction"), CultureInfo.InvariantCulture, out var fraction) ? fraction : usual.Fraction,
            Whole("seed", usual.Seed),
            Metric.TryParse(Text("metric"), out var metric) ? metric : usual.Metric,
            Text("factors") ?? usual.Factors,
            Text("regularization") ?? usual.Regularization,
            Text("alpha") ?? usual.Alpha,
            Text("epochs") ?? usual.Epochs)
        {
            Ks = Text("ks") ?? "",
            Share = double.TryParse(Text("share"), CultureInfo.InvariantCulture, out var share) ? share : null,
            IsLatest = Text("latest") == "true",
            TestDataset = long.TryParse(Text("testDataset"), CultureInfo.InvariantCulture, out var test) ? new DatasetId(test) : null,
        };

        string? Text(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
        int Whole(string name, int otherwise) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
    }

    /// <summary>The query that gives this draft again.</summary>
    public string ToQuery() => QueryString.Create(new Dictionary<string, string?>
    {
        ["dataset"] = Dataset.ToString(),
        ["minLikesPerUser"] = MinLikesPerUser.ToString(CultureInfo.InvariantCulture),
        ["minLikesPerItem"] = MinLikesPerItem.ToString(CultureInfo.InvariantCulture),
        ["k"] = K.ToString(CultureInfo.InvariantCulture),
        ["fraction"] = Fraction.ToString(CultureInfo.InvariantCulture),
        ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
        ["metric"] = Metric.Word,
        ["factors"] = Factors,
        ["regularization"] = Regularization,
        ["alpha"] = Alpha,
        ["epochs"] = Epochs,
        ["ks"] = NullIfEmpty(Ks),
        ["share"] = Share?.ToString(CultureInfo.InvariantCulture),
        ["latest"] = IsLatest ? "true" : null,
        ["testDataset"] = TestDataset?.ToString(),
    }.Where(value => value.Value is not null)).ToString();

    /// <summary>The same draft with another grid and epochs.</summary>
    public SweepDraft WithGridOf(SweepSpec spec)
    {
        var other = Of(spec);
        return this with { Factors = other.Factors, Regularization = other.Regularization, Alpha = other.Alpha, Epochs = other.Epochs };
    }

    /// <summary>The specification.</summary>
    /// <exception cref="ExplorerException">A list holds something that is no number; the message names it.</exception>
    public SweepSpec ToSpec() => new(
        Dataset,
        MinLikesPerUser,
        MinLikesPerItem,
        new HoldOut(K, Fraction, Seed) { Share = Share, IsLatest = IsLatest },
        Metric,
        new Grid(NumberList.Whole(Factors, "Factors"), NumberList.Real(Regularization, "Regularization (λ)"), NumberList.Real(Alpha, "Alpha (α)")),
        NumberList.Whole(Epochs, "Epochs"))
    {
        Ks = Ks.Length == 0 ? [] : NumberList.Whole(Ks, "k"),
        TestDatasetId = TestDataset,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
