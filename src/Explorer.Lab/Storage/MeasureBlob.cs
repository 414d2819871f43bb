using System.Buffers.Binary;
using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Storage;

/// <summary>Ranking metrics as a column: doubles in the order of <see cref="RankingMetrics.PlaceOf"/>, 8 bytes each, most significant byte first.</summary>
/// <remarks>
/// No metric is negative, and the bytes of positive doubles compare like their values: so the database can rank points by eight bytes
/// out of the middle of a blob as well as by a column. The k belong to the sweep and are not repeated in every point.
/// </remarks>
internal static class MeasureBlob
{
    /// <summary>The bytes; null when nothing was measured.</summary>
    public static byte[]? Write(RankingMetrics metrics)
    {
        if (metrics.Ks.Count == 0)
        {
            return null;
        }

        var bytes = new byte[metrics.Values.Length * sizeof(double)];
        for (var place = 0; place < metrics.Values.Length; place++)
        {
            BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(place * sizeof(double)), metrics.Values[place]);
        }

        return bytes;
    }

    /// <summary>The metrics in some bytes; none when there are no bytes, as in points stored by an earlier version.</summary>
    /// <param name="ks">The k of the sweep.</param>
    public static RankingMetrics Read(byte[]? bytes, IReadOnlyList<int> ks)
    {
        if (bytes is null)
        {
            return RankingMetrics.None;
        }

        var values = new double[bytes.Length / sizeof(double)];
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(place * sizeof(double)));
        }

        return new RankingMetrics(ks, values);
    }

    /// <summary>SQL for a point's value of a metric, to be compared and nothing else.</summary>
    public static string ExpressionOf(Metric metric, IReadOnlyList<int> ks)
    {
        var kPlace = metric.K is { } k ? ks.ToList().IndexOf(k) : 0;
        return (metric.Measure, metric.List, kPlace) switch
        {
            (Measure.Mse, RankedList.Train, _) => "p.mse_train",
            (Measure.Mse, _, _) => "p.mse_test",
            (Measure.NeighbourStability, _, _) => "p.neighbour_stability",
            (Measure.Precision, RankedList.Train, 0) => "p.precision_train",
            (Measure.Precision, RankedList.Test, 0) => "p.precision_test",
            (Measure.Precision, RankedList.TestUnseen, 0) => "p.precision_test_unseen",
            _ => FormattableString.Invariant(
                $"substr(p.measures, {1 + (sizeof(double) * RankingMetrics.PlaceOf(kPlace, metric.List, metric.Measure))}, {sizeof(double)})"),
        };
    }
}
