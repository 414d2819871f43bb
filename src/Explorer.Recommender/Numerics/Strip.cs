using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>A whole row of one to four vectors, to be kept in registers.</summary>
/// <remarks>Four fields are the most the just-in-time compiler takes apart; those beyond the width fall away.</remarks>
internal readonly unsafe struct Strip<TLanes, TVector, TWidth>(TVector a, TVector b, TVector c, TVector d)
    where TVector : struct
    where TLanes : ILanes<float, TVector>
    where TWidth : IWidth
{
    private readonly TVector _a = a;
    private readonly TVector _b = b;
    private readonly TVector _c = c;
    private readonly TVector _d = d;

    /// <summary>Reads a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip<TLanes, TVector, TWidth> Load(float* row) => new(
        TLanes.Load(row),
        TWidth.Vectors > 1 ? TLanes.Load(row + TLanes.Count) : default,
        TWidth.Vectors > 2 ? TLanes.Load(row + (2 * TLanes.Count)) : default,
        TWidth.Vectors > 3 ? TLanes.Load(row + (3 * TLanes.Count)) : default);

    /// <summary>Writes a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* row)
    {
        TLanes.Store(_a, row);
        if (TWidth.Vectors > 1)
        {
            TLanes.Store(_b, row + TLanes.Count);
        }

        if (TWidth.Vectors > 2)
        {
            TLanes.Store(_c, row + (2 * TLanes.Count));
        }

        if (TWidth.Vectors > 3)
        {
            TLanes.Store(_d, row + (3 * TLanes.Count));
        }
    }

    /// <summary>The product with a row in memory, number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Strip<TLanes, TVector, TWidth> Times(float* row) => new(
        TLanes.Multiply(_a, TLanes.Load(row)),
        TWidth.Vectors > 1 ? TLanes.Multiply(_b, TLanes.Load(row + TLanes.Count)) : default,
        TWidth.Vectors > 2 ? TLanes.Multiply(_c, TLanes.Load(row + (2 * TLanes.Count))) : default,
        TWidth.Vectors > 3 ? TLanes.Multiply(_d, TLanes.Load(row + (3 * TLanes.Count))) : default);

    /// <summary>This and s times another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Strip<TLanes, TVector, TWidth> Plus(TVector s, Strip<TLanes, TVector, TWidth> other) => new(
        TLanes.MultiplyAdd(other._a, s, _a),
        TWidth.Vectors > 1 ? TLanes.MultiplyAdd(other._b, s, _b) : default,
        TWidth.Vectors > 2 ? TLanes.MultiplyAdd(other._c, s, _c) : default,
        TWidth.Vectors > 3 ? TLanes.MultiplyAdd(other._d, s, _d) : default);

    /// <summary>This and four rows in memory, each times a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Strip<TLanes, TVector, TWidth> Plus(
        float* v0, float* v1, float* v2, float* v3, TVector s0, TVector s1, TVector s2, TVector s3)
    {
        int second = TLanes.Count, third = 2 * second, fourth = 3 * second;
        return new(
            Sum(_a, v0, v1, v2, v3, s0, s1, s2, s3),
            TWidth.Vectors > 1 ? Sum(_b, v0 + second, v1 + second, v2 + second, v3 + second, s0, s1, s2, s3) : default,
            TWidth.Vectors > 2 ? Sum(_c, v0 + third, v1 + third, v2 + third, v3 + third, s0, s1, s2, s3) : default,
            TWidth.Vectors > 3 ? Sum(_d, v0 + fourth, v1 + fourth, v2 + fourth, v3 + fourth, s0, s1, s2, s3) : default);
    }

    /// <summary>The inner product with a row in memory, to be summed over the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Dot(float* row)
    {
        var sum = TLanes.Multiply(TLanes.Load(row), _a);
        sum = TWidth.Vectors > 1 ? TLanes.MultiplyAdd(TLanes.Load(row + TLanes.Count), _b, sum) : sum;
        sum = TWidth.Vectors > 2 ? TLanes.MultiplyAdd(TLanes.Load(row + (2 * TLanes.Count)), _c, sum) : sum;
        return TWidth.Vectors > 3 ? TLanes.MultiplyAdd(TLanes.Load(row + (3 * TLanes.Count)), _d, sum) : sum;
    }

    /// <summary>The inner product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Dot(Strip<TLanes, TVector, TWidth> other)
    {
        var sum = TLanes.Multiply(_a, other._a);
        sum = TWidth.Vectors > 1 ? TLanes.MultiplyAdd(_b, other._b, sum) : sum;
        sum = TWidth.Vectors > 2 ? TLanes.MultiplyAdd(_c, other._c, sum) : sum;
        return TWidth.Vectors > 3 ? TLanes.MultiplyAdd(_d, other._d, sum) : sum;
    }

    /// <summary>Sums in pairs: four chained additions would wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(
        TVector sum, float* v0, float* v1, float* v2, float* v3, TVector s0, TVector s1, TVector s2, TVector s3)
    {
        var first = TLanes.MultiplyAdd(TLanes.Load(v1), s1, TLanes.Multiply(TLanes.Load(v0), s0));
        var second = TLanes.MultiplyAdd(TLanes.Load(v3), s3, TLanes.Multiply(TLanes.Load(v2), s2));
        return TLanes.Add(sum, TLanes.Add(first, second));
    }
}
