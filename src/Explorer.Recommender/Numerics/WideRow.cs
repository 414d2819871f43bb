using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>
/// What <see cref="NarrowRow{TLanes, TVector, TWidth}"/> does, for rows of five to eight 512-bit vectors: direction and product take sixteen of
/// the 32 registers there are at that width.
/// </summary>
/// <remarks>
/// Written out and on <see cref="Vector512"/> itself: every call through <see cref="ILanes{T, TVector}"/> counts against the just-in-time
/// compiler's budget for inlining, and twice as many vectors exceed it. Each group of four likes is gone through twice, and in between a
/// vector is stored that nobody reads, a fence: without it the compiler keeps what it loaded the first time, and since eight registers are
/// left for 32 vectors, it keeps them on the stack.
/// </remarks>
internal static unsafe class WideRow<TWidth>
    where TWidth : IWidth
{
    private const int Lanes = 16;

    /// <summary>Solves a row of ordinary length; parameters and result as for the narrow one.</summary>
    public static int? Solve(in LikedRows<Lanes512<float>, Vector512<float>> likes, ConjugateGradient system, float* z, float tolerance, int mostSteps)
    {
        var (bb, rr) = Start(likes, system, z);
        if (!(bb >= ConjugateGradient.Tiny && float.IsFinite(bb)))
        {
            return null;
        }

        var r = system.Residual;
        if (!(rr < bb))
        {
            new Span<float>(z, TWidth.Vectors * Lanes).Clear();
            new ReadOnlySpan<float>(system.RightSide, TWidth.Vectors * Lanes).CopyTo(new Span<float>(r, TWidth.Vectors * Lanes));
            rr = bb;
        }

        return Run(likes, system, z, rr, tolerance * tolerance * bb, mostSteps);
    }

    /// <summary>The right side b = Σ (1 + w) v and the residual r = b − Dz − Σ w (v·z) v of the guess.</summary>
    /// <returns>b·D⁻¹b and r·D⁻¹r.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (float B, float R) Start(in LikedRows<Lanes512<float>, Vector512<float>> likes, ConjugateGradient system, float* z)
    {
        float* diagonal = system.Diagonal, inverse = system.Inverse, fence = system.Product;
        Vector512<float> z0 = At(z, 0), z1 = At(z, 1), z2 = At(z, 2), z3 = At(z, 3), z4 = At(z, 4), z5 = At(z, 5), z6 = At(z, 6), z7 = At(z, 7);
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        Vector512<float> q0 = z0 * At(diagonal, 0), q1 = z1 * At(diagonal, 1), q2 = z2 * At(diagonal, 2), q3 = z3 * At(diagonal, 3);
        Vector512<float> q4 = z4 * At(diagonal, 4), q5 = z5 * At(diagonal, 5), q6 = z6 * At(diagonal, 6), q7 = z7 * At(diagonal, 7);
        var energy = Vector512<float>.Zero;
        for (var place = 0; place < likes.Count; place += 4)
        {
            float* u = likes.Row(place), v = likes.Row(place + 1), w = likes.Row(place + 2), x = likes.Row(place + 3);
            Dots(u, v, w, x, z0, z1, z2, z3, z4, z5, z6, z7, out var s, out var t, out var m, out var n);
            var weights = likes.Weights + place;
            Lanes512<float>.WeighSums(ref s, ref t, ref m, ref n, weights, ref energy);
            energy.Store(fence);
            Add(u, v, w, x, s, t, m, n, ref q0, ref q1, ref q2, ref q3, ref q4, ref q5, ref q6, ref q7);
            s = Vector512.Create(1 + weights[0]);
            t = Vector512.Create(1 + weights[1]);
            m = Vector512.Create(1 + weights[2]);
            n = Vector512.Create(1 + weights[3]);
            energy.Store(fence);
            Add(u, v, w, x, s, t, m, n, ref b0, ref b1, ref b2, ref b3, ref b4, ref b5, ref b6, ref b7);
        }

        float* right = system.RightSide, r = system.Residual;
        Vector512<float> bb = default, rr = default;
        Leave(0, b0, q0, inverse, right, r, ref bb, ref rr);
        Leave(1, b1, q1, inverse, right, r, ref bb, ref rr);
        Leave(2, b2, q2, inverse, right, r, ref bb, ref rr);
        Leave(3, b3, q3, inverse, right, r, ref bb, ref rr);
        Leave(4, b4, q4, inverse, right, r, ref bb, ref rr);
        Leave(5, b5, q5, inverse, right, r, ref bb, ref rr);
        Leave(6, b6, q6, inverse, right, r, ref bb, ref rr);
        Leave(7, b7, q7, inverse, right, r, ref bb, ref rr);
        return (Lanes512<float>.Sum(bb), Lanes512<float>.Sum(rr));
    }

    /// <summary>Steps until r·D⁻¹r is small enough. z and r stay in memory: each is touched once a step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int? Run(
        in LikedRows<Lanes512<float>, Vector512<float>> likes, ConjugateGradient system, float* z, float rr, float enough, int mostSteps)
    {
        float* diagonal = system.Diagonal, inverse = system.Inverse, r = system.Residual, fence = system.Product;
        Vector512<float> p0 = At(r, 0) * At(inverse, 0), p1 = At(r, 1) * At(inverse, 1), p2 = At(r, 2) * At(inverse, 2), p3 = At(r, 3) * At(inverse, 3);
        Vector512<float> p4 = At(r, 4) * At(inverse, 4), p5 = At(r, 5) * At(inverse, 5), p6 = At(r, 6) * At(inverse, 6), p7 = At(r, 7) * At(inverse, 7);
        var steps = 0;
        for (; !(rr <= enough); steps++)
        {
            if (steps == mostSteps)
            {
                return null;
            }

            // Divided here, long before it is needed.
            var inverseOfBefore = 1 / rr;
            Vector512<float> q0 = p0 * At(diagonal, 0), q1 = p1 * At(diagonal, 1), q2 = p2 * At(diagonal, 2), q3 = p3 * At(diagonal, 3);
            Vector512<float> q4 = p4 * At(diagonal, 4), q5 = p5 * At(diagonal, 5), q6 = p6 * At(diagonal, 6), q7 = p7 * At(diagonal, 7);
            var own = (p0 * q0) + (p1 * q1) + ((p2 * q2) + (p3 * q3)) + ((p4 * q4) + (p5 * q5) + ((p6 * q6) + (p7 * q7)));
            var energy = Vector512<float>.Zero;
            for (var place = 0; place < likes.Count; place += 4)
            {
                float* u = likes.Row(place), v = likes.Row(place + 1), w = likes.Row(place + 2), x = likes.Row(place + 3);
                Dots(u, v, w, x, p0, p1, p2, p3, p4, p5, p6, p7, out var s, out var t, out var m, out var n);
                Lanes512<float>.WeighSums(ref s, ref t, ref m, ref n, likes.Weights + place, ref energy);
                energy.Store(fence);
                Add(u, v, w, x, s, t, m, n, ref q0, ref q1, ref q2, ref q3, ref q4, ref q5, ref q6, ref q7);
            }

            var step = rr / (Lanes512<float>.Sum(own) + Lanes512<float>.EnergyOf(energy));
            Vector512<float> forward = Vector512.Create(step), back = Vector512.Create(-step), sum = default;
            q0 = Advance(0, p0, q0, forward, back, inverse, z, r, ref sum);
            q1 = Advance(1, p1, q1, forward, back, inverse, z, r, ref sum);
            q2 = Advance(2, p2, q2, forward, back, inverse, z, r, ref sum);
            q3 = Advance(3, p3, q3, forward, back, inverse, z, r, ref sum);
            q4 = Advance(4, p4, q4, forward, back, inverse, z, r, ref sum);
            q5 = Advance(5, p5, q5, forward, back, inverse, z, r, ref sum);
            q6 = Advance(6, p6, q6, forward, back, inverse, z, r, ref sum);
            q7 = Advance(7, p7, q7, forward, back, inverse, z, r, ref sum);
            rr = Lanes512<float>.Sum(sum);
            var keep = Vector512.Create(rr * inverseOfBefore);
            p0 = Vector512.FusedMultiplyAdd(p0, keep, q0);
            p1 = Vector512.FusedMultiplyAdd(p1, keep, q1);
            p2 = Vector512.FusedMultiplyAdd(p2, keep, q2);
            p3 = Vector512.FusedMultiplyAdd(p3, keep, q3);
            p4 = Vector512.FusedMultiplyAdd(p4, keep, q4);
            p5 = Vector512.FusedMultiplyAdd(p5, keep, q5);
            p6 = Vector512.FusedMultiplyAdd(p6, keep, q6);
            p7 = Vector512.FusedMultiplyAdd(p7, keep, q7);
        }

        return steps;
    }

    /// <summary>A vector of a row; zero beyond its width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(float* row, int vector) => vector < TWidth.Vectors ? Vector512.Load(row + (Lanes * vector)) : default;

    /// <summary>The inner products with four rows in memory, to be summed over the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots(
        float* u, float* v, float* w, float* x, Vector512<float> p0, Vector512<float> p1, Vector512<float> p2, Vector512<float> p3,
        Vector512<float> p4, Vector512<float> p5, Vector512<float> p6, Vector512<float> p7,
        out Vector512<float> s, out Vector512<float> t, out Vector512<float> m, out Vector512<float> n)
    {
        Vector512<float> a = Vector512.Load(u) * p0, b = Vector512.Load(v) * p0, c = Vector512.Load(w) * p0, d = Vector512.Load(x) * p0;
        AddDots(1, u, v, w, x, p1, ref a, ref b, ref c, ref d);
        AddDots(2, u, v, w, x, p2, ref a, ref b, ref c, ref d);
        AddDots(3, u, v, w, x, p3, ref a, ref b, ref c, ref d);
        AddDots(4, u, v, w, x, p4, ref a, ref b, ref c, ref d);
        AddDots(5, u, v, w, x, p5, ref a, ref b, ref c, ref d);
        AddDots(6, u, v, w, x, p6, ref a, ref b, ref c, ref d);
        AddDots(7, u, v, w, x, p7, ref a, ref b, ref c, ref d);
        s = a;
        t = b;
        m = c;
        n = d;
    }

    /// <summary>What one vector adds to the inner products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddDots(
        int vector, float* u, float* v, float* w, float* x, Vector512<float> p,
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        if (vector < TWidth.Vectors)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.Load(u + (Lanes * vector)), p, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Load(v + (Lanes * vector)), p, b);
            c = Vector512.FusedMultiplyAdd(Vector512.Load(w + (Lanes * vector)), p, c);
            d = Vector512.FusedMultiplyAdd(Vector512.Load(x + (Lanes * vector)), p, d);
        }
    }

    /// <summary>q + su + tv + mw + nx.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        float* u, float* v, float* w, float* x, Vector512<float> s, Vector512<float> t, Vector512<float> m, Vector512<float> n,
        ref Vector512<float> q0, ref Vector512<float> q1, ref Vector512<float> q2, ref Vector512<float> q3,
        ref Vector512<float> q4, ref Vector512<float> q5, ref Vector512<float> q6, ref Vector512<float> q7)
    {
        q0 = Plus(q0, 0, u, v, w, x, s, t, m, n);
        q1 = Plus(q1, 1, u, v, w, x, s, t, m, n);
        q2 = Plus(q2, 2, u, v, w, x, s, t, m, n);
        q3 = Plus(q3, 3, u, v, w, x, s, t, m, n);
        q4 = Plus(q4, 4, u, v, w, x, s, t, m, n);
        q5 = Plus(q5, 5, u, v, w, x, s, t, m, n);
        q6 = Plus(q6, 6, u, v, w, x, s, t, m, n);
        q7 = Plus(q7, 7, u, v, w, x, s, t, m, n);
    }

    /// <summary>q + su + tv + mw + nx, of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Plus(
        Vector512<float> q, int vector, float* u, float* v, float* w, float* x,
        Vector512<float> s, Vector512<float> t, Vector512<float> m, Vector512<float> n)
    {
        if (vector >= TWidth.Vectors)
        {
            return q;
        }

        q = Vector512.FusedMultiplyAdd(Vector512.Load(u + (Lanes * vector)), s, q);
        q = Vector512.FusedMultiplyAdd(Vector512.Load(v + (Lanes * vector)), t, q);
        q = Vector512.FusedMultiplyAdd(Vector512.Load(w + (Lanes * vector)), m, q);
        return Vector512.FusedMultiplyAdd(Vector512.Load(x + (Lanes * vector)), n, q);
    }

    /// <summary>Writes b and r = b − q, and adds to their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Leave(
        int vector, Vector512<float> b, Vector512<float> q, float* inverse, float* right, float* r, ref Vector512<float> bb, ref Vector512<float> rr)
    {
        if (vector < TWidth.Vectors)
        {
            var residual = b - q;
            b.Store(right + (Lanes * vector));
            residual.Store(r + (Lanes * vector));
            bb = Vector512.FusedMultiplyAdd(b, b * At(inverse, vector), bb);
            rr = Vector512.FusedMultiplyAdd(residual, residual * At(inverse, vector), rr);
        }
    }

    /// <summary>z += s·p, r −= s·q, and adds r·D⁻¹r to the sum.</summary>
    /// <returns>D⁻¹r.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Advance(
        int vector, Vector512<float> p, Vector512<float> q, Vector512<float> forward, Vector512<float> back, float* inverse, float* z, float* r,
        ref Vector512<float> sum)
    {
        if (vector >= TWidth.Vectors)
        {
            return q;
        }

        Vector512.FusedMultiplyAdd(p, forward, At(z, vector)).Store(z + (Lanes * vector));
        var residual = Vector512.FusedMultiplyAdd(q, back, At(r, vector));
        residual.Store(r + (Lanes * vector));
        var direction = residual * At(inverse, vector);
        sum = Vector512.FusedMultiplyAdd(residual, direction, sum);
        return direction;
    }
}
