using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>The metric by which a sweep calls a trial best: what is measured, of which list, at which k.</summary>
/// <remarks>
/// In the API, in addresses and in storage it is one word: <c>precisionTest</c>, <c>ndcgTestUnseen</c>, <c>mapTest@10</c>. Neighbour stability
/// can be looked at, but no trial is best by it.
/// </remarks>
/// <param name="Measure">What is measured.</param>
/// <param name="List">Whose ranking, and which likes are hits; the squared error knows train and test only, neighbour stability has test alone.</param>
/// <param name="K">1 or more, one of the sweep's; null for the sweep's main k, and for the squared error and neighbour stability, which have none.</param>
[JsonConverter(typeof(MetricConverter))]
public sealed record Metric(Measure Measure, RankedList List, int? K = null)
{
    /// <summary>Test precision at the main k, post protocol: training likes stay in the ranking.</summary>
    public static Metric PrecisionTest { get; } = new(Measure.Precision, RankedList.Test);

    /// <summary>Test precision at the main k, unseen only: training likes leave the ranking first.</summary>
    public static Metric PrecisionTestUnseen { get; } = new(Measure.Precision, RankedList.TestUnseen);

    /// <summary>Test mean squared error.</summary>
    public static Metric MseTest { get; } = new(Measure.Mse, RankedList.Test);

    /// <summary>How much of the items' neighbours stays from one measured epoch to the next.</summary>
    public static Metric NeighbourStability { get; } = new(Measure.NeighbourStability, RankedList.Test);

    /// <summary>What a person chooses from: every measure at the main k against held-out likes.</summary>
    public static IReadOnlyList<Metric> Choices { get; } =
    [
        .. from measure in Enum.GetValues<Measure>()
           from list in new[] { RankedList.Test, RankedList.TestUnseen }
           where IsPossible(measure, list) && measure != Measure.NeighbourStability
           select new Metric(measure, list),
    ];

    /// <summary>Whether a larger value is better: not for the error, and not for popularity, where less is less mainstream.</summary>
    public bool HigherIsBetter => Measure is not (Measure.Mse or Measure.Popularity);

    /// <summary>The name in the API and in addresses.</summary>
    public string Word => WordOf(Measure, List) + (K is { } k ? "@" + k.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>The metric of a word, upper or lower case.</summary>
    public static bool TryParse(string? word, [NotNullWhen(true)] out Metric? metric)
    {
        metric = null;
        if (word?.Split('@') is not [var name, .. { Length: <= 1 } rest])
        {
            return false;
        }

        int? k = null;
        if (rest is [var text])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return false;
            }

            k = number;
        }

        metric = (
            from measure in Enum.GetValues<Measure>()
            from list in Enum.GetValues<RankedList>()
            where IsPossible(measure, list) && (k is null || HasK(measure))
            where string.Equals(WordOf(measure, list), name, StringComparison.OrdinalIgnoreCase)
            select new Metric(measure, list, k)).FirstOrDefault();
        return metric is not null;
    }

    /// <summary>The metric of a word.</summary>
    /// <exception cref="ExplorerException">The word names none; the message says how the words are made.</exception>
    public static Metric Parse(string? word) => TryParse(word, out var metric) ? metric : throw new ExplorerException(
        $"Metric: “{word}” is not known. Use {string.Join(", ", Enum.GetValues<Measure>().Where(measure => measure <= Measure.Mse).Select(measure => Camel(measure.ToString())))} " +
        "followed by Train, Test or TestUnseen (mse: Train or Test), for example precisionTest, and by @k for another k than the first: ndcgTestUnseen@10.");

    /// <summary>The value at a point; null when the point was not measured so: at another k, or by an earlier version.</summary>
    public double? Of(LearningCurvePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var ks = point.Ranking.Ks;
        return (Measure, List, K is null || (ks.Count > 0 && K == ks[0])) switch
        {
            (Measure.Mse, RankedList.Train, _) => point.MseTrain,
            (Measure.Mse, _, _) => point.MseTest,
            (Measure.NeighbourStability, _, _) => point.NeighbourStability,
            (Measure.Precision, RankedList.Train, true) => point.PrecisionTrain,
            (Measure.Precision, RankedList.Test, true) => point.PrecisionTest,
            (Measure.Precision, RankedList.TestUnseen, true) => point.PrecisionTestUnseen,
            _ => (K ?? (ks.Count > 0 ? ks[0] : null)) is { } k ? point.Ranking[Measure, List, k] : null,
        };
    }

    /// <summary>As <see cref="Of"/>, for arithmetic: not a number when the point was not measured so.</summary>
    public double ValueAt(LearningCurvePoint point) => Of(point) ?? double.NaN;

    /// <summary>The trial with the best value over its whole curve, the first of equals; null while none has a point.</summary>
    public Trial? BestOf(IEnumerable<Trial> trials)
    {
        var sign = HigherIsBetter ? 1 : -1;
        return trials.Where(trial => ValueOf(trial) is not null).MaxBy(trial => sign * ValueOf(trial));
    }

    /// <summary>The value of a trial's best point; null while it has none.</summary>
    public double? ValueOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Best is { } best ? Of(best) : null;
    }

    /// <summary>Checks that a sweep with these k measures it.</summary>
    /// <exception cref="ExplorerException">It does not.</exception>
    public void RequireMeasured(IReadOnlyList<int> ks)
    {
        ArgumentNullException.ThrowIfNull(ks);
        if (!Enum.IsDefined(Measure) || !Enum.IsDefined(List) || !IsPossible(Measure, List) || !(K is null || HasK(Measure)))
        {
            throw new ExplorerException($"Metric: {Measure} of {List} is not measured. Use for example precisionTest, ndcgTestUnseen or mseTest.");
        }

        if (Measure == Measure.NeighbourStability)
        {
            throw new ExplorerException("Metric: neighbourStability says when a trial has settled, not which one is better. Use for example precisionTest.");
        }

        if (K is { } k && !ks.Contains(k))
        {
            throw new ExplorerException($"Metric: {Word} needs k = {k}, but the sweep measures at {string.Join(", ", ks)}. Add {k} to the list of k (ks).");
        }
    }

    private static bool IsPossible(Measure measure, RankedList list) => measure switch
    {
        Measure.Mse => list != RankedList.TestUnseen,
        Measure.NeighbourStability => list == RankedList.Test,
        _ => true,
    };

    private static bool HasK(Measure measure) => measure < Measure.Mse;

    private static string WordOf(Measure measure, RankedList list) =>
        Camel(measure.ToString()) + (measure == Measure.NeighbourStability ? "" : list.ToString());

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
