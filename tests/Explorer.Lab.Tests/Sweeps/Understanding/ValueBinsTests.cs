using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class ValueBinsTests
{
    private static readonly GridRanges Ranges = new()
    {
        Factors = new SearchRange(2, 40, 4, RangeScale.Logarithmic),
        Regularization = new SearchRange(1e-5, 100, 8, RangeScale.Logarithmic) { HasZero = true },
        Alpha = new SearchRange(1, 40, 5, RangeScale.Linear),
    };

    [Fact]
    public void A_grid_of_few_values_keeps_each_of_them()
    {
        var bins = ValueBins.Of(TrialField.Regularization, Trials.Spec(Grid.Post, 1), AllOf(Grid.Post));

        Assert.True(bins.AreValues);
        Assert.Equal(["0", "1e-5", "0.001", "0.1", "10", "100"], bins.All.Select(bin => bin.Text));
        Assert.Equal([0, 2, -1], new[] { 0, 1e-3, 0.5 }.Select(bins.IndexOf));
    }

    [Fact]
    public void A_search_over_powers_of_ten_has_round_ranges_and_zero_by_itself()
    {
        var bins = ValueBins.Of(TrialField.Regularization, Searched(), Drawn(200));

        Assert.Equal(["0", "1e-5 … 0.0001", "0.0001 … 0.001", "0.001 … 0.01", "0.01 … 0.1", "0.1 … 1", "1 … 10", "10 … 100"], bins.All.Select(bin => bin.Text));
        Assert.Equal([0, 1, 2, 7, -1], new[] { 0, 1e-5, 1e-4, 100, 101 }.Select(bins.IndexOf));
        Assert.Equal(0.1 * Math.Sqrt(10), bins.MiddleOf(bins.All[5]), 12);
    }

    [Fact]
    public void Whole_numbers_belong_to_one_range_and_linear_ranges_are_equally_wide()
    {
        var factors = ValueBins.Of(TrialField.Factors, Searched(), Drawn(200));
        var alpha = ValueBins.Of(TrialField.Alpha, Searched(), Drawn(200));

        Assert.Equal(["2", "3", "4", "5", "6 … 7", "8 … 9", "10 … 11", "12 … 14", "15 … 19", "20 … 24", "25 … 29", "30 … 40"], factors.All.Select(bin => bin.Text));
        Assert.Equal(["1 … 5", "5 … 10", "10 … 15", "15 … 20", "20 … 25", "25 … 30", "30 … 35", "35 … 40"], alpha.All.Select(bin => bin.Text));
        Assert.All([factors, alpha], bins => Assert.InRange(bins.All.Count, 2, ValueBins.Most));
    }

    [Theory]
    [InlineData(TrialField.Factors)]
    [InlineData(TrialField.Regularization)]
    [InlineData(TrialField.Alpha)]
    public void Every_trial_lies_in_one_place_and_the_filter_of_a_place_keeps_exactly_its_trials(TrialField field)
    {
        Trial[] trials = [.. Drawn(300), One(301, new Hyperparameters(10, 0.01, 10), 0.1), One(302, new Hyperparameters(40, 0, 40), 0.1)];
        var bins = ValueBins.Of(field, Searched(), trials);

        Assert.All(bins.All.Index(), bin =>
        {
            var filter = TrialFilter.Parse(TrialFilter.None.WithRange(field, bin.Item.Range).ToString());
            Assert.Equal(
                trials.Where(trial => bins.IndexOf(field.Of(trial.Hyperparameters)) == bin.Index).Select(trial => trial.Number),
                filter.Apply(trials, Metric.PrecisionTest).Select(trial => trial.Number));
        });
        Assert.DoesNotContain(trials, trial => bins.IndexOf(field.Of(trial.Hyperparameters)) < 0);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(60)]
    public void A_grid_of_many_values_has_ranges_too_equal_to_the_eye(int count)
    {
        var linear = new Grid([10], [1], [.. Enumerable.Range(0, count).Select(step => 100.0 + step)]);
        var wide = new Grid([10], [1], [.. Enumerable.Range(0, count).Select(step => Math.Pow(10, (step / 4.0) - 3))]);

        Assert.All([linear, wide], grid => Assert.InRange(ValueBins.Of(TrialField.Alpha, Trials.Spec(grid, 1), AllOf(grid)).All.Count, 3, ValueBins.Most));
        Assert.False(ValueBins.Of(TrialField.Alpha, Trials.Spec(linear, 1), AllOf(linear)).IsLogarithmic);
        Assert.True(ValueBins.Of(TrialField.Alpha, Trials.Spec(wide, 1), AllOf(wide)).IsLogarithmic);
    }

    [Fact]
    public void A_search_has_its_ranges_before_its_first_trial() =>
        Assert.Equal(
            ValueBins.Of(TrialField.Alpha, Searched(), Drawn(200)).All.Select(bin => bin.Text),
            ValueBins.Of(TrialField.Alpha, Searched(), []).All.Select(bin => bin.Text));

    [Theory]
    [InlineData(1, "is best, among the largest values, α = 35 … 40: ", "Search α from 40 to 53 next.")]
    [InlineData(-1, "is best, among the smallest values, α = 1 … 5: ", "Search α from 0 to 1 next.")]
    public void Advice_says_how_far_to_search_on_where_the_best_range_is_the_last(int sign, string where, string todo)
    {
        Trial[] trials = [.. Drawn(200).Select(trial => One(trial.Number, trial.Hyperparameters, 0.5 + (sign * trial.Hyperparameters.Alpha / 100)))];

        var note = Assert.Single(Advice.Of(Searched(), trials, _ => []), note => note.Kind == AdviceKind.Edge && note.Filter.StartsWith("alpha", StringComparison.Ordinal));

        Assert.Contains(where, note.Text, StringComparison.Ordinal);
        Assert.EndsWith(todo, note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_best_trial_inside_what_was_searched_is_no_edge_however_few_lie_beyond_it()
    {
        Trial[] trials = [.. Drawn(200).Select(trial => One(
            trial.Number, trial.Hyperparameters, 1 / (1 + Math.Abs(trial.Hyperparameters.Alpha - 20) + Math.Abs(trial.Hyperparameters.FactorCount - 12) + Math.Abs(trial.Hyperparameters.Regularization - 0.05))))];

        Assert.DoesNotContain(Advice.Of(Searched(), trials, _ => []), note => note.Kind == AdviceKind.Edge);
    }

    private static SweepSpec Searched() =>
        Trials.Spec(Grid.Small.WithRanges(Ranges), 1) with { Sampling = new SamplingPlan(SamplerKind.Random, 200) };

    private static Trial[] Drawn(int count)
    {
        var (space, random) = (SearchSpace.Of(Searched().Grid), new Random(7));
        return [.. Enumerable.Range(1, count).Select(number => One(number, space.At([random.NextDouble(), random.NextDouble(), random.NextDouble()]), 0.1))];
    }

    private static List<Trial> AllOf(Grid grid) => Trials.On(grid, _ => 0.1);

    private static Trial One(int number, Hyperparameters hyperparameters, double value) => Trials.One(number, hyperparameters, Trials.Point(1, value));
}
