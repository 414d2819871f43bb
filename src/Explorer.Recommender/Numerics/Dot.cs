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
                    low = Vector256.MultiplyAddEstimate(aLow, bLow, low);
                    high = Vector256.MultiplyAddEstimate(aHigh, bHigh, high);
                }
            }

            sum = Vector256.Sum(low + high);
        }

        return sum + InDoubleScalar(x[index..], y[index..]);
    }

    /// <summary>x·y for one x and many y, in float, each product summed in the same order whatever its neighbours.</summary>
    /// <param name="rows">The y with their padding, shape [rows × stride].</param>
    /// <param name="x">Shape [stride], padding zero.</param>
    /// <param name="products">Receives x·y, shape [rows].</param>
    public static void WithRows(ReadOnlySpan<float> rows, ReadOnlySpan<float> x, Span<float> products)
    {
        if (Simd.Use512)
        {
            WithRows<Lanes512<float>, Vector512<float>>(rows, x, products);
        }
        else if (Simd.Use256)
        {
            WithRows<Lanes256<float>, Vector256<float>>(rows, x, products);
        }
        else
        {
            WithRows<LanesScalar<float>, float>(rows, x, products);
        }
    }

    internal static void WithRows<TLanes, TVector>(ReadOnlySpan<float> rows, ReadOnlySpan<float> x, Span<float> products)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, products.Length * x.Length);

        fixed (float* first = rows, direction = x)
        {
            var row = first;
            for (var place = 0; place < products.Length; place++, row += x.Length)
            {
                var sum = TLanes.Zero;
                for (var c = 0; c < x.Length; c += TLanes.Count)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Load(row + c), TLanes.Load(direction + c), sum);
                }

                products[place] = TLanes.Sum(sum);
            }
        }
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
