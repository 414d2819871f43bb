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

    /// <summary>With more rows, cells are too low for a value and, below it, of how many trials.</summary>
    private const int MostRowsOfTwoLines = 6;

    private const int ColorSteps = 12;
    private const int MostColumnsOnPhone = 3;

    public StudyFigure Of(SweepPicture picture, IReadOnlyList<Trial> shown, Trial? selected)
    {
        var (xs, ys) = (BinsOf(choice.X, picture), BinsOf(choice.Y, picture));
        var third = BinsOf(choice.Third, picture);
        var every = Cells(picture.Trials, xs, ys, third);
        var cells = Cells(shown, xs, ys, third);
        string[] columns = [.. xs.All.Select(bin => bin.Text)];
        string[] rows = [.. ys.All.Select(bin => bin.Text)];
        var layout = StudyLayout.Of(theme, choice.X.Label(), choice.Y.Label(), choice.Word).WithCategories(columns, rows);
        if (selected is not null && IsInSlice(selected, third))
        {
            layout.Shapes = [StudyLayout.Frame(
                theme, xs.IndexOf(choice.X.Of(selected.Hyperparameters)), ys.IndexOf(choice.Y.Of(selected.Hyperparameters)))];
        }

        // Cells of ranges hold more or fewer trials, as it happened; those of values as many as the grid gives them.
        var areValues = xs.AreValues && ys.AreValues;
        var map = new HeatMap
        {
            X = [.. columns],
            Y = [.. rows],
            Z = Table(cells, ys, xs, cell => cell.Value, (double?)null),
            Text = Table(cells, ys, xs, cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Value:0.0000}<br>n = {cell.Trials.Length}"), ""),
            HoverText = Table(cells, ys, xs, (cell, x, y) => Hover(x, y, cell), ""),
            CustomData = Table(cells, ys, xs, cell => cell.Trials.Select(trial => trial.Number).ToArray(), []),
            HoverTemplate = "%{hovertext}<extra></extra>",
            HoverOnGaps = false,
            TextTemplate = columns.Length > MostColumnsWithText ? "" : areValues || rows.Length > MostRowsOfTwoLines ? "%{z:.4f}" : "%{text}",
            XGap = 2,
            YGap = 2,
            ColorScale = Scale(),
            ColorBar = new Plotly.Blazor.Traces.HeatMapLib.ColorBar { Thickness = 10, OutlineWidth = 0, TickFormat = ".3f" },
            ShowScale = every.Values.DistinctBy(cell => cell.Value).Skip(1).Any(),
            ZMin = every.Count == 0 ? null : (decimal)every.Values.Min(cell => cell.Value),
            ZMax = every.Count == 0 ? null : (decimal)every.Values.Max(cell => cell.Value),
        };
        return new StudyFigure([map], layout, [choice.X.Label(), choice.Y.Label(), choice.IsMean ? "Mean" : "Best", "Trials", "Best trial"], Rows(picture, cells, xs, ys)) { NeedsWidth = columns.Length > MostColumnsOnPhone };
    }

    /// <summary>The filter after a click on a cell: its two values or ranges, and the slice when one is chosen; the same filter when there is no such cell.</summary>
    /// <param name="x">As written on the axis.</param>
    /// <param name="y">As written on the axis.</param>
    public static TrialFilter Click(SweepPicture picture, TrialFilter filter, HeatMapChoice choice, string x, string y)
    {
        if (BinsOf(choice.X, picture).Find(x) is not { } along || BinsOf(choice.Y, picture).Find(y) is not { } up)
        {
            return filter;
        }

        var clicked = filter.WithRange(choice.X, along.Range).WithRange(choice.Y, up.Range);
        return choice.Slice is { } slice && BinsOf(choice.Third, picture) is var third && third.IndexOf(slice) is >= 0 and var place
            ? clicked.WithRange(choice.Third, third.All[place].Range)
            : clicked;
    }

    /// <summary>The values of a hyperparameter, ascending.</summary>
    public static double[] Levels(TrialField field, IReadOnlyList<Trial> trials) =>
        [.. trials.Select(trial => field.Of(trial.Hyperparameters)).Distinct().Order()];

    /// <summary>The places of a hyperparameter on an axis.</summary>
    public static ValueBins BinsOf(TrialField field, SweepPicture picture) => ValueBins.Of(field, picture.Sweep.Spec, picture.Trials);

    private bool IsInSlice(Trial trial, ValueBins third) =>
        choice.Slice is not { } slice || third.IndexOf(choice.Third.Of(trial.Hyperparameters)) is >= 0 and var place && place == third.IndexOf(slice);

    private Dictionary<(int X, int Y), Cell> Cells(IReadOnlyList<Trial> trials, ValueBins xs, ValueBins ys, ValueBins third) =>
        (from trial in trials
         let value = TrialField.Best.Of(trial, metric)
         where value is not null && IsInSlice(trial, third)
         group (Trial: trial, Value: value.Value) by (xs.IndexOf(choice.X.Of(trial.Hyperparameters)), ys.IndexOf(choice.Y.Of(trial.Hyperparameters))))
        .ToDictionary(
            group => group.Key,
            group =>
            {
                var best = metric.HigherIsBetter ? group.MaxBy(pair => pair.Value) : group.MinBy(pair => pair.Value);
                return new Cell(choice.IsMean ? group.Average(pair => pair.Value) : best.Value, [.. group.Select(pair => pair.Trial)], best.Trial);
            });

    private static List<object> Table<T>(Dictionary<(int X, int Y), Cell> cells, ValueBins ys, ValueBins xs, Func<Cell, T> of, T otherwise) =>
        Table(cells, ys, xs, (cell, _, _) => of(cell), otherwise);

    private static List<object> Table<T>(Dictionary<(int X, int Y), Cell> cells, ValueBins ys, ValueBins xs, Func<Cell, ValueBin, ValueBin, T> of, T otherwise) =>
    [
        .. ys.All.Select((y, up) => (object)xs.All.Select((x, along) => cells.TryGetValue((along, up), out var cell) ? of(cell, x, y) : otherwise).ToArray()),
    ];

    private StudyRow[] Rows(SweepPicture picture, Dictionary<(int X, int Y), Cell> cells, ValueBins xs, ValueBins ys) =>
    [
        .. from pair in cells
           orderby pair.Key
           let x = xs.All[pair.Key.X].Text
           let y = ys.All[pair.Key.Y].Text
           select new StudyRow(
               [x, y, Formatting.Metric(pair.Value.Value), Formatting.Whole(pair.Value.Trials.Length), Formatting.Whole(pair.Value.Best.Number)],
               Click(picture, TrialFilter.None, choice, x, y).ToString()),
    ];

    private string Hover(ValueBin x, ValueBin y, Cell cell) =>
        $"{choice.X.Label()} = {x.Text}, {choice.Y.Label()} = {y.Text}<br><b>{Formatting.Metric(cell.Value)}</b>, " +
        $"{(choice.IsMean ? "mean" : "best")} of {Formatting.Count(cell.Trials.Length, "trial")}<br>best: trial {cell.Best.Number}, {CurveTraces.Words(cell.Best.Hyperparameters)}";

    // The better end is the same colour whether the metric rises or falls.
    private object[] Scale() =>
    [
        .. Enumerable.Range(0, ColorSteps).Select(step => (object)new object[]
        {
            step / (ColorSteps - 1.0),
            theme.Ordered(metric.HigherIsBetter ? step : ColorSteps - 1 - step, ColorSteps),
        }),
    ];

    private sealed record Cell(double Value, Trial[] Trials, Trial Best);
}
