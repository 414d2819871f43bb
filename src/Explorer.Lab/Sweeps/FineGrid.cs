using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps;

/// <summary>Values around a trial, between those that were tried: what to try next when a coarse grid has found the region.</summary>
public static class FineGrid
{
    /// <summary>How far to go where no neighbour was tried: half a power of ten.</summary>
    private static readonly double Alone = Math.Sqrt(10);

    /// <summary>
    /// For each hyperparameter the trial's own value, and one halfway to the nearest tried value below and above it, as ratios: the
    /// geometric mean. Beyond the last tried value it goes half as far as on the other side, and √10 times where nothing else was tried.
    /// Next to 0, and from 0, it goes to a tenth of the smallest positive value. Rounded to two digits.
    /// </summary>
    /// <param name="tried">The combinations of the sweep.</param>
    /// <returns>Up to three values each; λ of items only when the trial has one. The trial itself is among the combinations.</returns>
    public static Grid Around(Hyperparameters centre, IReadOnlyList<Hyperparameters> tried)
    {
        ArgumentNullException.ThrowIfNull(centre);
        ArgumentNullException.ThrowIfNull(tried);
        var factors = Between(centre.FactorCount, tried.Select(trial => (double)trial.FactorCount))
            .Select(value => Math.Clamp((int)Math.Round(value), 1, Hyperparameters.MaxFactorCount));
        return new Grid(
            [.. factors.Distinct()],
            Between(centre.Regularization, tried.Select(trial => trial.Regularization)),
            Between(centre.Alpha, tried.Select(trial => trial.Alpha)))
        {
            ItemRegularization = centre.ItemRegularization is { } ofItems
                ? Between(ofItems, tried.Select(trial => trial.ItemRegularization ?? trial.Regularization))
                : null,
        };
    }

    private static double[] Between(double value, IEnumerable<double> tried)
    {
        double[] levels = [.. tried.Append(value).Distinct().Order()];
        var place = Array.IndexOf(levels, value);
        if (value == 0)
        {
            return levels.Length > 1 ? [0, Rounded(levels[1] / 10)] : [0, 0.1];
        }

        double? below = place > 0 ? levels[place - 1] : null;
        double? above = place < levels.Length - 1 ? levels[place + 1] : null;
        var up = above is { } next ? Math.Sqrt(next / value) : 0;
        var down = below is { } last && last > 0 ? Math.Sqrt(value / last) : 0;
        up = up > 0 ? up : down > 0 ? down : Alone;
        down = below == 0 ? 10 : down > 0 ? down : up;
        return [.. new[] { Rounded(value / down), value, Rounded(value * up) }.Distinct()];
    }

    private static double Rounded(double value) => double.Parse(
        value.ToString("E1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
