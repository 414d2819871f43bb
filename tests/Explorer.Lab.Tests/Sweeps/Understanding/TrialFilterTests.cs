using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class TrialFilterTests
{
    private static readonly Trial[] Some =
    [
        Trials.One(1, new Hyperparameters(10, 0, 9), Trials.Point(4, 0.03, seconds: 2)),
        Trials.One(2, new Hyperparameters(40, 1e-5, 9), Trials.Point(8, 0.05, seconds: 20)),
        Trials.One(3, new Hyperparameters(80, 0.1, 499), Trials.Point(2, 0.01, seconds: 40), WorkState.Running),
        Trials.One(4, new Hyperparameters(80, 10, 499), null, WorkState.Failed),
    ];

    [Theory]
    [InlineData("", "1 2 3 4")]
    [InlineData("   ", "1 2 3 4")]
    [InlineData("factors >= 40 && alpha < 100", "2")]
    [InlineData("f>=40&&α<100", "2")]
    [InlineData("lambda == 0 || best > 0.04", "1 2")]
    [InlineData("λ = 1e-5 or regularization = .1", "2 3")]
    [InlineData("state == completed", "1 2")]
    [InlineData("state != completed", "3 4")]
    [InlineData("completed", "1 2")]
    [InlineData("not failed", "1 2 3")]
    [InlineData("! (failed or running)", "1 2")]
    [InlineData("NOT NOT Failed", "4")]
    [InlineData("epoch <= 4 and seconds < 10", "1")]
    [InlineData("number != 2", "1 3 4")]
    [InlineData("number ≥ 2 && number ≤ 3", "2 3")]
    [InlineData("f == 10 || f == 40 && alpha == 499", "1")]
    [InlineData("(f == 10 || f == 80) && alpha == 499", "3 4")]
    [InlineData("alpha > -1e3", "1 2 3 4")]
    public void An_expression_keeps_the_trials_it_describes(string text, string expected)
    {
        var kept = TrialFilter.Parse(text).Apply(Some, Metric.PrecisionTest);

        Assert.Equal(expected, string.Join(' ', kept.Select(trial => trial.Number)));
    }

    [Theory]
    [InlineData("best < 1")]
    [InlineData("best != 1")]
    [InlineData("seconds >= 0")]
    public void A_value_not_yet_measured_fits_no_comparison(string text) =>
        Assert.DoesNotContain(Some[3], TrialFilter.Parse(text).Apply(Some, Metric.PrecisionTest));

    [Fact]
    public void Best_is_read_by_the_metric_of_the_sweep()
    {
        var filter = TrialFilter.Parse("best > 0.96");

        Assert.Empty(filter.Apply(Some, Metric.PrecisionTest));
        Assert.Equal([1, 3], filter.Apply(Some, Metric.MseTest).Select(trial => trial.Number));
    }

    [Theory]
    [InlineData("rank > 4", "position 1", "factors, lambda, alpha, best, epoch, seconds, number or state")]
    [InlineData("factors > ", "position 10", "found the end")]
    [InlineData("factors > alpha", "position 11", "a number such as 40")]
    [InlineData("factors 40", "position 9", "<, <=, >, >=, == or !=")]
    [InlineData("factors > 4 &", "position 13", "“&” means nothing here")]
    [InlineData("factors > 4 alpha > 3", "position 13", "one of &&, || or the end")]
    [InlineData("(factors > 4", "position 13", "a closing parenthesis")]
    [InlineData("state < failed", "position 7", "Use == or !=")]
    [InlineData("state == happy", "position 10", "queued, running, paused, completed, pruned, failed, cancelled")]
    [InlineData("factors > 1e999", "position 11", "a number such as 40")]
    [InlineData("factors > nan", "position 11", "a number such as 40")]
    [InlineData("&& f > 1", "position 1", "a name")]
    public void What_cannot_be_read_is_refused_with_its_position_and_what_is_allowed(string text, string position, string allowed)
    {
        var refusal = Assert.Throws<ExplorerException>(() => TrialFilter.Parse(text));

        Assert.Contains(position + ":", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_parentheses_are_read_and_more_are_refused()
    {
        Assert.Single(TrialFilter.Parse(new string('(', 490) + "failed" + new string(')', 490)).Apply(Some, Metric.PrecisionTest));
        Assert.Contains("at most 1000", Assert.Throws<ExplorerException>(() => TrialFilter.Parse(new string('(', 1001))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f >= 40 and α < 100", "factors >= 40 && alpha < 100")]
    [InlineData("not failed", "!(state == failed)")]
    [InlineData("(a == 1)", null)]
    [InlineData("(f > 1 || f < 0) && (λ > 1e-5)", "(factors > 1 || factors < 0) && lambda > 1e-5")]
    [InlineData("f > 1 || (f < 0 && λ != 0)", "factors > 1 || factors < 0 && lambda != 0")]
    [InlineData("(completed)", "state == completed")]
    [InlineData("!(f > 1 || f < 0)", "!(factors > 1 || factors < 0)")]
    public void Its_own_text_is_read_as_the_same_filter(string text, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<ExplorerException>(() => TrialFilter.Parse(text));
            return;
        }

        var written = TrialFilter.Parse(text).ToString();

        Assert.Equal(expected, written);
        Assert.Equal(written, TrialFilter.Parse(written).ToString());
        Assert.Equal(TrialFilter.Parse(text).Apply(Some, Metric.PrecisionTest), TrialFilter.Parse(written).Apply(Some, Metric.PrecisionTest));
    }

    [Theory]
    [InlineData(10.0, 40.0, "factors >= 10 && factors <= 40")]
    [InlineData(null, 0.1, "factors <= 0.1")]
    [InlineData(1e-5, null, "factors >= 1e-5")]
    [InlineData(0.0, 0.0, "factors == 0")]
    [InlineData(null, null, "")]
    public void A_brush_becomes_an_expression_and_comes_back_from_it(double? from, double? to, string expected)
    {
        var range = new ValueRange(from, to);

        var text = TrialFilter.None.WithRange(TrialField.Factors, range).ToString();

        Assert.Equal(expected, text);
        Assert.Equal(range, TrialFilter.Parse(text).RangeOf(TrialField.Factors));
    }

    [Fact]
    public void A_brush_replaces_its_own_range_and_leaves_the_rest()
    {
        var filter = TrialFilter.Parse("(failed || f < 3) && alpha >= 9 && alpha <= 99 && alpha != 49 && best > 0.1");

        var brushed = filter.WithRange(TrialField.Alpha, ValueRange.Only(499)).ToString();

        Assert.Equal("(state == failed || factors < 3) && alpha != 49 && best > 0.1 && alpha == 499", brushed);
        Assert.Equal(new ValueRange(9, 99), filter.RangeOf(TrialField.Alpha));
        Assert.Equal(ValueRange.All, filter.RangeOf(TrialField.Factors));
    }

    [Fact]
    public void A_brush_on_alternatives_keeps_them_together()
    {
        var brushed = TrialFilter.Parse("f == 10 || f == 80").WithRange(TrialField.Alpha, new ValueRange(499, null));

        Assert.Equal([3, 4], brushed.Apply(Some, Metric.PrecisionTest).Select(trial => trial.Number));
        Assert.Equal("(factors == 10 || factors == 80) && alpha >= 499", brushed.ToString());
    }
}
