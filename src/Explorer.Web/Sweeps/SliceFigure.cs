using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Web.Shared;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace Explorer.Web.Sweeps;

/// <summary>The metric against one hyperparameter: every trial a point, the best and the median of each value, or of each range of values, as lines.</summary>
internal sealed class SliceFigure(Metric metric, string metricName, TrialField field, ChartTheme theme)
{
    public StudyFigure Of(SweepPicture picture, IReadOnlyList<Trial> shown, Trial? selected)
    {
        var bins = HeatMapFigure.BinsOf(field, picture);
        var axis = new SliceAxis(bins);
        var levels = Level.Of(field, bins, shown, metric);
        var points = CoveredDots.Of([.. shown.Where(trial => TrialField.Best.Of(trial, metric) is not null)], metric, trial => axis.GrainOf(field.Of(trial.Hyperparameters), CoveredDots.Grain));
        var layout = axis.Apply(StudyLayout.Of(theme, field.Label(), metricName, $"slice-{field}"));
        layout.ShowLegend = true;
        if (points.Length == 1)
        {
            // Around a single value Plotly would show one unit each way, and negative precisions.
            layout.YAxis[0].RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero;
        }

        Trial[][] raised = selected is null || TrialField.Best.Of(selected, metric) is null ? [] : [[selected]];
        return new StudyFigure(
            [
                Dots(points, axis, "trials", theme.Muted, size: 5, opacity: 0.45m),
                Line(levels, axis, "best", level => level.Best, ChartTheme.Unordered(0), "solid"),
                Line(levels, axis, "median", level => level.Median, ChartTheme.Unordered(3), "dot"),
                Dots(raised, axis, selected is null ? "" : $"trial {selected.Number}", theme.Ink, size: 11, opacity: 1),
            ],
            layout,
            [field.Label(), "Best", "Median", "Trials", "Best trial"],
            [.. levels.Select(level => new StudyRow(
                [level.Bin.Text, Formatting.Metric(level.Best), Formatting.Metric(level.Median), Formatting.Whole(level.Count), Formatting.Whole(level.BestTrial.Number)],
                TrialFilter.None.WithRange(field, level.Bin.Range).ToString()))])
        {
            Numbers =
            [
                [.. points.Select(alike => alike[0].Number)],
                [.. levels.Select(level => level.BestTrial.Number)],
                [],
                [.. raised.Select(alike => alike[0].Number)],
            ],
        };
    }

    private Scatter Dots(Trial[][] points, SliceAxis axis, string name, string color, int size, decimal opacity) => new()
    {
        Name = name,
        Mode = ModeFlag.Markers,
        X = [.. points.Select(alike => axis.PlaceOf(field.Of(alike[0].Hyperparameters)))],
        Y = [.. points.Select(alike => (object?)TrialField.Best.Of(alike[0], metric))],
        HoverTextArray = [.. points.Select(alike => $"Trial {alike[0].Number}: {CurveTraces.Words(alike[0].Hyperparameters)}")],
        CustomData = [.. points.Select(alike => (object)alike.Select(trial => trial.Number).ToArray())],
        HoverTemplate = "%{hovertext}<br><b>%{y:.5f}</b><extra></extra>",
        ShowLegend = points.Length > 0,
        Marker = new Marker { Color = color, Size = size, Opacity = opacity },
    };

    private static Scatter Line(IReadOnlyList<Level> levels, SliceAxis axis, string name, Func<Level, double> value, string color, string dash) => new()
    {
        Name = name,
        Mode = ModeFlag.Lines | ModeFlag.Markers,
        X = [.. levels.Select(level => axis.PlaceOf(level.Bin))],
        Y = [.. levels.Select(level => (object)value(level))],
        HoverTextArray = [.. levels.Select(level => $"{level.Bin.Text}: {name} of {Formatting.Count(level.Count, "trial")}")],
        HoverTemplate = "%{hovertext}<br><b>%{y:.5f}</b><extra></extra>",
        Line = new Line { Color = color, Width = 2, Dash = dash },
        Marker = new Marker { Color = color, Size = 6 },
    };
}
