using Explorer.Lab.Sweeps.Understanding;
using Plotly.Blazor.LayoutLib.XAxisLib;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Sweeps;

/// <summary>Where a slice draws the values of its hyperparameter: few values as words at equal distances, many as numbers, on a logarithmic axis where they spread so.</summary>
internal sealed class SliceAxis(ValueBins bins)
{
    /// <summary>So many powers of ten need no ticks between them.</summary>
    private const double ManyPowers = 3;

    private static readonly double[] Digits = [1, 2, 5];

    private readonly double _low = bins.All.FirstOrDefault(bin => bin.To > 0)?.From ?? 0;
    private readonly double _high = bins.All.Count == 0 ? 1 : bins.All[^1].To;

    private bool HasLogarithm => !bins.AreValues && bins.IsLogarithmic;

    /// <summary>Left of the smallest value by a twelfth of the axis: a logarithmic axis has no zero of its own.</summary>
    private double Zero => _low / Math.Pow(_high / _low, 1 / 12.0);

    /// <summary>A value as the axis takes it.</summary>
    public object PlaceOf(double value) => bins.AreValues ? TrialFields.Text(value) : value <= 0 && HasLogarithm ? Zero : value;

    /// <summary>Halfway through a range, or its one value.</summary>
    public object PlaceOf(ValueBin bin) => PlaceOf(bins.MiddleOf(bin));

    /// <summary>Equal for values that are drawn closer than a share of the axis.</summary>
    public double GrainOf(double value, double grain) => bins.AreValues ? value
        : HasLogarithm ? Math.Round(Math.Log(Math.Max(value, Zero) / _low) / (Math.Log(_high / _low) * grain))
        : Math.Round(value / ((_high - _low) * grain));

    /// <summary>Sets the axis up.</summary>
    public ChartLayout Apply(ChartLayout layout)
    {
        if (bins.AreValues)
        {
            return layout.WithCategories([.. bins.All.Select(bin => bin.Text)]);
        }

        if (!HasLogarithm)
        {
            return layout;
        }

        var ticks = Ticks().ToList();
        var hasZero = bins.All[0].To == 0;
        var margin = 0.04 * Math.Log10(_high / _low);
        var axis = layout.XAxis[0];
        axis.Type = TypeEnum.Log;
        axis.Title.Text += ", logarithmic";
        axis.Range = [Math.Log10(hasZero ? Zero : _low) - margin, Math.Log10(_high) + margin];
        axis.TickMode = TickModeEnum.Array;
        axis.TickVals = [.. hasZero ? (object[])[Zero] : [], .. ticks.Select(tick => (object)tick)];
        axis.TickText = [.. hasZero ? (object[])["0"] : [], .. ticks.Select(tick => (object)TrialFields.Text(tick))];
        return layout;
    }

    private IEnumerable<double> Ticks() =>
        from power in Enumerable.Range((int)Math.Floor(Math.Log10(_low)), (int)Math.Ceiling(Math.Log10(_high / _low)) + 2)
        from digit in Math.Log10(_high / _low) >= ManyPowers ? [1] : Digits
        let tick = double.Parse($"{digit}e{power}", System.Globalization.CultureInfo.InvariantCulture)
        where tick >= _low * 0.999 && tick <= _high * 1.001
        select tick;
}
