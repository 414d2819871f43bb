using System.Globalization;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>
/// The places that a hyperparameter has on an axis: its values as long as they are few, as a grid's are, and otherwise ranges, as for a search that
/// draws a value of its own for each trial. Ranges are equal to the eye on the scale that was searched, and begin and end at round numbers. Zero
/// is always a place of its own.
/// </summary>
public sealed class ValueBins
{
    /// <summary>Most places.</summary>
    public const int Most = 12;

    /// <summary>From this ratio of the largest value to the smallest on, values without a known scale are taken for logarithmic.</summary>
    private const double WideRatio = 20;

    /// <summary>Where ranges of a logarithmic scale may begin within each power of ten, the finest first.</summary>
    private static readonly double[][] Digits = [[1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

    private readonly bool _hasZero;

    private ValueBins(IReadOnlyList<ValueBin> all, bool areValues, bool isLogarithmic)
    {
        All = all;
        AreValues = areValues;
        IsLogarithmic = isLogarithmic;
        _hasZero = all is [{ From: 0, To: 0 }, ..];
    }

    /// <summary>Ascending.</summary>
    public IReadOnlyList<ValueBin> All { get; }

    /// <summary>Whether each place is one value.</summary>
    public bool AreValues { get; }

    /// <summary>Whether the ranges have equal ratios rather than equal differences.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The places of a sweep's hyperparameter.</summary>
    /// <param name="field">A hyperparameter.</param>
    /// <param name="trials">All trials of the sweep, so that a filter moves no place.</param>
    public static ValueBins Of(TrialField field, SweepSpec spec, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trials);
        var ranges = spec.Grid.Ranges;
        var searched = field switch
        {
            TrialField.Factors => ranges.Factors,
            TrialField.Regularization => ranges.Regularization,
            TrialField.Alpha => ranges.Alpha,
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
        double[] values = [.. trials.Select(trial => field.Of(trial.Hyperparameters)).Distinct().Order()];
        if (spec.Sampling.Kind == SamplerKind.Grid || (field == TrialField.Factors && searched is { } whole && whole.To - whole.From < Most))
        {
            searched = null;
        }

        // What is drawn from a range has ranges from its first trial on: places that were values at first would move.
        return searched is null && values.Length <= Most ? OfValues(values) : OfRanges(values, searched, isWhole: field == TrialField.Factors);
    }

    /// <summary>The place of a value; −1 when there is none.</summary>
    public int IndexOf(double value)
    {
        if (value == 0 && _hasZero)
        {
            return 0;
        }

        var index = All.Count - 1;
        while (index >= 0 && value < All[index].From)
        {
            index--;
        }

        return index < 0 || (AreValues ? All[index].From != value : value > All[^1].To || All[index].To == 0) ? -1 : index;
    }

    /// <summary>The place that is written so; null when there is none.</summary>
    public ValueBin? Find(string text) => All.FirstOrDefault(bin => bin.Text == text);

    /// <summary>Halfway through a place, on the scale of the axis.</summary>
    public double MiddleOf(ValueBin bin)
    {
        ArgumentNullException.ThrowIfNull(bin);
        return bin.IsValue ? bin.From : IsLogarithmic && bin.From > 0 ? Math.Sqrt(bin.From * bin.To) : (bin.From + bin.To) / 2;
    }

    private static ValueBins OfValues(double[] values) => new([.. values.Select(value => new ValueBin(value, value, ValueRange.Only(value)))], areValues: true, isLogarithmic: false);

    private static ValueBins OfRanges(double[] values, SearchRange? searched, bool isWhole)
    {
        var hasZero = searched?.HasZero == true || values is [0, ..];
        double[] positive = [.. values.Where(value => value > 0)];
        var low = Math.Min(searched?.From ?? double.PositiveInfinity, positive.DefaultIfEmpty(double.PositiveInfinity).Min());
        var high = Math.Max(searched?.To ?? 0, positive.DefaultIfEmpty().Max());
        var isLogarithmic = low > 0 && (searched is { } range ? range.Scale == RangeScale.Logarithmic : high >= WideRatio * low);
        var most = Most - (hasZero ? 1 : 0);
        double[] edges = isLogarithmic ? Logarithmic(low, high, most, isWhole) : Linear(low, high, most, isWhole);

        // A range that was asked for ends where it was said to end, not at the next round number.
        if (searched is not null)
        {
            edges = [low, .. edges[1..^1], high];
        }

        return new ValueBins(
            [
                .. hasZero ? (ValueBin[])[new ValueBin(0, 0, ValueRange.Only(0))] : [],
                .. Enumerable.Range(0, edges.Length - 1).Select(place => Bin(edges, place, positive, isWhole, hasZero)),
            ],
            areValues: false,
            isLogarithmic);
    }

    private static ValueBin Bin(double[] edges, int place, double[] values, bool isWhole, bool hasZero)
    {
        var (from, to, isLast) = (edges[place], edges[place + 1], place == edges.Length - 2);
        if (isWhole)
        {
            to = isLast ? to : to - 1;
            return new ValueBin(from, to, new ValueRange(from, to));
        }

        // A filter includes both ends: where a trial lies right on the end, which is the next one's, the range goes to the last trial before it.
        var until = isLast || !values.Contains(to) ? to : values.Where(value => value >= from && value < to).DefaultIfEmpty(from).Max();
        var since = from == 0 && hasZero ? values.DefaultIfEmpty(from).Min() : from;
        return new ValueBin(from, to, new ValueRange(since, until));
    }

    private static double[] Logarithmic(double low, double high, int most, bool isWhole)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low)) - 1, (int)Math.Ceiling(Math.Log10(high)) + 1);
        foreach (var digits in Digits)
        {
            double[] round =
            [
                .. from power in Enumerable.Range(first, last - first + 1)
                   from digit in digits
                   let edge = double.Parse($"{digit.ToString(CultureInfo.InvariantCulture)}e{power.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture)
                   where !isWhole || edge == Math.Floor(edge)
                   select edge,
            ];
            if (Around(round, low, high) is var edges && edges.Length - 1 <= most)
            {
                return edges;
            }
        }

        var step = (last - first + most - 1) / most;
        return Around([.. Enumerable.Range(0, most + 2).Select(index => Math.Pow(10, first + (index * step)))], low, high);
    }

    private static double[] Linear(double low, double high, int most, bool isWhole)
    {
        var rough = Math.Max(high - low, double.Epsilon) / most;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var step in from scale in new[] { unit, 10 * unit } from digit in new[] { 1, 2, 2.5, 5, 10 } select digit * scale)
        {
            if (step < rough || (isWhole && step != Math.Floor(step)))
            {
                continue;
            }

            var start = Math.Floor(low / step);
            double[] round = [.. Enumerable.Range(0, most + 3).Select(index => Math.Round((start + index) * step, 12))];
            if (Around(round, low, high) is var edges && edges.Length - 1 <= most)
            {
                return edges;
            }
        }

        return [low, high];
    }

    // From the last round number not above the lowest value to the first not below the highest.
    private static double[] Around(double[] round, double low, double high) =>
    [
        .. round.Index()
            .Where(edge => (edge.Index + 1 >= round.Length || round[edge.Index + 1] > low) && (edge.Index == 0 || round[edge.Index - 1] < high))
            .Select(edge => edge.Item),
    ];
}
