namespace Explorer.Web.Sweeps;

/// <summary>A moving average over the measured epochs of one curve, drawn above the raw line, never instead of it.</summary>
internal static class Smoothing
{
    /// <summary>The widths that can be chosen, in points; 0 for none.</summary>
    public static IReadOnlyList<int> Widths { get; } = [0, 3, 5, 9];

    /// <summary>The mean of each value and its neighbours on both sides, as many as there are on the shorter side at the ends. A gap stays one.</summary>
    /// <param name="width">Odd, 1 or more.</param>
    public static double?[] Of(IReadOnlyList<double?> values, int width)
    {
        var smooth = new double?[values.Count];
        for (var place = 0; place < values.Count; place++)
        {
            var reach = Math.Min(width / 2, Math.Min(place, values.Count - 1 - place));
            var near = Enumerable.Range(place - reach, (2 * reach) + 1).Select(other => values[other]).OfType<double>();
            smooth[place] = values[place] is null ? null : near.Average();
        }

        return smooth;
    }
}
