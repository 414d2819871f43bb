using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>Conjugate gradient for a symmetric positive definite system.</summary>
/// <remarks>Hestenes and Stiefel 1952. All vectors are whole numbers of SIMD vectors long, their padding zero.</remarks>
internal static unsafe class ConjugateGradient
{
    /// <summary>Solves Ax = b.</summary>
    /// <param name="a">A = I + αS.</param>
    /// <param name="length">Numbers in every vector, padding included.</param>
    /// <param name="x">On entry a guess, on exit the solution.</param>
    /// <param name="r">On entry b − Ax for the guess, on exit the residual.</param>
    /// <param name="p">Scratch.</param>
    /// <param name="q">Scratch.</param>
    /// <param name="enough">Stop when ‖r‖² is no longer above it.</param>
    /// <param name="mostSteps">Give up after so many.</param>
    /// <returns>Steps taken, or −1 when the residual stayed above <paramref name="enough"/>.</returns>
    public static int Solve<TOperator, TLanes, TVector>(
        in TOperator a, int length, float* x, float* r, float* p, float* q, float enough, int mostSteps)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        for (var c = 0; c < length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(r + c), p + c);
        }

        var rr = Dot<TLanes, TVector>(r, r, length);
        for (var step = 0; step <= mostSteps; step++)
        {
            if (rr <= enough)
            {
                return step;
            }

            a.Apply(p, q);
            var rrBefore = rr;
            rr = Advance<TLanes, TVector>(rr / Dot<TLanes, TVector>(p, q, length), length, x, r, p, q);
            Turn<TLanes, TVector>(rr / rrBefore, length, r, p);
        }

        return -1;
    }

    /// <summary>r = b − q.</summary>
    /// <returns>‖r‖².</returns>
    public static float Subtract<TLanes, TVector>(float* b, float* q, int length, float* r)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var minus = TLanes.Broadcast(-1);
        var sum = TLanes.Zero;
        for (var c = 0; c < length; c += TLanes.Count)
        {
            var residual = TLanes.MultiplyAdd(TLanes.Load(q + c), minus, TLanes.Load(b + c));
            TLanes.Store(residual, r + c);
            sum = TLanes.MultiplyAdd(residual, residual, sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot<TLanes, TVector>(float* a, float* b, int length)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var sum = TLanes.Zero;
        for (var c = 0; c < length; c += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + c), TLanes.Load(b + c), sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>x += s·p, r −= s·q.</summary>
    /// <returns>‖r‖² afterwards.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Advance<TLanes, TVector>(float s, int length, float* x, float* r, float* p, float* q)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var forward = TLanes.Broadcast(s);
        var back = TLanes.Broadcast(-s);
        var sum = TLanes.Zero;
        for (var c = 0; c < length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(p + c), forward, TLanes.Load(x + c)), x + c);
            var residual = TLanes.MultiplyAdd(TLanes.Load(q + c), back, TLanes.Load(r + c));
            TLanes.Store(residual, r + c);
            sum = TLanes.MultiplyAdd(residual, residual, sum);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>p = r + s·p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TLanes, TVector>(float s, int length, float* r, float* p)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var keep = TLanes.Broadcast(s);
        for (var c = 0; c < length; c += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(p + c), keep, TLanes.Load(r + c)), p + c);
        }
    }
}
