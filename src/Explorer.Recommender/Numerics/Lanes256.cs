using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Explorer.Recommender.Numerics;

/// <summary>256-bit vectors.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<T, Vector256<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public static int Count => Vector256<T>.Count;

    /// <inheritdoc/>
    public static Vector256<T> Zero => Vector256<T>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, T* destination) => vector.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> a, Vector256<T> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> a, Vector256<T> b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> vector) => Vector128.Sum(vector.GetLower() + vector.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeighSums(
        ref Vector256<T> a, ref Vector256<T> b, ref Vector256<T> c, ref Vector256<T> d, T* weights, ref Vector256<T> energy)
    {
        if (typeof(T) != typeof(float) || !Avx.IsSupported)
        {
            a = Weigh(a, weights[0], ref energy);
            b = Weigh(b, weights[1], ref energy);
            c = Weigh(c, weights[2], ref energy);
            d = Weigh(d, weights[3], ref energy);
            return;
        }

        // Four sums for the price of little more than one: after two rounds of interleaving every quarter holds the partial
        // sums of a, b, c, d in turn; what is left is to add the quarters.
        var ab = Avx.UnpackLow(a.AsSingle(), b.AsSingle()) + Avx.UnpackHigh(a.AsSingle(), b.AsSingle());
        var cd = Avx.UnpackLow(c.AsSingle(), d.AsSingle()) + Avx.UnpackHigh(c.AsSingle(), d.AsSingle());
        var sums = Avx.Shuffle(ab, cd, 0b_01_00_01_00) + Avx.Shuffle(ab, cd, 0b_11_10_11_10);
        sums += Avx.Permute2x128(sums, sums, 0b_0000_0001);
        var weighted = sums * Avx.BroadcastVector128ToVector256((float*)weights);
        energy = Vector256.FusedMultiplyAdd(weighted, sums, energy.AsSingle()).As<float, T>();
        a = Avx.Permute(weighted, 0b_00_00_00_00).As<float, T>();
        b = Avx.Permute(weighted, 0b_01_01_01_01).As<float, T>();
        c = Avx.Permute(weighted, 0b_10_10_10_10).As<float, T>();
        d = Avx.Permute(weighted, 0b_11_11_11_11).As<float, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T EnergyOf(Vector256<T> energy) => Vector128.Sum(energy.GetLower());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> a, Vector256<T> b) => Vector256.MaxNative(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Vector256<T> a, Vector256<T> b) => Vector256.GreaterThanAny(a, b);

    private static Vector256<T> Weigh(Vector256<T> vector, T weight, ref Vector256<T> energy)
    {
        var sum = Broadcast(Sum(vector));
        var weighted = Broadcast(weight) * sum;
        energy += Vector256.CreateScalar((weighted * sum).ToScalar());
        return weighted;
    }
}
