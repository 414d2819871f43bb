using System.Globalization;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>
/// A direction in which nothing happens: the hyperparameter explains less than 1 % of the variance, and the best values of its levels lie within
/// 1 % of each other.
/// </summary>
internal static class FlatAdvice
{
    private const double SmallShare = 0.01;
    private const double SmallSpan = 0.01;

    /// <returns>Null when it is not flat, or not known to be.</returns>
    public static IEnumerable<AdviceNote>? Of(TrialField field, IReadOnlyList<Level> levels, Importance importance)
    {
        if (levels.Count < 2 || importance.Of(field) is not { } share || share >= SmallShare)
        {
            return null;
        }

        var (least, most) = (levels.Min(level => level.Best), levels.Max(level => level.Best));
        if (!(most - least <= SmallSpan * Math.Abs(most)))
        {
            return null;
        }

        var areValues = levels.All(level => level.Bin.IsValue);
        var thrift = field == TrialField.Factors
            ? areValues ? $"The smallest, {levels[0].Bin.Text}, trains fastest." : "The smallest train fastest."
            : "One value is enough; spend the trials on what matters more.";
        return
        [
            new AdviceNote(
                AdviceKind.Flat,
                $"Flat in {field.Label()}",
                string.Create(CultureInfo.InvariantCulture,
                    $"The best values for {levels.Count} {(areValues ? "values" : "ranges")} of {field.Label()} all lie between {Figure.Value(least)} and {Figure.Value(most)}, ") +
                string.Create(CultureInfo.InvariantCulture, $"and {field.Label()} explains {100 * share:0.0} % of the variance. {thrift}")),
        ];
    }
}
