using System.Xml.Linq;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Sweeps;
using Plotly.Blazor.Traces;

namespace Explorer.Web.Tests.Sweeps;

public sealed class ChartFilesTests
{
    [Fact]
    public void Dots_and_lines_keep_every_digit_and_leave_gaps_out()
    {
        var layout = StudyLayout.Of(new ChartTheme(isDark: false), "Seconds", "Value, of tests", "x");
        var figure = new StudyFigure(
            [new Scatter { Name = "f = 10", X = [1, null, 0.1 + 0.2], Y = [0.25, null, 1e-7], HoverTextArray = ["Trial 1<br>first", "", "=cmd"] }], layout, [], []);

        var csv = ChartCsv.Of(figure);

        Assert.Equal(
            "series,Seconds,\"Value, of tests\",point\r\nf = 10,1,0.25,\"Trial 1, first\"\r\nf = 10,0.30000000000000004,1E-07,\"'=cmd\"\r\n", csv);
    }

    [Fact]
    public void A_heat_map_has_a_row_for_each_cell_that_is_drawn()
    {
        var layout = StudyLayout.Of(new ChartTheme(isDark: false), "factors", "α", "x");
        var figure = new StudyFigure([new HeatMap { X = ["10", "20"], Y = ["9"], Z = [new double?[] { 0.5, null }] }], layout, [], []);

        Assert.Equal("series,factors,α,value\r\n,10,9,0.5\r\n", ChartCsv.Of(figure));
    }

    [Fact]
    public void Learning_curves_name_likes_trial_and_epoch_and_draw_the_raised_trial_once()
    {
        CurveTrace[] traces =
        [
            new(CurveRole.Group, IsTrain: false, 0, "f = 10", IsNamed: true, [1, null, 2], [0.5, null, 0.25], ["Trial 1", "", "Trial 2"]),
            new(CurveRole.Highlight, IsTrain: false, -1, "Trial 1", IsNamed: true, [1], [0.5], ["Trial 1"]),
        ];

        Assert.Equal(
            "series,likes,trial and settings,epoch,Precision@5\r\nf = 10,test,Trial 1,1,0.5\r\nf = 10,test,Trial 2,2,0.25\r\n", ChartCsv.Of(traces, "Precision@5"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parallel_coordinates_stand_alone_as_SVG_with_title_axes_ticks_and_lines(bool isDark)
    {
        var metric = Metric.PrecisionTest;
        Trial[] trials = [.. Enumerable.Range(1, 12).Select(number => new Trial(
            new TrialId(number), new SweepId(1), number, new Hyperparameters(number * 10, number % 2, 9), WorkState.Completed, "", 4, number,
            new LearningCurvePoint(4, 0, number / 100.0, 0, 0, 0, number, 0)))];
        var spec = SweepSpec.Small(new DatasetId(1));
        var picture = new SweepPicture(new Sweep(new SweepId(1), spec, "A & B", WorkState.Completed, "", default, null, null, 12, 12), trials, TimeLeft: null);
        var filter = TrialFilter.None.WithRange(TrialField.Factors, new ValueRange(20, 60));
        var shown = new SweepPicture(picture.Sweep, filter.Apply(trials, metric), TimeLeft: null);
        ParallelAxis[] axes = [new(TrialField.Factors, "factors", trials, metric), new(TrialField.Regularization, "λ", trials, metric), new(TrialField.Best, "best <value>", trials, metric)];
        var lines = new ParallelPicture(axes, picture, shown);

        var svg = XDocument.Parse(ParallelSvg.Of(lines, "A & B <by> hyperparameters", "5 of 12", filter, trials[1], metric, new ChartTheme(isDark), "0.9"));

        XNamespace space = "http://www.w3.org/2000/svg";
        var texts = svg.Descendants(space + "text").Select(text => text.Value).ToList();
        Assert.Equal("A & B <by> hyperparameters", svg.Root!.Element(space + "title")!.Value);
        Assert.Superset(new HashSet<string> { "factors", "λ", "best <value>", "5 of 12" }, texts.ToHashSet());
        Assert.All(axes.SelectMany(axis => axis.Ticks), tick => Assert.Contains(tick.Text, texts));
        var drawn = svg.Root.Element(space + "svg")!.Elements(space + "path").Select(path => path.Attribute("d")!.Value).ToList();
        Assert.Equal([lines.Faded, .. lines.Ranks.Where(rank => rank.Length > 0), lines.PathOf(trials[1], metric)], drawn);
        Assert.Equal(2, svg.Descendants(space + "rect").Count());
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Name.LocalName is "href" or "class" or "style");
    }
}
