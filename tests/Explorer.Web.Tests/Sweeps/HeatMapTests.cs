using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Sweeps;
using Plotly.Blazor.Traces;

namespace Explorer.Web.Tests.Sweeps;

public sealed class HeatMapTests
{
    private static readonly HeatMapChoice Best = new(TrialField.Alpha, TrialField.Regularization, IsMean: false, Slice: null);

    [Fact]
    public void A_cell_is_the_best_or_the_mean_over_the_third_hyperparameter_or_one_slice_of_it()
    {
        var picture = Picture((10, 0, 9, 0.1), (20, 0, 9, 0.3), (10, 1, 9, 0.2));

        Assert.Equal([0.3], Column(Best, picture, 0));
        Assert.Equal([0.2], Column(Best, picture, 1));
        Assert.Equal(0.2, Column(Best with { IsMean = true }, picture, 0)[0]!.Value, 12);
        Assert.Equal([0.1], Column(Best with { Slice = 10 }, picture, 0));
        Assert.Equal([null], Column(Best with { Slice = 20 }, picture, 1));
    }

    [Fact]
    public void For_an_error_the_best_is_the_lowest()
    {
        var picture = Picture((10, 0, 9, 0.1), (20, 0, 9, 0.3));

        var figure = new HeatMapFigure(Metric.MseTest, Best, new ChartTheme(isDark: false)).Of(picture, picture.Trials, selected: null);

        Assert.Equal("0.70000", figure.Rows[0].Cells[2]);
    }

    [Fact]
    public void A_filter_empties_cells_and_moves_neither_axes_nor_colours()
    {
        var picture = Picture((10, 0, 9, 0.1), (20, 1, 49, 0.3));
        var all = Figure(Best, picture, picture.Trials);
        var some = Figure(Best, picture, picture.Trials.Take(1).ToList());

        var (before, after) = ((HeatMap)all.Traces[0], (HeatMap)some.Traces[0]);
        Assert.Equal(before.X, after.X);
        Assert.Equal((before.ZMin, before.ZMax), (after.ZMin, after.ZMax));
        Assert.Equal(2, all.Rows.Count);
        Assert.Single(some.Rows);
    }

    [Fact]
    public void A_click_on_a_cell_keeps_its_two_values_and_what_was_filtered_otherwise()
    {
        var picture = Picture((10, 0, 9, 0.1), (40, 1e-5, 9, 0.3));
        var filter = TrialFilter.Parse("not failed && alpha < 5");

        Assert.Equal("!(state == failed) && alpha == 9 && lambda == 1e-5", HeatMapFigure.Click(picture, filter, Best, "9", "1e-5").ToString());
        Assert.EndsWith("factors == 40", HeatMapFigure.Click(picture, filter, Best with { Slice = 40 }, "9", "0").ToString(), StringComparison.Ordinal);
        Assert.Same(filter, HeatMapFigure.Click(picture, filter, Best, "9", "77"));
    }

    [Fact]
    public void Values_of_a_search_share_cells_that_say_how_many_trials_they_hold()
    {
        var picture = Picture([.. Enumerable.Range(0, 40).Select(index => (10 + index, index % 4 == 0 ? 0 : Math.Pow(10, (index / 8.0) - 3), 1 + (index / 2.0), index / 100.0))]);

        var figure = Figure(Best, picture, picture.Trials);

        var map = (HeatMap)figure.Traces[0];
        Assert.InRange(map.X.Count, 2, ValueBins.Most);
        Assert.Equal("0", map.Y[0]);
        Assert.Equal(40, figure.Rows.Sum(row => int.Parse(row.Cells[3], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(40, map.CustomData.SelectMany(row => (int[][])row).SelectMany(trials => trials).Distinct().Count());
        Assert.Contains(map.Text.SelectMany(row => (string[])row), text => text.EndsWith("<br>n = 3", StringComparison.Ordinal));
        Assert.All(figure.Rows, row => Assert.Equal(
            row.Cells[3], TrialFilter.Parse(row.Filter).Apply(picture.Trials, Metric.PrecisionTest).Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var slice = Best with { Slice = 30 };
        Assert.All(Figure(slice, picture, picture.Trials).Rows, row => Assert.Contains("factors >= 30", row.Filter, StringComparison.Ordinal));
    }

    [Fact]
    public void A_slice_over_values_of_a_search_has_a_logarithmic_axis_with_zero_left_of_it()
    {
        var picture = Picture([.. Enumerable.Range(0, 40).Select(index => (10, index == 0 ? 0 : Math.Pow(10, (index / 8.0) - 3), 9.0, index / 100.0))]);

        var figure = new SliceFigure(Metric.PrecisionTest, "precision", TrialField.Regularization, new ChartTheme(isDark: false)).Of(picture, picture.Trials, selected: null);

        var (axis, dots) = (figure.Layout.XAxis[0], (Scatter)figure.Traces[0]);
        Assert.Equal(Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Log, axis.Type);
        Assert.Equal("0", axis.TickText[0]);
        Assert.Equal(axis.TickVals[0], dots.X[0]);
        Assert.All(dots.X.Skip(1), x => Assert.True((double)x > (double)dots.X[0]));
        Assert.InRange(figure.Rows.Count, 3, ValueBins.Most);
    }

    [Theory]
    [InlineData(null, "alpha~lambda~best")]
    [InlineData("nonsense", "alpha~lambda~best")]
    [InlineData("alpha~alpha~best", "alpha~lambda~best")]
    [InlineData("best~alpha~mean", "alpha~lambda~best")]
    [InlineData("factors~alpha~mean~1e-5", "factors~alpha~mean~1e-5")]
    public void The_choice_is_restored_from_its_word(string? word, string expected) =>
        Assert.Equal(expected, HeatMapChoice.Read(word, [2, 3, 4]).Word);

    private static double?[] Column(HeatMapChoice choice, SweepPicture picture, int row)
    {
        var figure = Figure(choice, picture, picture.Trials);
        return (double?[])((HeatMap)figure.Traces[0]).Z[row];
    }

    private static StudyFigure Figure(HeatMapChoice choice, SweepPicture picture, IReadOnlyList<Trial> shown) =>
        new HeatMapFigure(Metric.PrecisionTest, choice, new ChartTheme(isDark: true)).Of(picture, shown, selected: null);

    private static SweepPicture Picture(params (int FactorCount, double Regularization, double Alpha, double Value)[] trials) => new(
        new Sweep(new SweepId(1), SweepSpec.Small(new Lab.Datasets.DatasetId(1)), "", WorkState.Completed, "", DateTimeOffset.UnixEpoch, null, null, 1, 1),
        [.. trials.Select((trial, index) => new Trial(
            new TrialId(index + 1),
            new SweepId(1),
            index + 1,
            new Hyperparameters(trial.FactorCount, trial.Regularization, trial.Alpha),
            WorkState.Completed,
            "",
            1,
            1,
            new LearningCurvePoint(1, 0, trial.Value, 0, 0, 1 - trial.Value, 1, 1)))],
        TimeLeft: null);
}
