using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>The best trial has the smallest or the largest value that was tried: better ones may lie beyond.</summary>
internal static class EdgeAdvice
{
    /// <summary>The ratio between values when the grid has only one positive value to go by.</summary>
    private const double UsualRatio = 10;

    /// <summary>From this ratio on a whole step may jump over what is looked for.</summary>
    private const double CoarseRatio = 4;

    /// <param name="levels">Ascending, each with a measured trial.</param>
    public static IEnumerable<AdviceNote> Of(TrialField field, IReadOnlyList<Level> levels, Metric metric)
    {
        if (levels.Count < 2)
        {
            yield break;
        }

        var best = metric.HigherIsBetter ? levels.MaxBy(level => level.Best) : levels.MinBy(level => level.Best);
        if (best == levels[^1] && best != levels[0])
        {
            yield return Note(field, best, levels[^2], "largest", Beyond(field, best.Value, levels[^2].Value));
        }
        else if (best == levels[0])
        {
            yield return best.Value == 0
                ? Note(field, best, levels[1], "smallest", Between(field, levels[1].Value))
                : Note(field, best, levels[1], "smallest", Beyond(field, best.Value, levels[1].Value));
        }
    }

    private static AdviceNote Note(TrialField field, Level best, Level next, string place, string todo) => new(
        AdviceKind.Edge,
        $"Best at the edge of {field.Label()}",
        $"Trial {best.BestTrial.Number} is best with the {place} value, {Setting(field, best.Value)}: {Figure.Value(best.Best)}, " +
        $"against {Figure.Value(next.Best)} at best with {Setting(field, next.Value)}. {todo}",
        TrialFilter.None.WithRange(field, ValueRange.Only(best.Value)).ToString());

    // Goes on in the ratio of the last two values: the values spread over powers. After a coarse grid half a step comes first.
    private static string Beyond(TrialField field, double edge, double inner)
    {
        var ratio = inner > 0 ? edge / inner : UsualRatio;
        var isCoarse = ratio is >= CoarseRatio or <= 1 / CoarseRatio;
        double[] steps = isCoarse ? [edge * Math.Sqrt(ratio), edge * ratio] : [edge * ratio, edge * ratio * ratio];
        double[] next = [.. steps.Select(value => Fit(field, value)).Where(value => value > 0 && value != edge).Distinct()];
        return next is []
            ? $"{Setting(field, edge)} is as far as {field.Label()} goes."
            : $"Try {field.Label()} = {string.Join(" and ", next.Select(TrialFields.Text))} next.";
    }

    private static string Between(TrialField field, double smallest) =>
        $"Nothing smaller than 0 exists; between 0 and {TrialFields.Text(smallest)} are left " +
        $"{TrialFields.Text(Figure.Rounded(smallest / 100))} and {TrialFields.Text(Figure.Rounded(smallest / UsualRatio))}" +
        (field == TrialField.Alpha ? ". At α = 0 a like weighs no more than its absence." : ". At λ = 0 nothing holds the factors back.");

    private static double Fit(TrialField field, double value) => field == TrialField.Factors
        ? Math.Clamp(Math.Round(Figure.Rounded(value)), 1, Hyperparameters.MaxFactorCount)
        : Figure.Rounded(value);

    private static string Setting(TrialField field, double value) => $"{field.Label()} = {TrialFields.Text(value)}";
}
