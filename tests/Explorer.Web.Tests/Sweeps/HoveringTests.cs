using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Sweeps;
using Plotly.Blazor;
using Plotly.Blazor.Traces;

namespace Explorer.Web.Tests.Sweeps;

/// <summary>What <c>js/hover.js</c> is told: which trial each point and line belongs to. What it does with it, the browser tests see.</summary>
public sealed class HoveringTests
{
    [Fact]
    public void Curves_name_the_trial_of_each_point_and_only_those_of_many_trials_fade()
    {
        var painter = new CurvePainter(new ChartTheme(isDark: false), CurveView.Initial, groupCount: 1, hasSelection: false, hasMarkers: true, valueFormat: ".5f");

        Scatter[] painted =
        [
            .. new[] { (CurveRole.Group, 0), (CurveRole.Smooth, 0), (CurveRole.Smooth, -1), (CurveRole.Highlight, -1), (CurveRole.Baseline, -1) }
                .Select(trace => (Scatter)painter.Paint(new CurveTrace(trace.Item1, false, trace.Item2, "", false, [1, null, 1], [0.5, null, 0.4], ["a", "", "b"]) { Numbers = [7, 0, 9] })),
        ];

        Assert.All(painted, trace => Assert.Equal([7, 0, 9], trace.CustomData));
        Assert.Equal([true, true, false, false, false], painted.Select(trace => trace.UId.StartsWith("curves-", StringComparison.Ordinal)));
        Assert.Equal(painted.Length, painted.Select(trace => trace.UId).Distinct().Count());
    }

    [Fact]
    public void A_figure_names_the_trials_of_its_points_unless_a_trace_says_more_itself()
    {
        ITrace[] traces = [new Scatter(), new Bar(), new Scatter { CustomData = [new[] { 1, 2 }] }, new Scatter()];
        var figure = new StudyFigure(traces, StudyLayout.Of(new ChartTheme(isDark: true), "", "", ""), [], []) { Numbers = [[3, 4], [5], [1], []] };

        figure.NameTrials();

        Assert.Equal([3, 4], ((Scatter)traces[0]).CustomData);
        Assert.Equal([5], ((Bar)traces[1]).CustomData);
        Assert.Equal([1, 2], Assert.IsType<int[]>(Assert.Single(((Scatter)traces[2]).CustomData)));
        Assert.Empty(((Scatter)traces[3]).CustomData);
    }

    [Fact]
    public void Points_of_a_slice_that_stand_for_several_trials_name_all_of_them()
    {
        var picture = Picture(2_000);

        var figure = new SliceFigure(Metric.PrecisionTest, "precision", TrialField.Factors, new ChartTheme(isDark: false)).Of(picture, picture.Trials, selected: null);

        var dots = (Scatter)figure.Traces[0];
        Assert.True(dots.CustomData.Count < 2_000);
        Assert.Equal(Enumerable.Range(1, 2_000), dots.CustomData.SelectMany(trials => (int[])trials).Order());
    }

    [Fact]
    public void Dots_of_the_cost_chart_that_stand_for_several_trials_name_all_of_them()
    {
        var picture = Picture(2_000);

        var figure = new CostFigure(Metric.PrecisionTest, "precision", new ChartTheme(isDark: false)).Of(picture, picture.Trials, [], selected: null);

        var named = figure.Traces.Cast<Scatter>().SelectMany(trace => trace.CustomData ?? []).Cast<int[]>().ToArray();
        Assert.True(named.Length < 2_000);
        Assert.Equal(Enumerable.Range(1, 2_000), named.SelectMany(trials => trials).Order());
    }

    [Fact]
    public void Each_rank_of_parallel_coordinates_has_a_line_for_each_number()
    {
        var picture = Picture(45);
        var shown = new SweepPicture(picture.Sweep, [.. picture.Trials.Where(trial => trial.Number % 3 != 0)], TimeLeft: null);
        ParallelAxis[] axes = [new(TrialField.Factors, "factors", picture.Trials, Metric.PrecisionTest), new(TrialField.Best, "best", picture.Trials, Metric.PrecisionTest)];

        var lines = new ParallelPicture(axes, picture, shown);

        Assert.Equal(lines.Ranks.Select(path => path.Count(letter => letter == 'M')), lines.Numbers.Select(numbers => numbers.Count));
        Assert.Equal(shown.Trials.Select(trial => trial.Number), lines.Numbers.SelectMany(numbers => numbers).Order());
        Assert.Equal(lines.PathOf(picture.Numbered(44), Metric.PrecisionTest), "M" + lines.Ranks[^1].Split('M')[1 + lines.Numbers[^1].ToList().IndexOf(44)]);
    }

    private static SweepPicture Picture(int count) => new(
        new Sweep(new SweepId(1), SweepSpec.Small(new DatasetId(1)), "", WorkState.Completed, "", DateTimeOffset.UnixEpoch, null, null, count, count),
        [.. Enumerable.Range(1, count).Select(number => new Trial(
            new TrialId(number), new SweepId(1), number, new Hyperparameters(10 * (1 + (number % 5)), 0.1, 9), WorkState.Completed, "", 1, 1,
            new LearningCurvePoint(1, 0, number / 10_000.0, 0, 0, 0, 1, 1)))],
        TimeLeft: null);
}
