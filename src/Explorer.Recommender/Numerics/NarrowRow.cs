using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>Conjugate gradient on the likes of one row, whose vectors stay in registers: for rows of V of one to four vectors.</summary>
internal static unsafe class NarrowRow<TLanes, TVector, TWidth>
    where TVector : struct
    where TLanes : ILanes<float, TVector>
    where TWidth : IWidth
{
    /// <summary>b = Σ (1 + w) v and the residual b − Dz − Σ w (v·z) v of the guess.</summary>
    /// <returns>b·D⁻¹b and r·D⁻¹r.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (float B, float R) Start(in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z)
    {
        var x = Strip<TLanes, TVector, TWidth>.Load(z);
        var q = x.Times(system.Diagonal);
        var b = default(Strip<TLanes, TVector, TWidth>);
        var one = TLanes.Broadcast(1);
        var energy = TLanes.Zero;
        for (var place = 0; place < likes.Count; place += 4)
        {
            float* v0 = likes.Row(place), v1 = likes.Row(place + 1), v2 = likes.Row(place + 2), v3 = likes.Row(place + 3);
            TVector s0 = x.Dot(v0), s1 = x.Dot(v1), s2 = x.Dot(v2), s3 = x.Dot(v3);
            var w = likes.Weights + place;
            TLanes.WeighSums(ref s0, ref s1, ref s2, ref s3, w, ref energy);
            q = q.Plus(v0, v1, v2, v3, s0, s1, s2, s3);
            b = b.Plus(
                v0, v1, v2, v3,
                TLanes.Add(one, TLanes.Broadcast(w[0])), TLanes.Add(one, TLanes.Broadcast(w[1])),
                TLanes.Add(one, TLanes.Broadcast(w[2])), TLanes.Add(one, TLanes.Broadcast(w[3])));
        }

        var r = b.Plus(TLanes.Broadcast(-1), q);
        b.Store(system.RightSide);
        r.Store(system.Residual);
        return (TLanes.Sum(b.Dot(b.Times(system.Inverse))), TLanes.Sum(r.Dot(r.Times(system.Inverse))));
    }

    /// <summary>Steps from the residual on until r·D⁻¹r is small enough.</summary>
    /// <returns>Steps taken; −1 if there would have to be more.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Run(in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z, float* residual, float rr, float enough, int mostSteps)
    {
        float* diagonal = system.Diagonal, inverse = system.Inverse;
        var r = Strip<TLanes, TVector, TWidth>.Load(residual);
        var p = r.Times(inverse);
        var steps = 0;
        for (; !(rr <= enough); steps++)
        {
            if (steps == mostSteps)
            {
                return -1;
            }

            var q = p.Times(diagonal);
            var own = TLanes.Sum(p.Dot(q));
            var energy = TLanes.Zero;
            for (var place = 0; place < likes.Count; place += 4)
            {
                float* v0 = likes.Row(place), v1 = likes.Row(place + 1), v2 = likes.Row(place + 2), v3 = likes.Row(place + 3);
                TVector s0 = p.Dot(v0), s1 = p.Dot(v1), s2 = p.Dot(v2), s3 = p.Dot(v3);
                TLanes.WeighSums(ref s0, ref s1, ref s2, ref s3, likes.Weights + place, ref energy);
                q = q.Plus(v0, v1, v2, v3, s0, s1, s2, s3);
            }

            var s = rr / (own + TLanes.EnergyOf(energy));
            Strip<TLanes, TVector, TWidth>.Load(z).Plus(TLanes.Broadcast(s), p).Store(z);
            r = r.Plus(TLanes.Broadcast(-s), q);
            var direction = r.Times(inverse);
            var before = rr;
            rr = TLanes.Sum(r.Dot(direction));
            p = direction.Plus(TLanes.Broadcast(rr / before), p);
        }

        return steps;
    }

    public static int Solve(in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z, float tolerance, int mostSteps)
    {
        var (bb, rr) = Start(likes, system, z);
        if (!(bb >= ConjugateGradient.Tiny && float.IsFinite(bb)))
        {
            return -1;
        }

        var r = system.Residual;
        if (!(rr < bb))
        {
            new Span<float>(z, TWidth.Vectors * TLanes.Count).Clear();
            r = system.RightSide;
            rr = bb;
        }

        return Run(likes, system, z, r, rr, tolerance * tolerance * bb, mostSteps);
    }
}
