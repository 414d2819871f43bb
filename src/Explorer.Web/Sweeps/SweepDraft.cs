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
        NumberList.Text(spec.Epochs));

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
            Enum.TryParse<Metric>(Text("metric"), ignoreCase: true, out var metric) && Enum.IsDefined(metric) ? metric : usual.Metric,
            Text("factors") ?? usual.Factors,
            Text("regularization") ?? usual.Regularization,
            Text("alpha") ?? usual.Alpha,
            Text("epochs") ?? usual.Epochs);

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
        ["metric"] = Metric.Word(),
        ["factors"] = Factors,
        ["regularization"] = Regularization,
        ["alpha"] = Alpha,
        ["epochs"] = Epochs,
    }).ToString();

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
        new HoldOut(K, Fraction, Seed),
        Metric,
        new Grid(NumberList.Whole(Factors, "Factors"), NumberList.Real(Regularization, "Regularization (λ)"), NumberList.Real(Alpha, "Alpha (α)")),
        NumberList.Whole(Epochs, "Epochs"));
}
