using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class CurveNoiseTests
{
    [Fact]
    public void A_straight_line_has_none_whatever_the_distance_of_its_epochs() =>
        Assert.Equal(0, CurveNoise.Of([.. new[] { 1, 2, 4, 8, 16, 32 }.Select(epoch => Trials.Point(epoch, 0.3 + (0.01 * epoch)))], Metric.PrecisionTest)!.Value, 12);

    [Fact]
    public void It_is_the_deviation_of_a_single_point()
    {
        // The mean over many curves with a known deviation, since one curve has only six points.
        var random = new Random(1);
        var squares = Enumerable.Range(0, 4000)
            .Select(_ => CurveNoise.Of([.. new[] { 1, 2, 4, 7, 9, 10 }.Select(epoch => Trials.Point(epoch, epoch + (0.5 * Normal(random))))], Metric.PrecisionTest)!.Value)
            .Average(noise => noise * noise);

        Assert.Equal(0.5, Math.Sqrt(squares), 0.02);
    }

    [Fact]
    public void Three_points_are_too_few()
    {
        Assert.Null(CurveNoise.Of([.. Enumerable.Range(1, 3).Select(epoch => Trials.Point(epoch, 1))], Metric.PrecisionTest));
        Assert.Null(CurveNoise.Of([.. Enumerable.Range(1, 5).Select(epoch => Trials.Point(epoch, epoch == 4 ? double.NaN : 1))], Metric.PrecisionTest));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
