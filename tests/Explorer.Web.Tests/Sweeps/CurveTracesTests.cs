using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class CurveTracesTests
{
    private static readonly SweepSpec Spec = SweepSpec.Small(new DatasetId(1)) with { Grid = new Grid([10, 40], [0.1], [9, 49]), Epochs = [1, 2] };

    [Fact]
    public void Curves_of_one_factor_count_share_a_trace_with_gaps_between()
    {
        var (trials, book) = Sweep((10, 0.1, 0.2), (10, 0.3, 0.4));

        var traces = Build(CurveView.Initial, trials, book, highlighted: null);

        Assert.Equal([1, 2, null, 1, 2], traces[0].X);
        Assert.Equal([0.1, 0.2, null, 0.3, 0.4], traces[0].Y);
        Assert.Equal("Trial 2: f = 10, λ = 0.1, α = 2", traces[0].Text[^1]);
        Assert.Empty(traces[1].X);
    }

    [Fact]
    public void The_raised_trial_has_its_own_trace_and_a_mark_on_its_best_epoch()
    {
        var (trials, book) = Sweep((10, 0.1, 0.2), (10, 0.4, 0.3));

        var traces = Build(CurveView.Initial, trials, book, trials[1]);

        Assert.Equal([0.1, 0.2, null, 0.4, 0.3], traces[0].Y);
        Assert.Equal([0.4, 0.3], traces.Single(trace => trace.Role == CurveRole.Highlight).Y);
        var mark = traces.Single(trace => trace.Role == CurveRole.BestMark);
        Assert.Equal([1], mark.X);
        Assert.Equal([0.4], mark.Y);
    }

    [Fact]
    public void Which_traces_there_are_does_not_change_while_points_arrive()
    {
        var view = CurveView.Initial with { Series = CurveSeries.Both };
        var (trials, book) = Sweep((10, 0.1, 0.2), (40, 0.4, 0.3));

        var before = Build(view, trials, CurveBook.Empty, highlighted: null);
        var after = Build(view, trials, book, trials[1]);

        Assert.Equal(before.Select(Shape), after.Select(Shape));
        Assert.Equal([CurveRole.Group, CurveRole.Highlight, CurveRole.BestMark, CurveRole.Baseline], after.Select(trace => trace.Role).Distinct());
        Assert.Equal(7, after.Count(trace => trace.Role != CurveRole.Baseline));
    }

    [Fact]
    public void Only_what_changed_counts_as_changed()
    {
        var (trials, book) = Sweep((10, 0.1, 0.2), (40, 0.4, 0.3));
        var before = Build(CurveView.Initial, trials, book, highlighted: null);

        book = book.With(new CurveBatch([new StoredPoint(99, trials[1].Id, PointOf(3, 0.5))], 99, HasMore: false));
        var after = Build(CurveView.Initial, trials, book, highlighted: null);

        Assert.True(after[0].HasSameContent(before[0]));
        Assert.False(after[1].HasSameContent(before[1]));
    }

    [Fact]
    public void Of_many_trials_the_best_twenty_are_drawn_unless_all_are_asked_for()
    {
        var (trials, book) = Sweep([.. Enumerable.Range(1, 30).Select(number => (10, 0.001, number * 0.01))]);

        var best = Build(CurveView.Initial, trials, book, highlighted: null);
        var all = Build(CurveView.Initial with { ShowsAll = true }, trials, book, highlighted: null);

        Assert.Equal(19, best[0].X.Count(x => x is null));
        Assert.StartsWith("Trial 11:", best[0].Text[0], StringComparison.Ordinal);
        Assert.Equal(29, all[0].X.Count(x => x is null));
    }

    [Fact]
    public void Unseen_only_and_train_show_their_own_values()
    {
        var (trials, book) = Sweep((10, 0.3, 0.6));

        Assert.Equal([0.15, 0.3], Build(CurveView.Initial with { IsUnseenOnly = true }, trials, book, highlighted: null)[0].Y);
        Assert.Equal([0.6, 1.2], Build(CurveView.Initial with { Series = CurveSeries.Train }, trials, book, highlighted: null)[0].Y);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_a_gap()
    {
        var (trials, book) = Sweep((10, 0.1, double.NaN));

        Assert.Equal([0.1, null], Build(CurveView.Initial, trials, book, highlighted: null)[0].Y);
    }

    [Fact]
    public void A_point_received_twice_is_kept_once()
    {
        var (trials, book) = Sweep((10, 0.1, 0.2));

        book = book.With(new CurveBatch([new StoredPoint(50, trials[0].Id, PointOf(2, 0.9))], 50, HasMore: false));

        Assert.Equal(2, book.Count);
        Assert.Equal(50, book.Cursor);
        Assert.Equal(0.2, book[trials[0].Id][1].PrecisionTest);
    }

    [Fact]
    public void Another_measure_is_drawn_from_the_points_with_what_popular_items_reach_as_a_line()
    {
        var (trials, _) = Sweep((10, 0.1, 0.2));
        var ranking = Ranking(0.7);
        var book = CurveBook.Empty;
        book = book.With(new CurveBatch([new StoredPoint(1, trials[0].Id, PointOf(2, 0.1) with { Ranking = ranking })], 1, HasMore: false));
        var view = CurveView.Initial with { Measure = Measure.Ndcg, K = 10 };

        var traces = new CurveTraces(Spec, CurveMeasure.Ranking, view, Ranking(0.3)).Build(trials, book, highlighted: null);

        Assert.Equal([0.7], traces[0].Y);
        var baseline = traces.Single(trace => trace.Role == CurveRole.Baseline);
        Assert.Equal([0.3, 0.3], baseline.Y);
        Assert.True(baseline.IsInLegend);
    }

    [Theory]
    [InlineData(Measure.Ndcg, 10, "ndcg@10")]
    [InlineData(Measure.HitRate, null, "hitRate")]
    public void A_measure_has_a_word_in_the_address(Measure measure, int? k, string word)
    {
        Assert.Equal(word, CurveView.WordOf(measure, k));
        Assert.Equal((measure, k), CurveView.MeasureOf(word));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mse")]
    [InlineData("ndcgTest")]
    [InlineData("ndcg@0")]
    public void A_word_that_names_no_measure_of_rankings_is_none(string? word) => Assert.Null(CurveView.MeasureOf(word));

    private static RankingMetrics Ranking(double ndcgAt10)
    {
        var values = new double[RankingMetrics.LengthFor(2)];
        values[RankingMetrics.PlaceOf(1, RankedList.Test, Measure.Ndcg)] = ndcgAt10;
        return new RankingMetrics([5, 10], values);
    }

    private static IReadOnlyList<CurveTrace> Build(CurveView view, IReadOnlyList<Trial> trials, CurveBook book, Trial? highlighted) =>
        new CurveTraces(Spec, CurveMeasure.Ranking, view, RankingMetrics.None).Build(trials, book, highlighted);

    private static (CurveRole Role, bool IsTrain, int Group) Shape(CurveTrace trace) => (trace.Role, trace.IsTrain, trace.Group);

    private static LearningCurvePoint PointOf(int epoch, double precision) =>
        new(epoch, 2 * precision, precision, precision / 2, 1, 1, 1, 1);

    private static (List<Trial> Trials, CurveBook Book) Sweep(params (int FactorCount, double First, double Second)[] curves)
    {
        List<Trial> trials = [];
        var book = CurveBook.Empty;
        foreach (var (factorCount, first, second) in curves)
        {
            var number = trials.Count + 1;
            LearningCurvePoint[] points = [PointOf(1, first), PointOf(2, second)];
            trials.Add(new Trial(
                new TrialId(number),
                new SweepId(1),
                number,
                new Hyperparameters(factorCount, 0.1, number),
                WorkState.Completed,
                "",
                2,
                1,
                first > second ? points[0] : points[1]));
            book = book.With(new CurveBatch([.. points.Select(point => new StoredPoint((number * 2) + point.Epoch, new TrialId(number), point))], number, HasMore: false));
        }

        return (trials, book);
    }
}
