using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Explorer.Recommender.Numerics;

/// <summary>512-bit vectors.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<T, Vector512<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public static int Count => Vector512<T>.Count;

    /// <inheritdoc/>
    public static Vector512<T> Zero => Vector512<T>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, T* destination) => vector.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> vector)
    {
        var half = vector.GetLower() + vector.GetUpper();
        return Vector128.Sum(half.GetLower() + half.GetUpper());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeighSums(
        ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d, T* weights, ref Vector512<T> energy)
    {
        if (typeof(T) != typeof(float) || !Avx512F.IsSupported)
        {
            a = Weigh(a, weights[0], ref energy);
            b = Weigh(b, weights[1], ref energy);
            c = Weigh(c, weights[2], ref energy);
            d = Weigh(d, weights[3], ref energy);
            return;
        }

        // Four sums for the price of little more than one: after two rounds of interleaving every quarter holds the partial
        // sums of a, b, c, d in turn; what is left is to add the quarters.
        var ab = Avx512F.UnpackLow(a.AsSingle(), b.AsSingle()) + Avx512F.UnpackHigh(a.AsSingle(), b.AsSingle());
        var cd = Avx512F.UnpackLow(c.AsSingle(), d.AsSingle()) + Avx512F.UnpackHigh(c.AsSingle(), d.AsSingle());
        var sums = Avx512F.Shuffle(ab, cd, 0b_01_00_01_00) + Avx512F.Shuffle(ab, cd, 0b_11_10_11_10);
        sums += Avx512F.Shuffle4x128(sums, sums, 0b_01_00_11_10);
        sums += Avx512F.Shuffle4x128(sums, sums, 0b_10_11_00_01);
        var weighted = sums * Avx512F.BroadcastVector128ToVector512((float*)weights);
        energy = Vector512.FusedMultiplyAdd(weighted, sums, energy.AsSingle()).As<float, T>();
        a = Avx512F.Permute4x32(weighted, 0b_00_00_00_00).As<float, T>();
        b = Avx512F.Permute4x32(weighted, 0b_01_01_01_01).As<float, T>();
        c = Avx512F.Permute4x32(weighted, 0b_10_10_10_10).As<float, T>();
        d = Avx512F.Permute4x32(weighted, 0b_11_11_11_11).As<float, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T EnergyOf(Vector512<T> energy) => Vector128.Sum(energy.GetLower().GetLower());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> a, Vector512<T> b) => Vector512.MaxNative(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Vector512<T> a, Vector512<T> b) => Vector512.GreaterThanAny(a, b);

    private static Vector512<T> Weigh(Vector512<T> vector, T weight, ref Vector512<T> energy)
    {
        var sum = Broadcast(Sum(vector));
        var weighted = Broadcast(weight) * sum;
        energy += Vector512.CreateScalar((weighted * sum).ToScalar());
        return weighted;
    }
}
