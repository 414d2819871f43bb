using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Inner products of two rows of floats.</summary>
internal static unsafe class Dot
{
    /// <summary>x·y with every product and sum in double.</summary>
    /// <param name="x">Shape [f].</param>
    /// <param name="y">Shape [f].</param>
    public static double InDouble(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        var index = 0;
        var sum = 0.0;
        if (Simd.Use512 || Simd.Use256)
        {
            var low = Vector256<double>.Zero;
            var high = Vector256<double>.Zero;
            fixed (float* a = x, b = y)
            {
                for (; index <= x.Length - Vector256<float>.Count; index += Vector256<float>.Count)
                {
                    var (aLow, aHigh) = Vector256.Widen(Vector256.Load(a + index));
                    var (bLow, bHigh) = Vector256.Widen(Vector256.Load(b + index));
                    low = Vector256.FusedMultiplyAdd(aLow, bLow, low);
                    high = Vector256.FusedMultiplyAdd(aHigh, bHigh, high);
                }
            }

            sum = Vector256.Sum(low + high);
        }

        return sum + InDoubleScalar(x[index..], y[index..]);
    }

    internal static double InDoubleScalar(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0.0;
        for (var index = 0; index < x.Length; index++)
        {
            sum += (double)x[index] * y[index];
        }

        return sum;
    }
}
