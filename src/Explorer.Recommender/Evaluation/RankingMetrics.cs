using System.Runtime.InteropServices;

namespace Explorer.Recommender.Evaluation;

/// <summary>Every measure of rankings, for each list and each k. Immutable; equal when all numbers are.</summary>
public sealed class RankingMetrics : IEquatable<RankingMetrics>
{
    /// <summary>Measures at one k of one list: those before <see cref="Measure.Mse"/>.</summary>
    public const int MeasureCount = (int)Measure.Mse;

    /// <summary>How many lists there are.</summary>
    public const int ListCount = (int)RankedList.TestUnseen + 1;

    private readonly int[] _ks;
    private readonly double[] _values;

    /// <summary>Takes over the numbers.</summary>
    /// <param name="ks">The k, each 1 or more and distinct; the first one is the main k.</param>
    /// <param name="values">Shape [ks × <see cref="ListCount"/> × <see cref="MeasureCount"/>], see <see cref="PlaceOf"/>.</param>
    public RankingMetrics(IReadOnlyList<int> ks, double[] values)
    {
        ArgumentNullException.ThrowIfNull(ks);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, LengthFor(ks.Count));

        _ks = [.. ks];
        _values = values;
    }

    /// <summary>Nothing was measured: no k.</summary>
    public static RankingMetrics None { get; } = new([], []);

    /// <summary>The k in the order asked for; the first one is the main k.</summary>
    public IReadOnlyList<int> Ks => _ks;

    /// <summary>All numbers, shape [ks × <see cref="ListCount"/> × <see cref="MeasureCount"/>], see <see cref="PlaceOf"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>One number; null when this k was not measured.</summary>
    /// <param name="measure">One before <see cref="Measure.Mse"/>.</param>
    public double? this[Measure measure, RankedList list, int k] =>
        Array.IndexOf(_ks, k) is >= 0 and var place ? _values[PlaceOf(place, list, measure)] : null;

    /// <summary>How many numbers there are for so many k.</summary>
    public static int LengthFor(int ks) => ks * ListCount * MeasureCount;

    /// <summary>Where a number stands: k by k, within it list by list, within it measure by measure.</summary>
    /// <param name="kPlace">Place of the k in <see cref="Ks"/>.</param>
    /// <param name="measure">One before <see cref="Measure.Mse"/>.</param>
    public static int PlaceOf(int kPlace, RankedList list, Measure measure)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)measure, MeasureCount);

        return (((kPlace * ListCount) + (int)list) * MeasureCount) + (int)measure;
    }

    /// <inheritdoc/>
    public bool Equals(RankingMetrics? other) =>
        other is not null && _ks.AsSpan().SequenceEqual(other._ks) && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RankingMetrics);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(_ks.AsSpan()));
        hash.AddBytes(MemoryMarshal.AsBytes(_values.AsSpan()));
        return hash.ToHashCode();
    }
}
