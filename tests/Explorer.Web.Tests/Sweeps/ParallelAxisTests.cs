using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class ParallelAxisTests
{
    [Fact]
    public void Powers_of_ten_lie_at_equal_distances_and_zero_has_its_own_tick_at_the_foot()
    {
        var axis = Axis(TrialField.Regularization, 0, 1e-4, 1e-2, 1);

        var ticks = axis.Ticks;

        Assert.Equal(["0", "0.0001", "0.01", "1"], ticks.Select(tick => tick.Text));
        Assert.Equal(0, ticks[0].Place);
        Assert.Equal(1, ticks[3].Place, 12);
        Assert.Equal(ticks[2].Place - ticks[1].Place, ticks[3].Place - ticks[2].Place, 12);
        Assert.True(ticks[1].Place > 0.1);
    }

    [Fact]
    public void Without_a_zero_the_smallest_value_stands_at_the_foot() => Assert.Equal(0, Axis(TrialField.Alpha, 9, 99).PlaceOf(9));

    [Theory]
    [InlineData(0.0, 0.2, null, 1e-4)]
    [InlineData(0.5, 1.0, 0.01, null)]
    [InlineData(0.5, 0.7, 0.01, 0.01)]
    [InlineData(0.9, 0.99, 1.0, 1.0)]
    [InlineData(0.0, 0.1, 0.0, 0.0)]
    [InlineData(0.0, 1.0, null, null)]
    public void A_brush_snaps_to_the_values_it_covers(double low, double high, double? from, double? to) =>
        Assert.Equal(new ValueRange(from, to), Axis(TrialField.Regularization, 0, 1e-4, 1e-2, 1).RangeAt(low, high));

    [Fact]
    public void A_brush_between_values_covers_nothing() => Assert.Null(Axis(TrialField.Regularization, 0, 1e-4, 1e-2, 1).RangeAt(0.3, 0.4));

    [Fact]
    public void A_brush_comes_back_to_where_it_was()
    {
        var axis = Axis(TrialField.Regularization, 0, 1e-4, 1e-2, 1);

        var (low, high) = axis.BrushOf(axis.RangeAt(0.1, 0.6)!.Value)!.Value;

        Assert.Equal(axis.PlaceOf(1e-4), low, 0.03);
        Assert.Equal(axis.PlaceOf(1e-2), high, 0.03);
        Assert.Null(axis.BrushOf(ValueRange.All));
    }

    [Fact]
    public void Values_without_steps_are_brushed_freely_and_rounded()
    {
        var trials = Enumerable.Range(0, 101).Select(index => Trial(index + 1, 10, index / 1000.0)).ToArray();
        var axis = new ParallelAxis(TrialField.Best, "best value", trials, Metric.PrecisionTest);

        Assert.Equal(new ValueRange(0.03333, null), axis.RangeAt(1 / 3.0, 1));
        Assert.Equal(["0", "0.02", "0.04", "0.06", "0.08", "0.1"], axis.Ticks.Select(tick => tick.Text));
    }

    [Fact]
    public void One_value_alone_stands_in_the_middle()
    {
        var axis = Axis(TrialField.Alpha, 49);

        Assert.Equal(0.5, axis.PlaceOf(49));
        Assert.Equal([(0.5, "49")], axis.Ticks);
    }

    [Fact]
    public void An_axis_without_values_has_no_ticks()
    {
        var axis = new ParallelAxis(TrialField.Best, "best value", [], Metric.PrecisionTest);

        Assert.Empty(axis.Ticks);
        Assert.Null(axis.RangeAt(0, 1));
        Assert.Null(axis.BrushOf(ValueRange.Only(1)));
    }

    [Fact]
    public void The_nearest_line_is_the_one_that_passes_the_point()
    {
        var spec = SweepSpec.Small(new Lab.Datasets.DatasetId(1));
        Trial[] trials = [Trial(1, 10, 0.1), Trial(2, 40, 0.2), Trial(3, 80, 0.3)];
        var picture = new SweepPicture(
            new Sweep(new SweepId(1), spec, "", WorkState.Completed, "", DateTimeOffset.UnixEpoch, null, null, 3, 3), trials, TimeLeft: null);
        ParallelAxis[] axes = [.. new[] { TrialField.Factors, TrialField.Best }.Select(field => new ParallelAxis(field, "", trials, Metric.PrecisionTest))];

        var lines = new ParallelPicture(axes, picture, new SweepPicture(picture.Sweep, trials[1..], TimeLeft: null));

        Assert.Equal(3, lines.MeasuredCount);
        Assert.Equal(2, lines.ShownCount);
        Assert.Equal("M50 1000L950 1000", lines.Faded);
        Assert.Equal("M50 0L950 0", lines.PathOf(trials[2], Metric.PrecisionTest));
        Assert.Equal(3, lines.Nearest(0.5, 0.99)?.Number);
        Assert.Equal(2, lines.Nearest(lines.AxisAt(1), 0.5)?.Number);
        Assert.Null(lines.Nearest(0.5, 0.01));
    }

    private static ParallelAxis Axis(TrialField field, params double[] values) => new(
        field,
        "",
        [.. values.Select((value, index) => field == TrialField.Alpha ? Trial(index + 1, 10, 0.1, alpha: value) : Trial(index + 1, 10, 0.1, regularization: value))],
        Metric.PrecisionTest);

    private static Trial Trial(int number, int factors, double best, double regularization = 0.1, double alpha = 9) => new(
        new TrialId(number),
        new SweepId(1),
        number,
        new Hyperparameters(factors, regularization, alpha),
        WorkState.Completed,
        "",
        1,
        1,
        new LearningCurvePoint(1, best, best, best, 1, 1, 1, 1));
}
