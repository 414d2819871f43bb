using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class ImportanceTests
{
    private static readonly Grid Full = new([10, 20, 40], [0, 0.1, 1, 10], [9, 49]);

    [Fact]
    public void Of_a_sum_each_part_explains_its_own_variance()
    {
        // Levels −1, 0, 1 have the variance 2/3; −3, −1, 1, 3 have 5; −2, 2 have 4.
        var importance = Importance.Of(Trials.On(Full, Sum), Metric.PrecisionTest);

        Assert.True(importance.IsExact);
        Assert.Equal(24, importance.TrialCount);
        Assert.Equal(2.0 / 3 / (29.0 / 3), importance.Of(TrialField.Factors)!.Value, 12);
        Assert.Equal(5 / (29.0 / 3), importance.Of(TrialField.Regularization)!.Value, 12);
        Assert.Equal(4 / (29.0 / 3), importance.Of(TrialField.Alpha)!.Value, 12);
        Assert.Equal(0, importance.Rest, 12);
        Assert.Equal(TrialField.Regularization, importance.Effects[0].Fields[0]);
    }

    [Fact]
    public void A_pure_interaction_belongs_to_the_pair()
    {
        var importance = Importance.Of(
            Trials.On(Full, point => (point.FactorCount - (70 / 3.0)) * (point.Alpha - 29)), Metric.PrecisionTest);

        Assert.Equal(0, importance.Of(TrialField.Factors)!.Value, 10);
        Assert.Equal([TrialField.Factors, TrialField.Alpha], importance.Effects[0].Fields);
        Assert.Equal(1, importance.Effects[0].Share, 10);
    }

    [Fact]
    public void What_three_do_together_is_left_over()
    {
        var importance = Importance.Of(
            Trials.On(new Grid([1, 2], [1, 2], [1, 2]), point => ((2 * point.FactorCount) - 3) * ((2 * point.Regularization) - 3) * ((2 * point.Alpha) - 3)),
            Metric.PrecisionTest);

        Assert.Equal(1, importance.Rest, 12);
    }

    [Fact]
    public void A_grid_with_holes_is_estimated_and_a_true_sum_is_found()
    {
        var trials = Trials.On(Full, Sum);
        trials.RemoveAt(5);

        var importance = Importance.Of(trials, Metric.PrecisionTest);

        Assert.False(importance.IsExact);
        Assert.Equal(5 / (29.0 / 3), importance.Of(TrialField.Regularization)!.Value, 10);
        Assert.Equal(0, importance.Rest, 10);
    }

    [Fact]
    public void A_grid_with_one_hole_gives_nearly_what_the_full_one_gives()
    {
        static double Value(Hyperparameters point) => Sum(point) + (Math.Sin(point.FactorCount * 7) * Math.Cos(point.Regularization * 3) * (point.Alpha - 29) / 20);
        var trials = Trials.On(Full, Value);
        var full = Importance.Of(trials, Metric.PrecisionTest);
        trials.RemoveAt(11);

        var holed = Importance.Of(trials, Metric.PrecisionTest);

        foreach (var field in TrialFields.Hyperparameters)
        {
            Assert.Equal(full.Of(field)!.Value, holed.Of(field)!.Value, 0.06);
        }

        Assert.InRange(holed.Effects.Sum(effect => effect.Share), 0, 1);
    }

    [Fact]
    public void Values_drawn_at_random_are_binned()
    {
        var random = new Random(3);
        var trials = Enumerable.Range(1, 200)
            .Select(number => new Hyperparameters(random.Next(1, 1000), random.NextDouble(), random.NextDouble()))
            .Select((point, index) => Trials.One(index + 1, point, Trials.Point(1, point.Alpha)))
            .ToList();

        var importance = Importance.Of(trials, Metric.PrecisionTest);

        Assert.True(importance.Of(TrialField.Alpha) > 0.8);
        Assert.True(importance.Of(TrialField.Factors) < 0.05);
    }

    [Fact]
    public void The_same_combination_twice_counts_once_with_its_mean()
    {
        var trials = Trials.On(Full, Sum);
        var again = trials[0].Hyperparameters;
        trials.Add(Trials.One(99, again, Trials.Point(1, Sum(again))));

        Assert.True(Importance.Of(trials, Metric.PrecisionTest).IsExact);
    }

    [Fact]
    public void Trials_that_were_cut_short_do_not_count()
    {
        var trials = Trials.On(Full, Sum);
        trials.Add(Trials.One(99, new Hyperparameters(99, 99, 99), Trials.Point(1, 1000), WorkState.Cancelled));

        Assert.Equal(5 / (29.0 / 3), Importance.Of(trials, Metric.PrecisionTest).Of(TrialField.Regularization)!.Value, 12);
    }

    [Fact]
    public void A_hyperparameter_with_one_value_has_no_share()
    {
        var importance = Importance.Of(Trials.On(new Grid([10], [0, 1], [9, 49]), point => point.Alpha), Metric.PrecisionTest);

        Assert.Null(importance.Of(TrialField.Factors));
        Assert.Equal(1, importance.Of(TrialField.Alpha)!.Value, 12);
    }

    [Fact]
    public void Too_few_trials_are_said_to_be_too_few()
    {
        var trials = Trials.On(Full, Sum);

        Assert.Contains("At least 4 completed trials with different hyperparameters are needed; there are 3.", Of(trials[..3]), StringComparison.Ordinal);
        Assert.Contains("there is 1.", Of(trials[..1]), StringComparison.Ordinal);
        Assert.Contains("needs 14 completed trials; there are 13", Of([.. trials.Where((_, index) => index % 2 == 0), trials[1]]), StringComparison.Ordinal);
        Assert.Contains("same best value", Of(Trials.On(Full, _ => 1)), StringComparison.Ordinal);
        Assert.Contains("there is 1.", Of([.. Enumerable.Repeat(trials[0], 5)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Hyperparameters_that_moved_together_are_not_told_apart()
    {
        // Twenty-four trials whose λ follows from f: no figure could part them.
        var trials = Enumerable.Range(0, 24)
            .Select(index => Trials.One(index + 1, new Hyperparameters(1 + (index % 3), 1 + (index % 3), 1 + (index % 8)), Trials.Point(1, index)))
            .ToList();

        Assert.Contains("independently", Of(trials), StringComparison.Ordinal);
    }

    private static string Of(IReadOnlyList<Trial> trials) => Importance.Of(trials, Metric.PrecisionTest).Missing;

    private static double Sum(Hyperparameters point) =>
        (point.FactorCount switch { 10 => -1, 20 => 0, _ => 1 }) +
        (point.Regularization switch { 0 => -3, 0.1 => -1, 1 => 1, _ => 3 }) +
        (point.Alpha == 9 ? -2 : 2);
}
