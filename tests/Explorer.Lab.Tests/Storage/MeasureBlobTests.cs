using Explorer.Lab.Storage;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Tests.Storage;

public sealed class MeasureBlobTests
{
    [Fact]
    public void What_is_written_is_read_back_to_the_last_bit()
    {
        var metrics = new RankingMetrics([5, 1], [.. Enumerable.Range(0, RankingMetrics.LengthFor(2)).Select(place => Math.Sqrt(place))]);

        Assert.Equal(metrics, MeasureBlob.Read(MeasureBlob.Write(metrics), [5, 1]));
    }

    [Fact]
    public void Nothing_measured_is_nothing_stored() => Assert.Same(RankingMetrics.None, MeasureBlob.Read(MeasureBlob.Write(RankingMetrics.None), [5]));

    [Fact]
    public void Bytes_compare_like_the_values_they_stand_for()
    {
        double[] values = [0, double.Epsilon, 1e-300, 0.01, 0.0100000001, 0.5, 1, 2, 1000.5, 1e300];
        Array.Resize(ref values, RankingMetrics.LengthFor(1));

        var bytes = MeasureBlob.Write(new RankingMetrics([5], values)) ?? [];

        for (var place = 1; place < 10; place++)
        {
            Assert.True(bytes.AsSpan((place - 1) * 8, 8).SequenceCompareTo(bytes.AsSpan(place * 8, 8)) < 0);
        }
    }
}
