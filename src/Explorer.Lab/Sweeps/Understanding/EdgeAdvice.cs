using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>The best trial has the smallest or the largest value that was tried, or lies in the first or last range that was searched: better ones may lie beyond.</summary>
internal static class EdgeAdvice
{
    /// <summary>The ratio between values when the grid has only one positive value to go by.</summary>
    private const double UsualRatio = 10;

    /// <summary>From this ratio on a whole step may jump over what is looked for.</summary>
    private const double CoarseRatio = 4;

    /// <param name="bins">All places of the hyperparameter.</param>
    /// <param name="levels">Ascending, each with a measured trial.</param>
    public static IEnumerable<AdviceNote> Of(TrialField field, ValueBins bins, IReadOnlyList<Level> levels, Metric metric)
    {
        if (levels.Count < 2)
        {
            yield break;
        }

        var best = metric.HigherIsBetter ? levels.MaxBy(level => level.Best) : levels.MinBy(level => level.Best);
        if (best == levels[^1] && best != levels[0] && (bins.AreValues || best.Bin == bins.All[^1]))
        {
            yield return Note(field, best, levels[^2], "largest", bins.AreValues ? Beyond(field, best.Bin.From, levels[^2].Bin.From) : Wider(field, bins, isUp: true));
        }
        else if (best == levels[0] && (bins.AreValues || best.Bin == bins.All[0]))
        {
            yield return Note(
                field, best, levels[1], "smallest",
                best.Bin.To == 0 ? Between(field, levels[1].Bin is { From: > 0 } above ? above.From : levels[1].Bin.To)
                : bins.AreValues ? Beyond(field, best.Bin.From, levels[1].Bin.From)
                : Wider(field, bins, isUp: false));
        }
    }

    private static AdviceNote Note(TrialField field, Level best, Level next, string place, string todo) => new(
        AdviceKind.Edge,
        $"Best at the edge of {field.Label()}",
        (best.Bin.IsValue
            ? $"Trial {best.BestTrial.Number} is best with the {place} value, {Setting(field, best.Bin)}"
            : $"Trial {best.BestTrial.Number} is best, among the {place} values, {Setting(field, best.Bin)}") +
        $": {Figure.Value(best.Best)}, against {Figure.Value(next.Best)} at best with {Setting(field, next.Bin)}. {todo}",
        TrialFilter.None.WithRange(field, best.Bin.Range).ToString());

    // Goes on in the ratio of the last two values: the values spread over powers. After a coarse grid half a step comes first.
    private static string Beyond(TrialField field, double edge, double inner)
    {
        var ratio = inner > 0 ? edge / inner : UsualRatio;
        var isCoarse = ratio is >= CoarseRatio or <= 1 / CoarseRatio;
        double[] steps = isCoarse ? [edge * Math.Sqrt(ratio), edge * ratio] : [edge * ratio, edge * ratio * ratio];
        double[] next = [.. steps.Select(value => Fit(field, value)).Where(value => value > 0 && value != edge).Distinct()];
        return next is []
            ? $"{field.Label()} = {TrialFields.Text(edge)} is as far as {field.Label()} goes."
            : $"Try {field.Label()} = {string.Join(" and ", next.Select(TrialFields.Text))} next.";
    }

    // A search is widened by a third of what it spans, at least twofold and at most tenfold on a logarithmic scale.
    private static string Wider(TrialField field, ValueBins bins, bool isUp)
    {
        var (low, high) = (bins.All.First(bin => bin.To > 0).From, bins.All[^1].To);
        var edge = isUp ? high : low;
        var (ratio, step) = (bins.IsLogarithmic ? Math.Clamp(Math.Cbrt(high / low), 2, UsualRatio) : 1, bins.IsLogarithmic ? 0 : (high - low) / 3);
        var next = Fit(field, isUp ? (edge * ratio) + step : Math.Max(0, (edge / ratio) - step));
        return next == edge || (field != TrialField.Factors && next <= 0 && low <= 0)
            ? $"{field.Label()} = {TrialFields.Text(edge)} is as far as {field.Label()} goes."
            : $"Search {field.Label()} from {TrialFields.Text(isUp ? edge : next)} to {TrialFields.Text(isUp ? next : edge)} next.";
    }

    private static string Between(TrialField field, double smallest) =>
        $"Nothing smaller than 0 exists; between 0 and {TrialFields.Text(smallest)} are left " +
        $"{TrialFields.Text(Figure.Rounded(smallest / 100))} and {TrialFields.Text(Figure.Rounded(smallest / UsualRatio))}" +
        (field == TrialField.Alpha ? ". At α = 0 a like weighs no more than its absence." : ". At λ = 0 nothing holds the factors back.");

    private static double Fit(TrialField field, double value) => field == TrialField.Factors
        ? Math.Clamp(Math.Round(Figure.Rounded(value)), 1, Hyperparameters.MaxFactorCount)
        : Figure.Rounded(value);

    private static string Setting(TrialField field, ValueBin bin) => $"{field.Label()} = {bin.Text}";
}
