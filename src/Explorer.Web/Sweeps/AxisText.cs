using System.Globalization;
using System.Text.RegularExpressions;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>How the values of one hyperparameter are typed: a list such as “10, 20, 40”, or a range such as “1e-5..100 log 8 with 0”.</summary>
/// <param name="Scale">Null for a list.</param>
/// <param name="List">The list as typed; empty for a range.</param>
/// <param name="From">The range's start as typed, however little of it can be read.</param>
/// <param name="To">Its end as typed.</param>
/// <param name="Steps">Its steps as typed.</param>
/// <param name="HasZero">Whether 0 belongs to the range as well.</param>
internal sealed partial record AxisText(RangeScale? Scale, string List, string From, string To, string Steps, bool HasZero)
{
    /// <summary>Takes a text apart; whatever is no range is a list.</summary>
    public static AxisText Read(string text)
    {
        var range = Range().Match(text);
        return range.Success
            ? new(
                range.Groups["scale"].Value.Equals("linear", StringComparison.OrdinalIgnoreCase) ? RangeScale.Linear : RangeScale.Logarithmic,
                "",
                range.Groups["from"].Value.Trim(),
                range.Groups["to"].Value.Trim(),
                range.Groups["steps"].Value,
                range.Groups["zero"].Success)
            : new(null, text, "", "", "", false);
    }

    /// <summary>The text of a range.</summary>
    public static string Of(SearchRange range) =>
        new AxisText(range.Scale, "", Formatting.Hyperparameter(range.From), Formatting.Hyperparameter(range.To), NumberText.Of(range.Steps), range.HasZero).ToString();

    /// <summary>The range that a text gives; null when it is a list.</summary>
    /// <param name="name">What the hyperparameter is called on the page, for the message.</param>
    /// <param name="isWhole">Whether its values are whole numbers.</param>
    /// <exception cref="ExplorerException">A part of it cannot be read, or the parts give no range; the message names what was found.</exception>
    public static SearchRange? RangeOf(string text, string name, bool isWhole)
    {
        var axis = Read(text);
        if (axis.Scale is not { } scale)
        {
            return null;
        }

        var range = new SearchRange(
            NumberText.Real(axis.From, $"{name}, from"), NumberText.Real(axis.To, $"{name}, to"), NumberText.Whole(axis.Steps, $"{name}, steps"), scale)
        {
            HasZero = axis.HasZero,
        };
        range.Validate(name, isWhole);
        return range;
    }

    /// <summary>A range over what a text gives, for someone who had a list; the usual one when the list gives none.</summary>
    public AxisText AsRange(RangeScale scale, bool isWhole)
    {
        double[] values = [.. Values(isWhole).Order()];
        double[] used = scale == RangeScale.Logarithmic ? [.. values.Where(value => value > 0)] : values;
        var (from, to) = used.Length > 1 ? (used[0], used[^1]) : used is [> 0 and var only] ? Around(only, isWhole) : isWhole ? (10, 160) : (0.01, 100);
        return new(
            scale,
            "",
            Formatting.Hyperparameter(from),
            Formatting.Hyperparameter(to),
            Scale is null ? NumberText.Of(Math.Max(2, used.Length)) : Steps,
            scale == RangeScale.Logarithmic && !isWhole && values is [0, ..]);
    }

    /// <summary>The values as a list, for someone who had a range; what cannot be read is left as it is.</summary>
    public AxisText AsList(bool isWhole) => Scale is null ? this : new(null, ListText(Values(isWhole), isWhole), "", "", "", false);

    /// <summary>The values: those of the list, or the steps of the range; none when they cannot be read.</summary>
    public IReadOnlyList<double> Values(bool isWhole)
    {
        try
        {
            return RangeOf(ToString(), "", isWhole) is { } range
                ? isWhole ? [.. range.WholeValues().Select(value => (double)value)] : range.Values()
                : isWhole ? [.. NumberList.Whole(List, "").Select(value => (double)value)] : NumberList.Real(List, "");
        }
        catch (ExplorerException)
        {
            // Said in place, at the field that cannot be read.
            return [];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Scale is null
        ? List
        : $"{From}..{To} {(Scale == RangeScale.Linear ? "linear" : "log")} {Steps}{(HasZero ? " with 0" : "")}";

    private static string ListText(IReadOnlyList<double> values, bool isWhole) =>
        isWhole ? NumberList.Text([.. values.Select(value => (int)value)]) : NumberList.Text(values);

    private static (double From, double To) Around(double value, bool isWhole) => isWhole
        ? (Math.Max(1, Math.Floor(value / 4)), Math.Max(2, value * 4))
        : (double.Parse((value / 10).ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), value * 10);

    [GeneratedRegex(@"^(?<from>[^;]*?)\.\.(?<to>[^;]*?)\s+(?<scale>log|linear)\b\s*(?<steps>\S*?)(?<zero>\s+with\s+0)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Range();
}
