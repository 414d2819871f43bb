using System.Globalization;
using System.Text.RegularExpressions;
using Explorer.Recommender;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>Lists of numbers as people type them: “10, 20, 40”, “1e-5 0.1”, “2..38 step 2”.</summary>
internal static partial class NumberList
{
    private const int LongestRange = 100_000;
    private const int ShortestRange = 5;

    /// <summary>Whole numbers; a range may stand for a run of them.</summary>
    /// <param name="name">What the list is called on the page, for the message.</param>
    /// <exception cref="ExplorerException">A piece is no whole number or no range; the message names it.</exception>
    public static IReadOnlyList<int> Whole(string text, string name) =>
        [.. Pieces(Ranges().Replace(text, "$1..$2/$3")).SelectMany(piece => WholeOf(piece, name)).Distinct()];

    /// <summary>Real numbers, scientific notation included.</summary>
    /// <param name="name">What the list is called on the page, for the message.</param>
    /// <exception cref="ExplorerException">A piece is no number; the message names it.</exception>
    public static IReadOnlyList<double> Real(string text, string name) => [.. Pieces(text).Select(piece => RealOf(piece, name)).Distinct()];

    /// <summary>The shortest text that gives these numbers again.</summary>
    public static string Text(IReadOnlyList<int> values)
    {
        if (values.Count >= ShortestRange && Step(values) is { } step)
        {
            var range = FormattableString.Invariant($"{values[0]}..{values[^1]}");
            return step == 1 ? range : FormattableString.Invariant($"{range} step {step}");
        }

        return string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The shortest text that gives these numbers again.</summary>
    public static string Text(IReadOnlyList<double> values) => string.Join(", ", values.Select(Formatting.Hyperparameter));

    private static string[] Pieces(string text) =>
        text.Split([',', ';', ' ', '\t', '\n', '\r', '\u00a0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double RealOf(string piece, string name) =>
        double.TryParse(piece.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new ExplorerException($"{name}: “{piece}” is no number. Write numbers like 0.1 or 1e-5, with commas between them.");

    private static IEnumerable<int> WholeOf(string piece, string name)
    {
        var range = Range().Match(piece);
        if (!range.Success)
        {
            return [NumberOf(piece, piece, name)];
        }

        var (first, last) = (NumberOf(range.Groups[1].Value, piece, name), NumberOf(range.Groups[2].Value, piece, name));
        var step = range.Groups[3].Value.Length == 0 ? 1 : NumberOf(range.Groups[3].Value, piece, name);
        if (step < 1 || last < first || (last - (long)first) / step >= LongestRange)
        {
            throw new ExplorerException($"{name}: the range {first}..{last} step {step} gives no list. Write it rising, for example 2..38 step 2.");
        }

        return Enumerable.Range(0, ((last - first) / step) + 1).Select(index => first + (index * step));
    }

    private static int NumberOf(string digits, string piece, string name) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ExplorerException($"{name}: “{piece}” is no whole number. Write numbers like 2, 4, 8, or a range like 2..38 step 2.");

    private static int? Step(IReadOnlyList<int> values)
    {
        var step = values[1] - values[0];
        return step > 0 && Enumerable.Range(1, values.Count - 1).All(index => values[index] - values[index - 1] == step) ? step : null;
    }

    // Blanks part values, so a range is first drawn together into one piece.
    [GeneratedRegex(@"(-?\d+)\s*(?:\.\.+|…)\s*(-?\d+)(?:\s*step\s*(\d+))?", RegexOptions.IgnoreCase)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"^(.+)\.\.(.+)/(\d*)$")]
    private static partial Regex Range();
}
