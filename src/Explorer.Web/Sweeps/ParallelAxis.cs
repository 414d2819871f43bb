using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Sweeps;

/// <summary>
/// One axis of parallel coordinates: where a value lies, 0 at the foot and 1 at the top, and which range a brush covers. Values that spread over
/// powers of ten lie on a logarithmic scale, with a place of its own for zero below the smallest positive one.
/// </summary>
public sealed class ParallelAxis
{
    /// <summary>Where the smallest positive value lies when there is a zero below it.</summary>
    private const double AboveZero = 0.14;

    /// <summary>Ticks closer than this share one label.</summary>
    private const double LabelGap = 0.06;

    /// <summary>A brush takes in what lies this close to its ends: nobody hits the last pixel.</summary>
    private const double Reach = 0.015;

    /// <summary>A hyperparameter with more values is brushed freely rather than value by value.</summary>
    private const int MostLevels = 40;

    /// <summary>Where ticks may stand within a power of ten.</summary>
    private static readonly int[] Digits = [1, 2, 5];

    private readonly double[] _values;
    private readonly double _from;
    private readonly double _to;

    /// <param name="trials">All trials, so that a filter moves no axis.</param>
    /// <param name="title">What stands above it.</param>
    public ParallelAxis(TrialField field, string title, IReadOnlyList<Trial> trials, Metric metric)
    {
        Field = field;
        Title = title;
        _values = [.. trials.Select(trial => field.Of(trial, metric)).OfType<double>().Distinct().Order()];
        HasLevels = TrialFields.Hyperparameters.Contains(field) && _values.Length <= MostLevels;
        var scaled = IsLogarithmic ? _values.Where(value => value > 0).Select(Math.Log10) : _values;
        (_from, _to) = (scaled.DefaultIfEmpty(0).Min(), scaled.DefaultIfEmpty(0).Max());
    }

    /// <summary>What it measures.</summary>
    public TrialField Field { get; }

    /// <summary>What stands above it.</summary>
    public string Title { get; }

    /// <summary>Whether it has few values, which a brush snaps to.</summary>
    public bool HasLevels { get; }

    /// <summary>Its distinct values, ascending.</summary>
    public IReadOnlyList<double> Values => _values;

    private bool IsLogarithmic => Field.IsLogarithmic();

    private bool HasZero => IsLogarithmic && _values is [<= 0, ..];

    private double Foot => HasZero && _values.Length > 1 ? AboveZero : 0;

    /// <summary>The labels beside it, from the foot.</summary>
    public IReadOnlyList<(double Place, string Text)> Ticks => Thinned((HasLevels ? _values : _to > _from ? Round() : _values.Select(Rounded))
        .Select(value => (PlaceOf(value), TrialFields.Text(value))));

    /// <summary>Where a value lies, 0 … 1.</summary>
    public double PlaceOf(double value)
    {
        if (IsLogarithmic && value <= 0)
        {
            return 0;
        }

        var scaled = IsLogarithmic ? Math.Log10(value) : value;
        var share = _to > _from ? Math.Clamp((scaled - _from) / (_to - _from), 0, 1) : 0.5;
        return Foot + ((1 - Foot) * share);
    }

    /// <summary>The range that a brush between two places covers; null when it covers no value.</summary>
    /// <param name="low">0 … 1.</param>
    /// <param name="high">0 … 1, not below <paramref name="low"/>.</param>
    public ValueRange? RangeAt(double low, double high)
    {
        double[] covered = [.. _values.Where(value => PlaceOf(value) >= low - Reach && PlaceOf(value) <= high + Reach)];
        if (covered.Length == 0)
        {
            return null;
        }

        if (HasLevels)
        {
            return covered.Length == _values.Length
                ? ValueRange.All
                : covered.Length == 1 ? ValueRange.Only(covered[0])
                : new ValueRange(covered[0] > _values[0] ? covered[0] : null, covered[^1] < _values[^1] ? covered[^1] : null);
        }

        return new ValueRange(covered[0] > _values[0] ? Rounded(ValueAt(low)) : null, covered[^1] < _values[^1] ? Rounded(ValueAt(high)) : null);
    }

    /// <summary>The two ends of a range as places, a little wider than its values so that one alone can be seen.</summary>
    public (double Low, double High)? BrushOf(ValueRange range)
    {
        const double Margin = 0.02;
        return range.IsLimited && _values.Length > 0
            ? (Math.Max(0, PlaceOf(range.From ?? _values[0]) - Margin), Math.Min(1, PlaceOf(range.To ?? _values[^1]) + Margin))
            : null;
    }

    private double ValueAt(double place)
    {
        var scaled = _from + ((_to - _from) * Math.Clamp((place - Foot) / (1 - Foot), 0, 1));
        return IsLogarithmic ? Math.Pow(10, scaled) : scaled;
    }

    // Four digits are finer than a pixel, and short enough to be read in the filter.
    private static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private IEnumerable<double> Round()
    {
        if (IsLogarithmic)
        {
            return from power in Enumerable.Range((int)Math.Floor(_from), (int)Math.Ceiling(_to) - (int)Math.Floor(_from) + 1)
                   from digit in Digits
                   let value = double.Parse($"{digit}e{power.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture)
                   where Math.Log10(value) >= _from && Math.Log10(value) <= _to
                   select value;
        }

        var rough = (_to - _from) / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Digits.Append(10).Select(digit => digit * unit).First(candidate => candidate >= rough);
        step = Field == TrialField.Epoch ? Math.Max(1, step) : step;
        return Enumerable.Range(0, 12)
            .Select(index => Math.Round((Math.Ceiling(_from / step) + index) * step, 12))
            .Where(value => value <= _to);
    }

    private static List<(double Place, string Text)> Thinned(IEnumerable<(double Place, string Text)> ticks)
    {
        List<(double Place, string Text)> kept = [];
        foreach (var tick in ticks)
        {
            if (kept is [] || tick.Place - kept[^1].Place >= LabelGap)
            {
                kept.Add(tick);
            }
        }

        return kept;
    }
}
