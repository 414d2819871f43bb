using System.Globalization;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>Numbers in sentences.</summary>
internal static class Figure
{
    /// <summary>A metric's value as tables have it: five decimals.</summary>
    public static string Value(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    /// <summary>A small difference with two digits that count.</summary>
    public static string Difference(double value) => TrialFields.Text(Rounded(value));

    /// <summary>Seconds with three digits at most.</summary>
    public static string Seconds(double seconds) => seconds.ToString(seconds < 10 ? "0.##" : seconds < 100 ? "0.#" : "0", CultureInfo.InvariantCulture) + " s";

    /// <summary>The nearest number with two significant digits.</summary>
    public static double Rounded(double value) => double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
