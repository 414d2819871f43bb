using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class CurveStylesTests
{
    private static readonly SweepSpec Spec = SweepSpec.Small(new DatasetId(1)) with { Grid = new Grid([10, 40], [0, 0.1], [9]), Epochs = [1, 2, 3] };

    [Fact]
    public void Curves_are_coloured_by_another_hyperparameter()
    {
        var (trials, book) = Sweep((10, 0), (40, 0.1), (40, 0));

        var traces = Build(CurveView.Initial with { Colour = CurveColour.Lambda }, trials, book);

        var groups = traces.Where(trace => trace.Role == CurveRole.Group).ToList();
        Assert.Equal(["λ = 0", "λ = 0.1"], groups.Select(trace => trace.Name));
        Assert.Equal([1, 1, 1, 0, 3, 3, 3], groups[0].Numbers);
        Assert.Equal([2, 2, 2], groups[1].Numbers);
    }

    [Fact]
    public void A_trial_added_beyond_the_grid_has_a_group_of_its_own()
    {
        var (trials, book) = Sweep((10, 0), (55, 0.1));

        var groups = Build(CurveView.Initial, trials, book).Where(trace => trace.Role == CurveRole.Group).ToList();

        Assert.Equal(["f = 10", "f = 40", "f = 55"], groups.Select(trace => trace.Name));
        Assert.Equal(3, groups[2].X.Count);
    }

    [Fact]
    public void Many_values_share_few_groups_and_each_trial_is_in_one()
    {
        var (trials, book) = Sweep([.. Enumerable.Range(1, 100).Select(number => (10, number / 100.0))]);

        var traces = Build(CurveView.Initial with { Colour = CurveColour.Lambda, ShowsAll = true }, trials, book);

        var groups = traces.Where(trace => trace.Role == CurveRole.Group).ToList();
        Assert.Equal(8, groups.Count);
        Assert.Equal(Enumerable.Range(1, 100), groups.SelectMany(trace => trace.Numbers).Where(number => number > 0).Distinct().Order());
        Assert.Equal("λ = 0 … 0.12", groups[0].Name);
    }

    [Fact]
    public void By_rank_the_best_trials_are_in_the_first_group_and_every_drawn_trial_is_in_one()
    {
        // The later a trial, the better.
        var (trials, book) = Sweep([.. Enumerable.Range(1, 16).Select(_ => (10, 0.1))]);

        var groups = Build(CurveView.Initial with { Colour = CurveColour.Rank }, trials, book).Where(trace => trace.Role == CurveRole.Group).ToList();

        Assert.Equal("rank 1 to 2", groups[0].Name);
        Assert.Equal([16, 15], groups[0].Numbers.Where(number => number > 0).Distinct());
        Assert.Equal([2, 1], groups[^1].Numbers.Where(number => number > 0).Distinct());
    }

    [Fact]
    public void Along_seconds_points_lie_at_their_seconds_of_training_and_say_their_epoch()
    {
        var (trials, book) = Sweep((10, 0));

        var traces = Build(CurveView.Initial with { IsBySeconds = true }, trials, book, trials[0]);

        Assert.Equal([0.5, 1.0, 1.5], traces[0].X);
        Assert.EndsWith(", epoch 2", traces[0].Text[1], StringComparison.Ordinal);
        Assert.Equal([1.5], traces.Single(trace => trace.Role == CurveRole.BestMark).X);
    }

    [Fact]
    public void Smoothing_adds_lines_and_leaves_every_raw_one_as_it_was()
    {
        var (trials, book) = Sweep((10, 0), (40, 0.1));

        var plain = Build(CurveView.Initial, trials, book, trials[0]);
        var smooth = Build(CurveView.Initial with { Smoothing = 3 }, trials, book, trials[0]);

        Assert.Equal(plain.Select(trace => (trace.Role, trace.Group)), smooth.Where(trace => trace.Role != CurveRole.Smooth).Select(trace => (trace.Role, trace.Group)));
        Assert.All(plain.Zip(smooth.Where(trace => trace.Role != CurveRole.Smooth)), pair => Assert.True(pair.First.HasSameContent(pair.Second)));
        Assert.Equal([0, 1, -1], smooth.Where(trace => trace.Role == CurveRole.Smooth).Select(trace => trace.Group));
        Assert.All(smooth.Where(trace => trace.Role == CurveRole.Smooth), trace => Assert.False(trace.IsInLegend));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public void A_moving_average_is_the_mean_of_the_values_in_reach(int width)
    {
        double?[] values = [1, 4, 9, 16, 25, 36, 49];

        var smooth = Smoothing.Of(values, width);

        for (var place = 0; place < values.Length; place++)
        {
            var reach = new[] { width / 2, place, values.Length - 1 - place }.Min();
            var sum = 0.0;
            for (var other = place - reach; other <= place + reach; other++)
            {
                sum += values[other]!.Value;
            }

            Assert.Equal(sum / ((2 * reach) + 1), smooth[place]!.Value, 12);
        }
    }

    [Fact]
    public void A_gap_stays_a_gap_and_is_left_out_of_its_neighbours_means()
    {
        Assert.Equal([1, null, 3], Smoothing.Of([1, null, 3], 3));
        Assert.Equal([1, 1.5, null, 4.5, 5], Smoothing.Of([1, 2, null, 4, 5], 3));
    }

    private static IReadOnlyList<CurveTrace> Build(CurveView view, IReadOnlyList<Trial> trials, CurveBook book, Trial? highlighted = null) =>
        new CurveTraces(Spec, CurveMeasure.Ranking, view, RankingMetrics.None).Build(trials, book, highlighted);

    /// <summary>Three epochs of half a second; the value rises with the trial's number and the epoch.</summary>
    private static (List<Trial> Trials, CurveBook Book) Sweep(params (int FactorCount, double Lambda)[] settings)
    {
        List<Trial> trials = [];
        var book = CurveBook.Empty;
        foreach (var (factorCount, lambda) in settings)
        {
            var number = trials.Count + 1;
            LearningCurvePoint[] points =
                [.. Spec.OrderedEpochs.Select(epoch => new LearningCurvePoint(epoch, 1, (number / 100.0) + (epoch / 1000.0), 0, 1, 1, epoch / 2.0, 1))];
            trials.Add(new Trial(
                new TrialId(number), new SweepId(1), number, new Hyperparameters(factorCount, lambda, 9), WorkState.Completed, "", 3, 1, points[^1]));
            book = book.With(new CurveBatch([.. points.Select(point => new StoredPoint((number * 3) + point.Epoch, new TrialId(number), point))], number, HasMore: false));
        }

        return (trials, book);
    }
}
