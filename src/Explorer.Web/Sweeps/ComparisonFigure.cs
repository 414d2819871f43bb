using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Recommender.Evaluation;
using Explorer.Web.Shared;
using Plotly.Blazor;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Symbols = Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum;

namespace Explorer.Web.Sweeps;

/// <summary>The charts of compared trials: one colour and one shape for each trial, test solid, train dashed.</summary>
internal sealed class ComparisonFigure(TrialComparison comparison, ChartTheme theme, bool hasTrain)
{
    private static readonly Symbols[] Shapes =
        [Symbols.Circle, Symbols.Square, Symbols.Diamond, Symbols.TriangleUp, Symbols.X, Symbols.TriangleDown, Symbols.Cross, Symbols.Star];

    /// <summary>The colour of a trial; the set's yellow is left out, which is not seen on white.</summary>
    /// <param name="place">0 … 7.</param>
    public static string ColorOf(int place, ChartTheme theme) => place < 6 ? ChartTheme.Unordered(place) : place == 6 ? theme.Muted : theme.Ink;

    /// <summary>The metric by epoch, with a mark at each best epoch.</summary>
    public StudyFigure Curves(string name) => Lines(
        "Epoch", name, "compared-curves", Sides(comparison.Metric), point => point.Epoch, hasMarks: true);

    /// <summary>The squared error by epoch.</summary>
    public StudyFigure Errors() => Lines(
        "Epoch", "Mean squared error", "compared-errors", Sides(new Metric(Measure.Mse, RankedList.Test)), point => point.Epoch, hasMarks: false);

    /// <summary>The metric by seconds of training.</summary>
    public StudyFigure Cost(string name)
    {
        var figure = Lines("Seconds of training, logarithmic", name, "compared-cost", [comparison.Metric], point => point.TrainSeconds, hasMarks: true);
        figure.Layout.XAxis[0].Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Log;
        return figure;
    }

    private Metric[] Sides(Metric metric) => hasTrain && metric.List != RankedList.Train ? [metric, metric with { List = RankedList.Train }] : [metric];

    private StudyFigure Lines(string xTitle, string yTitle, string revision, Metric[] metrics, Func<LearningCurvePoint, double> x, bool hasMarks)
    {
        var layout = StudyLayout.Of(theme, xTitle, yTitle, revision);
        layout.ShowLegend = true;
        layout.Margin.B = 76;
        var lines = (
            from metric in metrics
            from compared in comparison.Trials.Index()
            select (Metric: metric, compared.Index, Compared: compared.Item, Points: Measured(compared.Item, metric))).ToArray();
        var traces = lines.Select(line => (ITrace)Line(line.Compared, line.Index, line.Metric, line.Points, x)).ToList();
        if (hasMarks)
        {
            traces.AddRange(comparison.Trials.Index().Where(compared => compared.Item.Trial.Best is not null).Select(compared => Mark(compared.Item, compared.Index, x)));
        }

        return new StudyFigure(
            traces,
            layout,
            ["Trial", "Likes", xTitle, "Value"],
            [
                .. from line in lines
                   from point in line.Points
                   select new StudyRow(
                   [
                       NameOf(line.Compared),
                       line.Metric.List == RankedList.Train ? "train" : "test",
                       x(point).ToString(x(point) == point.Epoch ? "0" : "0.00", System.Globalization.CultureInfo.InvariantCulture),
                       Formatting.Metric(TrialComparisons.ValueOf(line.Compared.Sweep, point, line.Metric)),
                   ]),
            ]);
    }

    private static LearningCurvePoint[] Measured(ComparedTrial compared, Metric metric) =>
        [.. compared.Points.Where(point => TrialComparisons.ValueOf(compared.Sweep, point, metric) is { } value && double.IsFinite(value))];

    private Scatter Line(ComparedTrial compared, int place, Metric metric, LearningCurvePoint[] points, Func<LearningCurvePoint, double> x)
    {
        var isTrain = metric.List == RankedList.Train;
        return new Scatter
        {
            // Letters, figures and dashes only: Plotly makes a selector of it.
            UId = $"curves-{metric.Measure}-{metric.List}-{place}",
            CustomData = [.. points.Select(_ => (object)compared.Trial.Id.Value)],
            Name = NameOf(compared),
            LegendGroup = NameOf(compared),
            ShowLegend = !isTrain || metric == comparison.Metric,
            Mode = ModeFlag.Lines | ModeFlag.Markers,
            X = [.. points.Select(point => (object)x(point))],
            Y = [.. points.Select(point => (object?)TrialComparisons.ValueOf(compared.Sweep, point, metric))],
            HoverTextArray = [.. points.Select(point => $"{NameOf(compared)}: {CurveTraces.Words(compared.Trial.Hyperparameters)}, epoch {point.Epoch}")],
            HoverTemplate = $"%{{hovertext}}<br><b>%{{y:.5f}}</b>{(isTrain ? " (train)" : "")}<extra></extra>",
            Line = new Line { Color = ColorOf(place, theme), Width = 1.5m, Dash = isTrain ? "dash" : "solid" },
            Marker = new Marker { Color = ColorOf(place, theme), Size = 5, Symbol = Shapes[place] },
        };
    }

    private Scatter Mark(ComparedTrial compared, int place, Func<LearningCurvePoint, double> x)
    {
        var best = compared.Trial.Best!;
        return new Scatter
        {
            Name = $"{NameOf(compared)}, best epoch",
            LegendGroup = NameOf(compared),
            ShowLegend = false,
            Mode = ModeFlag.Markers,
            X = [x(best)],
            Y = [TrialComparisons.ValueOf(compared.Sweep, best, comparison.Metric)],
            HoverTextArray = [$"Best epoch of {NameOf(compared)}"],
            HoverTemplate = "%{hovertext}<br><b>%{y:.5f}</b><extra></extra>",
            Marker = new Marker { Color = ColorOf(place, theme), Size = 12, Symbol = Shapes[place], Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 2, Color = theme.Ink } },
        };
    }

    private static string NameOf(ComparedTrial compared) => $"Trial {compared.Trial.Number}, sweep {compared.Sweep.Id}";
}
