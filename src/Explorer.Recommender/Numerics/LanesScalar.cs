using System.Numerics;

namespace Explorer.Recommender.Numerics;

/// <summary>One number at a time: the twin every vector kernel is tested against.</summary>
internal readonly unsafe struct LanesScalar<T> : ILanes<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static T Zero => T.Zero;

    /// <inheritdoc/>
    public static T Load(T* source) => *source;

    /// <inheritdoc/>
    public static void Store(T vector, T* destination) => *destination = vector;

    /// <inheritdoc/>
    public static T Broadcast(T value) => value;

    /// <inheritdoc/>
    public static T Add(T a, T b) => a + b;

    /// <inheritdoc/>
    public static T Multiply(T a, T b) => a * b;

    /// <inheritdoc/>
    public static T MultiplyAdd(T a, T b, T c) => T.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    public static T Sum(T vector) => vector;

    /// <inheritdoc/>
    public static void WeighSums(ref T a, ref T b, ref T c, ref T d, T* weights, ref T energy)
    {
        a = Weigh(a, weights[0], ref energy);
        b = Weigh(b, weights[1], ref energy);
        c = Weigh(c, weights[2], ref energy);
        d = Weigh(d, weights[3], ref energy);
    }

    /// <inheritdoc/>
    public static T EnergyOf(T energy) => energy;

    /// <inheritdoc/>
    public static T Max(T a, T b) => a > b ? a : b;

    /// <inheritdoc/>
    public static bool AnyGreater(T a, T b) => a > b;

    private static T Weigh(T sum, T weight, ref T energy)
    {
        var weighted = weight * sum;
        energy = MultiplyAdd(weighted, sum, energy);
        return weighted;
    }
}
