using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Web.Shared;
using Plotly.Blazor.Traces;

namespace Explorer.Web.Sweeps;

/// <summary>The metric by two hyperparameters. Axes and colours come from all trials, so that a filter empties cells and moves nothing.</summary>
internal sealed class HeatMapFigure(Metric metric, HeatMapChoice choice, ChartTheme theme)
{
    /// <summary>With more columns, cells are too narrow for their value; it is in the hover label and in the table.</summary>
    private const int MostColumnsWithText = 8;

    private const int ColorSteps = 12;

    public StudyFigure Of(SweepPicture picture, IReadOnlyList<Trial> shown, Trial? selected)
    {
        double[] xs = Levels(choice.X, picture.Trials);
        double[] ys = Levels(choice.Y, picture.Trials);
        var every = Cells(picture.Trials);
        var cells = Cells(shown);
        string[] columns = [.. xs.Select(TrialFields.Text)];
        string[] rows = [.. ys.Select(TrialFields.Text)];
        var layout = StudyLayout.Of(theme, choice.X.Label(), choice.Y.Label(), choice.Word).WithCategories(columns, rows);
        if (selected is not null && (choice.Slice is null || choice.Third.Of(selected.Hyperparameters) == choice.Slice))
        {
            layout.Shapes = [StudyLayout.Frame(
                theme, Array.IndexOf(xs, choice.X.Of(selected.Hyperparameters)), Array.IndexOf(ys, choice.Y.Of(selected.Hyperparameters)))];
        }

        var map = new HeatMap
        {
            X = [.. columns],
            Y = [.. rows],
            Z = [.. ys.Select(y => (object)xs.Select(x => cells.TryGetValue((x, y), out var cell) ? cell.Value : (double?)null).ToArray())],
            HoverText = [.. ys.Select(y => (object)xs.Select(x => cells.TryGetValue((x, y), out var cell) ? Hover(x, y, cell) : "").ToArray())],
            HoverTemplate = "%{hovertext}<extra></extra>",
            HoverOnGaps = false,
            TextTemplate = xs.Length <= MostColumnsWithText ? "%{z:.4f}" : "",
            XGap = 2,
            YGap = 2,
            ColorScale = Scale(),
            ColorBar = new Plotly.Blazor.Traces.HeatMapLib.ColorBar { Thickness = 10, OutlineWidth = 0, TickFormat = ".3f" },
            ShowScale = every.Values.DistinctBy(cell => cell.Value).Skip(1).Any(),
            ZMin = every.Count == 0 ? null : (decimal)every.Values.Min(cell => cell.Value),
            ZMax = every.Count == 0 ? null : (decimal)every.Values.Max(cell => cell.Value),
        };
        return new StudyFigure([map], layout, [choice.X.Label(), choice.Y.Label(), choice.IsMean ? "Mean" : "Best", "Trials", "Best trial"], Table(cells));
    }

    /// <summary>The filter after a click on a cell: its two values, and the slice when one is chosen.</summary>
    /// <param name="x">As written on the axis.</param>
    /// <param name="y">As written on the axis.</param>
    public static TrialFilter Click(TrialFilter filter, HeatMapChoice choice, string x, string y)
    {
        var clicked = filter
            .WithRange(choice.X, ValueRange.Only(double.Parse(x, CultureInfo.InvariantCulture)))
            .WithRange(choice.Y, ValueRange.Only(double.Parse(y, CultureInfo.InvariantCulture)));
        return choice.Slice is { } slice ? clicked.WithRange(choice.Third, ValueRange.Only(slice)) : clicked;
    }

    /// <summary>The values of a hyperparameter, ascending.</summary>
    public static double[] Levels(TrialField field, IReadOnlyList<Trial> trials) =>
        [.. trials.Select(trial => field.Of(trial.Hyperparameters)).Distinct().Order()];

    private Dictionary<(double X, double Y), Cell> Cells(IReadOnlyList<Trial> trials) =>
        (from trial in trials
         let value = TrialField.Best.Of(trial, metric)
         where value is not null && (choice.Slice is null || choice.Third.Of(trial.Hyperparameters) == choice.Slice)
         group (Trial: trial, Value: value.Value) by (choice.X.Of(trial.Hyperparameters), choice.Y.Of(trial.Hyperparameters)))
        .ToDictionary(
            group => group.Key,
            group =>
            {
                var best = metric.HigherIsBetter ? group.MaxBy(pair => pair.Value) : group.MinBy(pair => pair.Value);
                return new Cell(choice.IsMean ? group.Average(pair => pair.Value) : best.Value, group.Count(), best.Trial);
            });

    private StudyRow[] Table(Dictionary<(double X, double Y), Cell> cells) =>
    [
        .. cells.OrderBy(pair => pair.Key).Select(pair => new StudyRow(
            [TrialFields.Text(pair.Key.X), TrialFields.Text(pair.Key.Y), Formatting.Metric(pair.Value.Value), Formatting.Whole(pair.Value.Count), Formatting.Whole(pair.Value.Best.Number)],
            Click(TrialFilter.None, choice, TrialFields.Text(pair.Key.X), TrialFields.Text(pair.Key.Y)).ToString())),
    ];

    private string Hover(double x, double y, Cell cell) =>
        $"{choice.X.Label()} = {TrialFields.Text(x)}, {choice.Y.Label()} = {TrialFields.Text(y)}<br><b>{Formatting.Metric(cell.Value)}</b>, " +
        $"{(choice.IsMean ? "mean" : "best")} of {Formatting.Count(cell.Count, "trial")}<br>best: trial {cell.Best.Number}, {CurveTraces.Words(cell.Best.Hyperparameters)}";

    // The better end is the same colour whether the metric rises or falls.
    private object[] Scale() =>
    [
        .. Enumerable.Range(0, ColorSteps).Select(step => (object)new object[]
        {
            step / (ColorSteps - 1.0),
            theme.Ordered(metric.HigherIsBetter ? step : ColorSteps - 1 - step, ColorSteps),
        }),
    ];

    private sealed record Cell(double Value, int Count, Trial Best);
}
