using System.Globalization;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>The finer grid around a trial: on each axis the trial's value and the values half-way to its neighbours, in ratio.</summary>
public static class FineGrid
{
    /// <summary>The ratio to go by where an axis has no other positive value.</summary>
    private const double UsualRatio = 10;

    /// <summary>With more values than this, as random search gives, neighbours say nothing of how fine the axis was searched.</summary>
    private const int MostLevels = 12;

    /// <summary>Parts that an axis of many values is taken to have been searched in.</summary>
    private const int Parts = 5;

    /// <summary>The grid around a trial of a sweep.</summary>
    /// <remarks>
    /// An axis on which the sweep tried one value keeps it; a sweep of one trial is searched √10 times each way on all axes. Beyond the smallest and the largest value half a step of the same ratio is added. Around
    /// 0, and between 0 and the smallest positive value, where no ratio exists, the values are a tenth and a hundredth of that positive value.
    /// </remarks>
    /// <param name="center">The trial's hyperparameters.</param>
    /// <param name="tried">What the sweep tried, the trial itself included.</param>
    public static Grid Around(Hyperparameters center, IReadOnlyList<Hyperparameters> tried)
    {
        ArgumentNullException.ThrowIfNull(center);
        ArgumentNullException.ThrowIfNull(tried);
        var isAlone = tried.All(other => other == center);
        return new Grid(
            [.. Axis(center.FactorCount, tried.Select(other => (double)other.FactorCount), isAlone)
                .Select(value => Math.Clamp((int)Math.Round(value), 1, Hyperparameters.MaxFactorCount)).Distinct()],
            Axis(center.Regularization, tried.Select(other => other.Regularization), isAlone),
            Axis(center.Alpha, tried.Select(other => other.Alpha), isAlone))
        {
            ItemRegularization = center.ItemRegularization is { } ofItems ? Axis(ofItems, tried.Select(other => other.ItemRegularization ?? other.Regularization), isAlone) : null,
        };
    }

    private static double[] Axis(double center, IEnumerable<double> tried, bool isAlone)
    {
        double[] values = [.. tried.Append(center).Distinct().Order()];
        if (values.Length == 1)
        {
            return !isAlone ? values : center == 0 ? [0, 1 / UsualRatio] : Between(center / UsualRatio, center, center * UsualRatio);
        }

        if (center == 0)
        {
            return [0, .. Below(values[1])];
        }

        var place = Array.IndexOf(values, center);
        double[] positive = [.. values.Where(value => value > 0)];
        if (positive.Length > MostLevels)
        {
            var step = Math.Pow(positive[^1] / positive[0], 1.0 / Parts);
            return Between(center / step, center, center * step);
        }

        // At an end the other side's ratio goes on.
        var above = place + 1 < values.Length ? values[place + 1] / center : 0;
        var below = values[place > 0 ? place - 1 : 0] is > 0 and var lower && lower < center ? center / lower : 0;
        if (below == 0 && place > 0)
        {
            return [.. Below(center), .. Between(0, center, center * (above > 0 ? above : UsualRatio)).Where(value => value >= center)];
        }

        return Between(center / (below > 0 ? below : above), center, center * (above > 0 ? above : below));
    }

    private static double[] Between(double lower, double center, double upper) =>
        [.. new[] { Rounded(Math.Sqrt(lower * center)), center, Rounded(Math.Sqrt(center * upper)) }.Where(value => value > 0).Distinct()];

    private static double[] Below(double smallest) => [Rounded(smallest / (UsualRatio * UsualRatio)), Rounded(smallest / UsualRatio)];

    private static double Rounded(double value) => double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
