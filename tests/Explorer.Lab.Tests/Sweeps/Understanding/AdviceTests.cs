using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class AdviceTests
{
    [Fact]
    public void Nothing_measured_nothing_said() =>
        Assert.Empty(Advice.Of(Trials.Spec(Grid.Small, 1), [Trials.One(1, new(10, 1, 1), null, WorkState.Queued)], _ => []));

    [Fact]
    public void A_best_trial_inside_the_grid_is_left_alone()
    {
        var notes = On(new Grid([10, 20, 40], [0.1, 1, 10], [9, 49, 99]), point => -Math.Abs(point.FactorCount - 20) - Math.Abs(point.Regularization - 1) - Math.Abs(point.Alpha - 49));

        Assert.DoesNotContain(notes, note => note.Kind == AdviceKind.Edge);
    }

    [Theory]
    [InlineData(1, "alpha", "Try α = 200 and 400 next.")]
    [InlineData(-1, "alpha", "Try α = 25 and 12 next.")]
    public void At_an_edge_the_values_to_try_go_on_in_the_ratio_of_the_last_two(int sign, string word, string todo)
    {
        var note = Edge(new Grid([10, 20, 40], [1], [50, 100]), point => (sign * point.Alpha / 1000) - Math.Abs(point.FactorCount - 20));

        Assert.EndsWith(todo, note.Text, StringComparison.Ordinal);
        Assert.StartsWith(word, note.Filter, StringComparison.Ordinal);
    }

    [Fact]
    public void The_edge_names_the_best_values_on_both_sides()
    {
        var note = Edge(new Grid([10, 20, 40], [0.1], [50, 100]), point => (point.Alpha / 1000) - (0.001 * Math.Abs(point.FactorCount - 20)));

        Assert.Equal("Best at the edge of α", note.Title);
        Assert.StartsWith("Trial 4 is best with the largest value, α = 100: 0.10000, against 0.05000 at best with α = 50.", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_no_regularization_there_is_nothing()
    {
        var note = Edge(new Grid([10, 20, 40], [0, 1e-3, 1e-1], [50]), point => -point.Regularization - (0.001 * Math.Abs(point.FactorCount - 20)));

        Assert.Contains("Nothing smaller than 0 exists; between 0 and 0.001 are left 1e-5 and 0.0001.", note.Text, StringComparison.Ordinal);
        Assert.Equal("lambda == 0", note.Filter);
    }

    [Fact]
    public void The_smallest_positive_value_beside_zero_is_no_edge() =>
        Assert.DoesNotContain(
            On(new Grid([10, 20, 40], [0, 1e-3, 1e-1], [50]), point => -Math.Abs(point.Regularization - 1e-3) - (0.001 * Math.Abs(point.FactorCount - 20))),
            note => note.Kind == AdviceKind.Edge);

    [Theory]
    [InlineData(512, 1024, 1, "factors = 1024 is as far as factors goes.")]
    [InlineData(80, 120, 1, "Try factors = 180 and 270 next.")]
    [InlineData(10, 40, 1, "Try factors = 80 and 160 next.")]
    [InlineData(1, 8, -1, "factors = 1 is as far as factors goes.")]
    public void Factors_stay_whole_and_within_their_bounds(int low, int high, int sign, string todo) =>
        Assert.EndsWith(todo, Edge(new Grid([low, high], [0.1, 1, 10], [50]), point => (sign * point.FactorCount / 100.0) - (0.001 * Math.Abs(point.Regularization - 1))).Text, StringComparison.Ordinal);

    [Fact]
    public void A_direction_in_which_nothing_happens_is_flat_and_no_edge()
    {
        var notes = On(new Grid([10, 20], [0.1, 1, 10], [9, 49, 99]), point => 0.5 + (point.FactorCount * 1e-6) + (0.01 * Math.Sin(point.Alpha)) - (0.05 * Math.Abs(Math.Log10(point.Regularization))));

        var flat = Assert.Single(notes, note => note.Kind == AdviceKind.Flat);
        Assert.Equal("Flat in factors", flat.Title);
        Assert.Contains("explains 0.0 % of the variance. The smallest, 10, trains fastest.", flat.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(notes, note => note.Title == "Best at the edge of factors");
    }

    [Fact]
    public void A_curve_that_still_rises_asks_for_more_epochs()
    {
        var note = Assert.Single(Curves([0.1, 0.2, 0.3, 0.4, 0.5], [0.1, 0.2, 0.1, 0.1, 0.1]), note => note.Kind == AdviceKind.Rising);

        Assert.StartsWith("Trial 1 went from 0.40000 after epoch 4 to 0.50000 after epoch 5, where the sweep ends; 1 of 2 completed trials are best there. Train longer, for example to epoch 10.", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_that_has_settled_does_not() =>
        Assert.DoesNotContain(Curves([0.1, 0.4, 0.5, 0.5, 0.5001]), note => note.Kind == AdviceKind.Rising);

    [Fact]
    public void A_trial_that_still_runs_is_not_called_too_short() =>
        Assert.DoesNotContain(Curves(WorkState.Running, [0.1, 0.2, 0.3, 0.4, 0.5]), note => note.Kind == AdviceKind.Rising);

    [Fact]
    public void A_test_that_falls_while_training_rises_is_over_fitting()
    {
        // The train value of epoch e is e / 10.
        var note = Assert.Single(Curves([0.1, 0.3, 0.29, 0.28, 0.27, 0.26, 0.25]), note => note.Kind == AdviceKind.OverFitting);

        Assert.Equal("Over-fitting after epoch 2", note.Title);
        Assert.StartsWith("From epoch 2 to 7 trial 1 improves on its training likes, precision 0.20000 to 0.70000, while the test worsens from 0.30000 to 0.25000.", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_within_the_curve_s_own_movement_is_a_tie_and_says_what_is_not_known()
    {
        var notes = Curves([0.30, 0.32, 0.30, 0.32, 0.30, 0.33], [0.3, 0.3, 0.3, 0.3, 0.3, 0.325], [0.2, 0.2, 0.2, 0.2, 0.2, 0.2]);

        var tie = Assert.Single(notes, note => note.Kind == AdviceKind.Tie);
        Assert.Equal("Two trials tie", tie.Title);
        Assert.StartsWith("Trial 1 leads trial 2 by 0.005,", tie.Text, StringComparison.Ordinal);
        Assert.Contains("How much another seed would move it is not measured.", tie.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Curves([0.1, 0.2, 0.3, 0.4, 0.5], [0.1, 0.2, 0.3, 0.4, 0.45]), note => note.Kind == AdviceKind.Tie);
    }

    [Fact]
    public void Failed_trials_are_counted_and_the_first_is_quoted()
    {
        var note = Assert.Single(Advice.Of(
            Trials.Spec(Grid.Small, 1),
            [Trials.One(7, new(10, 0, 1), null, WorkState.Failed, "The equations are singular."), Trials.One(8, new(10, 0, 2), null, WorkState.Failed, "Other.")],
            _ => []));

        Assert.Equal("2 trials failed", note.Title);
        Assert.EndsWith("The first, trial 7, says: The equations are singular.", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_filter_it_gives_can_be_read()
    {
        var notes = Curves([0.30, 0.32, 0.30, 0.32, 0.30, 0.33], [0.3, 0.3, 0.3, 0.3, 0.3, 0.325])
            .Concat(On(new Grid([10, 20], [0, 0.1], [9, 49]), point => point.Alpha + point.FactorCount - point.Regularization));

        Assert.All(notes.Where(note => note.Filter.Length > 0), note => Assert.False(TrialFilter.Parse(note.Filter).IsEmpty));
    }

    private static AdviceNote Edge(Grid grid, Func<Hyperparameters, double> value) => Assert.Single(On(grid, value), note => note.Kind == AdviceKind.Edge);

    private static IReadOnlyList<AdviceNote> On(Grid grid, Func<Hyperparameters, double> value) =>
        Advice.Of(Trials.Spec(grid, 1), Trials.On(grid, value), _ => []);

    private static IReadOnlyList<AdviceNote> Curves(params double[][] curves) => Curves(WorkState.Completed, curves);

    private static IReadOnlyList<AdviceNote> Curves(WorkState state, params double[][] curves)
    {
        var points = curves.Select(curve => curve.Select((value, index) => Trials.Point(index + 1, value, train: (index + 1) / 10.0)).ToArray()).ToArray();
        var trials = points.Select((curve, index) => Trials.One(index + 1, new Hyperparameters(10, 1, 1), curve.MaxBy(point => point.PrecisionTest), state)).ToList();
        return Advice.Of(Trials.Spec(new Grid([10], [1], [1]), [.. Enumerable.Range(1, curves[0].Length)]), trials, id => points[(int)id.Value - 1]);
    }
}
