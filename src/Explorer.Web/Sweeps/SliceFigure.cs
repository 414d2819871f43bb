using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Web.Shared;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace Explorer.Web.Sweeps;

/// <summary>The metric against one hyperparameter: every trial a point, the best and the median of each value as lines.</summary>
internal sealed class SliceFigure(Metric metric, string metricName, TrialField field, ChartTheme theme)
{
    /// <summary>Points of one value closer than this share of the span cover each other; of many trials one of them is drawn.</summary>
    private const double Grain = 1 / 60.0;

    private const int ManyTrials = 400;

    public StudyFigure Of(SweepPicture picture, IReadOnlyList<Trial> shown, Trial? selected)
    {
        string[] values = [.. HeatMapFigure.Levels(field, picture.Trials).Select(TrialFields.Text)];
        var levels = Level.Of(field, shown, metric);
        var points = Thinned([.. shown.Where(trial => TrialField.Best.Of(trial, metric) is not null)]);
        var layout = StudyLayout.Of(theme, field.Label(), metricName, $"slice-{field}").WithCategories(values);
        layout.ShowLegend = true;
        Trial[] raised = selected is null || TrialField.Best.Of(selected, metric) is null ? [] : [selected];
        return new StudyFigure(
            [
                Dots(points, "trials", theme.Muted, size: 5, opacity: 0.45m),
                Line(levels, "best", level => level.Best, ChartTheme.Unordered(0), "solid"),
                Line(levels, "median", level => level.Median, ChartTheme.Unordered(3), "dot"),
                Dots(raised, selected is null ? "" : $"trial {selected.Number}", theme.Ink, size: 11, opacity: 1),
            ],
            layout,
            [field.Label(), "Best", "Median", "Trials", "Best trial"],
            [.. levels.Select(level => new StudyRow(
                [TrialFields.Text(level.Value), Formatting.Metric(level.Best), Formatting.Metric(level.Median), Formatting.Whole(level.Count), Formatting.Whole(level.BestTrial.Number)],
                TrialFilter.None.WithRange(field, ValueRange.Only(level.Value)).ToString()))])
        {
            Numbers =
            [
                [.. points.Select(trial => trial.Number)],
                [.. levels.Select(level => level.BestTrial.Number)],
                [],
                [.. raised.Select(trial => trial.Number)],
            ],
        };
    }

    private Trial[] Thinned(Trial[] trials)
    {
        if (trials.Length <= ManyTrials)
        {
            return trials;
        }

        var values = trials.ToDictionary(trial => trial.Id, trial => TrialField.Best.Of(trial, metric) ?? 0);
        var grain = Math.Max(double.Epsilon, (values.Values.Max() - values.Values.Min()) * Grain);
        return [.. trials.DistinctBy(trial => (field.Of(trial.Hyperparameters), Math.Round(values[trial.Id] / grain)))];
    }

    private Scatter Dots(Trial[] trials, string name, string color, int size, decimal opacity) => new()
    {
        Name = name,
        Mode = ModeFlag.Markers,
        X = [.. trials.Select(trial => TrialFields.Text(field.Of(trial.Hyperparameters)))],
        Y = [.. trials.Select(trial => (object?)TrialField.Best.Of(trial, metric))],
        HoverTextArray = [.. trials.Select(trial => $"Trial {trial.Number}: {CurveTraces.Words(trial.Hyperparameters)}")],
        HoverTemplate = "%{hovertext}<br><b>%{y:.5f}</b><extra></extra>",
        ShowLegend = trials.Length > 0,
        Marker = new Marker { Color = color, Size = size, Opacity = opacity },
    };

    private static Scatter Line(IReadOnlyList<Level> levels, string name, Func<Level, double> value, string color, string dash) => new()
    {
        Name = name,
        Mode = ModeFlag.Lines | ModeFlag.Markers,
        X = [.. levels.Select(level => TrialFields.Text(level.Value))],
        Y = [.. levels.Select(level => (object)value(level))],
        HoverTemplate = $"%{{x}}: <b>%{{y:.5f}}</b>, {name}<extra></extra>",
        Line = new Line { Color = color, Width = 2, Dash = dash },
        Marker = new Marker { Color = color, Size = 6 },
    };
}
