using System.Runtime.Intrinsics;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Tests.Numerics;

public sealed unsafe class LanesTests
{
    [Fact]
    public void Each_of_four_vectors_becomes_its_own_sum_times_its_weight()
    {
        CheckSums<Lanes512<float>, Vector512<float>>();
        CheckSums<Lanes256<float>, Vector256<float>>();
        CheckSums<LanesScalar<float>, float>();
    }

    [Fact]
    public void One_lane_above_is_enough()
    {
        CheckGreater<Lanes512<float>, Vector512<float>>();
        CheckGreater<Lanes256<float>, Vector256<float>>();
        CheckGreater<LanesScalar<float>, float>();
    }

    private static void CheckSums<TLanes, TVector>()
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var values = stackalloc float[4 * TLanes.Count];
        for (var index = 0; index < 4 * TLanes.Count; index++)
        {
            values[index] = index * index;
        }

        var (a, b) = (TLanes.Load(values), TLanes.Load(values + TLanes.Count));
        var (c, d) = (TLanes.Load(values + (2 * TLanes.Count)), TLanes.Load(values + (3 * TLanes.Count)));
        float[] expected = [TLanes.Sum(a), TLanes.Sum(b), TLanes.Sum(c), TLanes.Sum(d)];

        float[] weights = [2, 0, 0.5f, 4];
        var energy = TLanes.Zero;
        fixed (float* w = weights)
        {
            TLanes.WeighSums(ref a, ref b, ref c, ref d, w, ref energy);
        }

        Assert.Equal(expected.Zip(weights, (sum, weight) => weight * sum * sum).Sum(), TLanes.EnergyOf(energy), 1e-6f * expected.Max() * expected.Max());
        var lanes = stackalloc float[TLanes.Count];
        foreach (var (sum, weight, vector) in expected.Zip(weights, [a, b, c, d]))
        {
            TLanes.Store(vector, lanes);
            Assert.All(new ReadOnlySpan<float>(lanes, TLanes.Count).ToArray(), lane => Assert.Equal(weight * sum, lane));
        }
    }

    private static void CheckGreater<TLanes, TVector>()
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var values = stackalloc float[TLanes.Count];
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            new Span<float>(values, TLanes.Count).Clear();
            Assert.False(TLanes.AnyGreater(TLanes.Load(values), TLanes.Zero));
            values[lane] = 1;
            Assert.True(TLanes.AnyGreater(TLanes.Load(values), TLanes.Zero));
        }
    }
}
