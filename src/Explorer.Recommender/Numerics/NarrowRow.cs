using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>
/// <see cref="ConjugateGradient"/> on <see cref="LikedRows{TLanes, TVector}"/> of one to four vectors, with the direction, the residual and
/// the product in registers from the first step to the last.
/// </summary>
/// <remarks>Two methods, since in one the just-in-time compiler runs out of its budget for inlining.</remarks>
internal static unsafe class NarrowRow<TLanes, TVector, TWidth>
    where TVector : struct
    where TLanes : ILanes<float, TVector>
    where TWidth : IWidth
{
    /// <summary>Solves a row of ordinary length.</summary>
    /// <param name="system">Holds D; its right side and residual are overwritten.</param>
    /// <param name="z">On entry a guess, dropped when zero leaves a shorter residual; on exit the solution.</param>
    /// <param name="tolerance">Stop when ‖r‖ ≤ tolerance · ‖b‖, lengths measured with D⁻¹.</param>
    /// <param name="mostSteps">Give up after so many.</param>
    /// <returns>Steps taken; null if that was too few, or b is not finite or too short to be squared: z is then some guess, or not finite.</returns>
    public static int? Solve(in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z, float tolerance, int mostSteps)
    {
        var (bb, rr) = Start(likes, system, z);
        if (!(bb >= ConjugateGradient.Tiny && float.IsFinite(bb)))
        {
            return null;
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

    /// <summary>The right side b = Σ (1 + w) v and the residual r = b − Dz − Σ w (v·z) v of the guess.</summary>
    /// <returns>b·D⁻¹b and r·D⁻¹r.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (float B, float R) Start(in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z)
    {
        var guess = Strip<TLanes, TVector, TWidth>.Load(z);
        var q = guess.Times(system.Diagonal);
        var b = default(Strip<TLanes, TVector, TWidth>);
        var one = TLanes.Broadcast(1);
        var energy = TLanes.Zero;
        for (var place = 0; place < likes.Count; place += 4)
        {
            float* v0 = likes.Row(place), v1 = likes.Row(place + 1), v2 = likes.Row(place + 2), v3 = likes.Row(place + 3);
            TVector s0 = guess.Dot(v0), s1 = guess.Dot(v1), s2 = guess.Dot(v2), s3 = guess.Dot(v3);
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

    /// <summary>Steps until r·D⁻¹r is small enough. z is the one vector left in memory: nothing waits for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int? Run(
        in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z, float* residual, float rr, float enough, int mostSteps)
    {
        float* diagonal = system.Diagonal, inverse = system.Inverse;
        var r = Strip<TLanes, TVector, TWidth>.Load(residual);
        var p = r.Times(inverse);
        var steps = 0;
        for (; !(rr <= enough); steps++)
        {
            if (steps == mostSteps)
            {
                return null;
            }

            // Divided here, long before it is needed.
            var inverseOfBefore = 1 / rr;
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
            rr = TLanes.Sum(r.Dot(direction));
            p = direction.Plus(TLanes.Broadcast(rr * inverseOfBefore), p);
        }

        return steps;
    }
}
