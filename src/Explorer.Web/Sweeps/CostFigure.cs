using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Web.Shared;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace Explorer.Web.Sweeps;

/// <summary>Quality against seconds of training: every trial at its best epoch, and the front of what no faster point equals.</summary>
internal sealed class CostFigure(Metric metric, string metricName, ChartTheme theme)
{
    /// <summary>1, 2 and 5 of every power of ten from a hundredth of a second to a week.</summary>
    private static readonly object[] SecondTicks =
        [.. Enumerable.Range(-2, 8).SelectMany(power => new[] { 1.0, 2, 5 }, (power, digit) => (object)(digit * Math.Pow(10, power)))];

    public StudyFigure Of(SweepPicture picture, IReadOnlyList<Trial> shown, IReadOnlyList<CostPoint> front, Trial? selected)
    {
        var factors = HeatMapFigure.BinsOf(TrialField.Factors, picture);
        Trial[] measured = [.. shown.Where(trial => TrialField.Best.Of(trial, metric) is not null)];
        var grain = GrainOf(measured);
        var groups = CoveredDots
            .Of(measured, metric, trial => (factors.IndexOf(trial.Hyperparameters.FactorCount), Math.Round(LogSeconds(trial) / grain)))
            .ToLookup(alike => factors.IndexOf(alike[0].Hyperparameters.FactorCount));
        Trial[][][] drawn = [.. Enumerable.Range(0, factors.All.Count).Select(place => groups[place].ToArray())];
        Trial[][] raised = selected is null || TrialField.Best.Of(selected, metric) is null ? [] : [[selected]];
        var layout = StudyLayout.Of(theme, "Seconds of training, logarithmic", metricName, "cost");
        layout.XAxis[0].Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Log;
        layout.XAxis[0].TickMode = Plotly.Blazor.LayoutLib.XAxisLib.TickModeEnum.Array;
        layout.XAxis[0].TickVals = [.. SecondTicks];
        layout.ShowLegend = true;
        return new StudyFigure(
            [
                .. drawn.Select((points, index) => Dots(points, $"f = {factors.All[index].Text}", theme.Ordered(index, factors.All.Count), 5, 0.6m)),
                Front(front),
                Dots(raised, selected is null ? "" : $"trial {selected.Number}", theme.Ink, 11, 1),
            ],
            layout,
            ["Front: trial", "Epoch", "Seconds of training", "Value"],
            [.. front.Select(point => new StudyRow(
                [$"{point.Trial.Number}: {CurveTraces.Words(point.Trial.Hyperparameters)}", Formatting.Whole(point.Point.Epoch), point.Seconds.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), Formatting.Metric(point.Value)],
                TrialFilter.None.WithRange(TrialField.Number, ValueRange.Only(point.Trial.Number)).ToString()))])
        {
            Numbers =
            [
                .. drawn.Select(points => (IReadOnlyList<int>)[.. points.Select(alike => alike[0].Number)]),
                [.. front.Select(point => point.Trial.Number)],
                [.. raised.Select(alike => alike[0].Number)],
            ],
        };
    }

    // Of an axis that is some three times as wide as the chart is high, so a grain is a third.
    private static double GrainOf(Trial[] measured)
    {
        var span = measured.Length == 0 ? 0 : measured.Max(LogSeconds) - measured.Min(LogSeconds);
        return Math.Max(double.Epsilon, span * CoveredDots.Grain / 3);
    }

    private static double LogSeconds(Trial trial) => Math.Log10(Math.Max(1e-3, trial.Best?.TrainSeconds ?? 0));

    private Scatter Dots(Trial[][] points, string name, string color, int size, decimal opacity) => new()
    {
        Name = name,
        Mode = ModeFlag.Markers,
        X = [.. points.Select(alike => (object?)alike[0].Best?.TrainSeconds)],
        Y = [.. points.Select(alike => (object?)TrialField.Best.Of(alike[0], metric))],
        HoverTextArray = [.. points.Select(alike => $"Trial {alike[0].Number}: {CurveTraces.Words(alike[0].Hyperparameters)}, epoch {alike[0].Best?.Epoch}")],
        CustomData = [.. points.Select(alike => (object)alike.Select(trial => trial.Number).ToArray())],
        HoverTemplate = "%{hovertext}<br><b>%{y:.5f}</b> in %{x:.3~s} s<extra></extra>",
        ShowLegend = points.Length > 0,
        Marker = new Marker { Color = color, Size = size, Opacity = opacity },
    };

    private Scatter Front(IReadOnlyList<CostPoint> front) => new()
    {
        Name = "front, at any epoch",
        Mode = ModeFlag.Lines | ModeFlag.Markers,
        X = [.. front.Select(point => (object)point.Seconds)],
        Y = [.. front.Select(point => (object)point.Value)],
        HoverTextArray = [.. front.Select(point => $"Trial {point.Trial.Number} after epoch {point.Point.Epoch}: {CurveTraces.Words(point.Trial.Hyperparameters)}")],
        HoverTemplate = "%{hovertext}<br><b>%{y:.5f}</b> in %{x:.3~s} s<extra></extra>",
        ShowLegend = front.Count > 0,
        Line = new Line { Color = theme.Ink, Width = 2, Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum.Hv },
        Marker = new Marker { Color = theme.Ink, Size = 5 },
    };
}
