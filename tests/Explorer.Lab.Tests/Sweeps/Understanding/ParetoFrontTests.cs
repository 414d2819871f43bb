using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class ParetoFrontTests
{
    [Fact]
    public void The_front_rises_and_nothing_measured_lies_above_it()
    {
        var random = new Random(5);
        var points = Enumerable.Range(1, 300).Select(number => (random.NextDouble(), Math.Round(random.NextDouble(), 2))).ToArray();

        var front = ParetoFront.Of(Points(points), Metric.PrecisionTest);

        foreach (var (seconds, value) in points)
        {
            var isOn = front.Any(point => point.Seconds == seconds && point.Value == value);
            var isBeaten = points.Any(other => other.Item1 <= seconds && other.Item2 >= value && other != (seconds, value));
            Assert.NotEqual(isOn, isBeaten);
        }

        Assert.Equal(front.OrderBy(point => point.Value), front);
    }

    [Fact]
    public void For_an_error_the_front_falls()
    {
        var front = ParetoFront.Of(Points((1, 0.1), (2, 0.3), (3, 0.2)), Metric.MseTest);

        Assert.Equal([0.9, 0.7], front.Select(point => Math.Round(point.Value, 12)));
    }

    [Fact]
    public void A_bargain_is_told_with_its_figures()
    {
        var text = ParetoFront.Bargain(ParetoFront.Of(Points((2, 0.2), (4, 0.48), (50, 0.5)), Metric.PrecisionTest), Metric.PrecisionTest);

        Assert.Equal(
            "96 % of the best value in 8 % of its training time: trial 2 after epoch 2 has 0.48000 in 4 s; the best, trial 3 after epoch 3, has 0.50000 in 50 s.",
            text);
    }

    [Fact]
    public void A_low_error_is_told_as_nearness()
    {
        var text = ParetoFront.Bargain(ParetoFront.Of(Points((4, 0.48), (50, 0.5)), Metric.MseTest), Metric.MseTest);

        Assert.StartsWith("Within 4 % of the best value in 8 % of its training time", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_bargain_nothing_is_said()
    {
        Assert.Null(ParetoFront.Bargain([], Metric.PrecisionTest));
        Assert.Null(ParetoFront.Bargain(ParetoFront.Of(Points((1, 0.5)), Metric.PrecisionTest), Metric.PrecisionTest));
        Assert.Null(ParetoFront.Bargain(ParetoFront.Of(Points((1, 0.1), (30, 0.49), (50, 0.5)), Metric.PrecisionTest), Metric.PrecisionTest));
        Assert.Null(ParetoFront.Bargain(ParetoFront.Of(Points((1, 0)), Metric.PrecisionTest), Metric.PrecisionTest));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_left_out() =>
        Assert.Empty(ParetoFront.Of(Points((1, double.NaN), (2, double.PositiveInfinity)), Metric.PrecisionTest));

    private static IEnumerable<(Trial, Explorer.Recommender.Evaluation.LearningCurvePoint)> Points(params (double Seconds, double Value)[] points) =>
        points.Select((point, index) =>
        {
            var measured = Trials.Point(index + 1, point.Value, seconds: point.Seconds);
            return (Trials.One(index + 1, new Hyperparameters(10, 1, 1), measured), measured);
        });
}
