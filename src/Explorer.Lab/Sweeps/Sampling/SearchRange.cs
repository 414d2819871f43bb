using System.Globalization;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>Values of a hyperparameter given by their ends: a grid takes its steps, the other samplers draw anywhere between.</summary>
/// <param name="From">The smallest value, 0 or more; above 0 on a logarithmic scale.</param>
/// <param name="To">The largest value, above <paramref name="From"/>.</param>
/// <param name="Steps">How many values a grid takes, both ends included, 2 … <see cref="MaxSteps"/>.</param>
/// <param name="Scale">Whether the steps have equal ratios or equal differences.</param>
public sealed record SearchRange(double From, double To, int Steps, RangeScale Scale)
{
    /// <summary>The most steps.</summary>
    public const int MaxSteps = 1000;

    /// <summary>Digits that count of the values between the ends.</summary>
    private const int Digits = 4;

    /// <summary>Whether 0 belongs to it as well, which no logarithmic scale reaches.</summary>
    public bool HasZero { get; init; }

    /// <summary>What a grid takes, ascending; the values between the ends have four digits that count.</summary>
    public IReadOnlyList<double> Values() =>
        [.. HasZero && From > 0 ? (double[])[0] : [], .. Enumerable.Range(0, Steps).Select(step => At(step / (Steps - 1.0))).Distinct()];

    /// <summary>What a grid takes of a whole number: the values rounded, ascending and distinct.</summary>
    public IReadOnlyList<int> WholeValues() => [.. Values().Select(value => (int)Math.Round(value)).Distinct()];

    /// <summary>The value at a share of the way, 0 … 1.</summary>
    public double At(double share) => share <= 0 ? From : share >= 1 ? To : Rounded(Between(From, To, share));

    /// <summary>The share of the way at which a value lies, 0 … 1; values beyond the ends lie at them.</summary>
    public double ShareOf(double value) => ShareOf(value, From, To);

    /// <summary>Checks the ends and the steps.</summary>
    /// <param name="name">What the hyperparameter is called, for the message.</param>
    /// <param name="isWhole">Whether its values are whole numbers of at least 1.</param>
    /// <exception cref="ExplorerException">They give no range; the message names what was found.</exception>
    public void Validate(string name, bool isWhole)
    {
        if (!double.IsFinite(From) || !double.IsFinite(To) || From < 0 || To <= From)
        {
            throw Refuse(name, Text($"a range from {From} to {To} has no values. Give a start of 0 or more and a larger end."));
        }

        if (Scale == RangeScale.Logarithmic && From == 0)
        {
            throw Refuse(name, "a logarithmic range cannot begin at 0. Begin at a small positive number, and add 0 as a value of its own.");
        }

        if (isWhole && (From < 1 || HasZero || From != Math.Floor(From) || To != Math.Floor(To)))
        {
            throw Refuse(name, Text($"a range from {From} to {To} is not possible. Use whole numbers from 1, without 0."));
        }

        if (Steps is < 2 or > MaxSteps)
        {
            throw Refuse(name, $"{Steps} steps are not possible. Use 2 to {MaxSteps}; a single value needs no range.");
        }
    }

    /// <summary>The place between two ends on this scale.</summary>
    internal double Between(double from, double to, double share) =>
        Scale == RangeScale.Linear ? from + (share * (to - from)) : from * Math.Pow(to / from, share);

    /// <summary>The share of the way between two ends on this scale, 0 … 1: the inverse of <see cref="Between"/>.</summary>
    internal double ShareOf(double value, double from, double to)
    {
        if (value <= from || value >= to)
        {
            return value <= from ? 0 : 1;
        }

        return Scale == RangeScale.Linear ? (value - from) / (to - from) : Math.Log(value / from) / Math.Log(to / from);
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString("E" + (Digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static ExplorerException Refuse(string name, string why) => new($"{name}: {why}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
