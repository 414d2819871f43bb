using System.Globalization;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>Whether the best combination's lead is more than another choice of seeds would give.</summary>
/// <remarks>
/// A paired t interval for the mean difference over the seeds that two combinations share, at 95 %. Pairing leaves out what a split does to both
/// alike. No allowance is made for having picked the best of many, so a lead that is called a tie is one.
/// </remarks>
internal static class RepeatAdvice
{
    private const double Level = 0.975;

    /// <summary>Combinations that a filter names, as far as its length goes.</summary>
    private const int MostInFilter = 8;

    /// <summary>Whether at least two combinations have repeats.</summary>
    public static bool CanTell(IReadOnlyList<RepeatGroup> groups) => groups.Count(group => group.Count > 1) > 1;

    /// <param name="groups">The best mean first.</param>
    public static IEnumerable<AdviceNote> Of(IReadOnlyList<RepeatGroup> groups, Metric metric)
    {
        RepeatGroup[] repeated = [.. groups.Where(group => group.Count > 1)];
        if (repeated is not [var best, ..])
        {
            yield break;
        }

        var sign = metric.HigherIsBetter ? 1 : -1;
        RepeatGroup[] near = [.. repeated.Skip(1).Where(other => LeadOf(best, other, sign) is { } lead && lead.Mean <= lead.HalfWidth)];
        if (near is not [var second, ..] || LeadOf(best, second, sign) is not { } known)
        {
            yield break;
        }

        yield return new AdviceNote(
            AdviceKind.Tie,
            near.Length == 1 ? "Two combinations tie" : $"{near.Length + 1} combinations tie",
            string.Create(CultureInfo.InvariantCulture,
                $"Over {best.Count} seeds {best.Hyperparameters} has {Figure.Value(best.Mean)} ± {Figure.Difference(best.StandardDeviation ?? 0)} and leads " +
                $"{second.Hyperparameters} by {Figure.Difference(known.Mean)} ± {Figure.Difference(known.HalfWidth)} ") +
                $"(95 % interval over {known.Seeds} shared seeds): another choice of seeds may turn it round. Take the cheapest of them, or repeat them with more seeds.",
            FilterOf([best, .. near]));
    }

    /// <returns>Null when they share fewer than two seeds.</returns>
    private static (double Mean, double HalfWidth, int Seeds)? LeadOf(RepeatGroup best, RepeatGroup other, int sign)
    {
        var differences = best.Differences(other);
        return differences.Count < 2
            ? null
            : (sign * differences.Mean(),
                StudentT.InvCDF(0, 1, differences.Count - 1, Level) * differences.StandardDeviation() / Math.Sqrt(differences.Count),
                differences.Count);
    }

    private static string FilterOf(IEnumerable<RepeatGroup> groups) => string.Join(" || ", groups.Take(MostInFilter).Select(group => Text(group.Hyperparameters)));

    private static string Text(Hyperparameters hyperparameters) => string.Join(
        " && ", TrialFields.Hyperparameters.Select(field => $"{field.Word()} == {TrialFields.Text(field.Of(hyperparameters))}"));
}
