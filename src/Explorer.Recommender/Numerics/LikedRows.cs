using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>I + αVᵤᵀVᵤ applied row by row: 2kf multiply-adds, no matrix. Vᵤ are the k liked rows of V.</summary>
/// <param name="v">V, shape [rows × stride], padding zero.</param>
/// <param name="liked">Which rows, shape [count].</param>
/// <param name="zero">A row of zeros, to fill up the last group of four.</param>
internal readonly unsafe struct LikedRows<TLanes, TVector>(float* v, int stride, int* liked, int count, float* zero, float alpha)
    : ISymmetricOperator
    where TVector : struct
    where TLanes : ILanes<float, TVector>
{
    private readonly float* _v = v;
    private readonly int* _liked = liked;
    private readonly float* _zero = zero;

    /// <summary>q = p + α Σ (v·p) v over the liked rows, four at a time so that they share the loads of p and q.</summary>
    public void Apply(float* p, float* q)
    {
        for (var c = 0; c < stride; c += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(p + c), q + c);
        }

        var weight = TLanes.Broadcast(alpha);
        for (var place = 0; place < count; place += 4)
        {
            var v0 = Row(place);
            var v1 = Row(place + 1);
            var v2 = Row(place + 2);
            var v3 = Row(place + 3);
            TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (var c = 0; c < stride; c += TLanes.Count)
            {
                var x = TLanes.Load(p + c);
                s0 = TLanes.MultiplyAdd(TLanes.Load(v0 + c), x, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(v1 + c), x, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(v2 + c), x, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(v3 + c), x, s3);
            }

            TLanes.SumEach(ref s0, ref s1, ref s2, ref s3);
            s0 = TLanes.Multiply(weight, s0);
            s1 = TLanes.Multiply(weight, s1);
            s2 = TLanes.Multiply(weight, s2);
            s3 = TLanes.Multiply(weight, s3);
            AddRows(v0, v1, v2, v3, s0, s1, s2, s3, q);
        }
    }

    /// <summary>b = Σ v over the liked rows.</summary>
    public void Sum(float* b)
    {
        new Span<float>(b, stride).Clear();
        var one = TLanes.Broadcast(1);
        for (var place = 0; place < count; place += 4)
        {
            AddRows(Row(place), Row(place + 1), Row(place + 2), Row(place + 3), one, one, one, one, b);
        }
    }

    /// <summary>w = 1 − α v·z for each liked row: the solution in k unknowns that belongs to a solution z in f unknowns.</summary>
    /// <param name="w">Receives it, shape [count].</param>
    public void Weights(float* z, float* w)
    {
        for (var place = 0; place < count; place++)
        {
            w[place] = 1 - (alpha * ConjugateGradient.Dot<TLanes, TVector>(Row(place), z, stride));
        }
    }

    /// <summary>z = Σ wᵢ vᵢ over the liked rows.</summary>
    /// <param name="w">Shape [count rounded up to a multiple of 4].</param>
    public void Combine(float* w, float* z)
    {
        new Span<float>(z, stride).Clear();
        for (var place = 0; place < count; place += 4)
        {
            AddRows(
                Row(place),
                Row(place + 1),
                Row(place + 2),
                Row(place + 3),
                TLanes.Broadcast(w[place]),
                TLanes.Broadcast(w[place + 1]),
                TLanes.Broadcast(w[place + 2]),
                TLanes.Broadcast(w[place + 3]),
                z);
        }
    }

    /// <summary>The liked rows themselves, one under the other.</summary>
    /// <param name="first">The first place to take.</param>
    /// <param name="rows">How many; places past the last like give zeros.</param>
    /// <param name="target">Shape [rows × stride].</param>
    public void Gather(int first, int rows, float* target)
    {
        for (var place = first; place < first + rows; place++, target += stride)
        {
            new ReadOnlySpan<float>(Row(place), stride).CopyTo(new Span<float>(target, stride));
        }
    }

    /// <summary>The liked rows as columns.</summary>
    /// <param name="target">Shape [f × targetStride]; columns from count on become zero.</param>
    public void GatherTransposed(int f, float* target, int targetStride)
    {
        for (var place = 0; place < targetStride; place++)
        {
            var row = Row(place);
            for (var c = 0; c < f; c++)
            {
                target[(c * targetStride) + place] = row[c];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Row(int place) => place < count ? _v + ((nint)_liked[place] * stride) : _zero;

    /// <summary>Sums in pairs: four chained additions would wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddRows(
        float* v0, float* v1, float* v2, float* v3, TVector s0, TVector s1, TVector s2, TVector s3, float* q)
    {
        for (var c = 0; c < stride; c += TLanes.Count)
        {
            var first = TLanes.MultiplyAdd(TLanes.Load(v1 + c), s1, TLanes.Multiply(TLanes.Load(v0 + c), s0));
            var second = TLanes.MultiplyAdd(TLanes.Load(v3 + c), s3, TLanes.Multiply(TLanes.Load(v2 + c), s2));
            TLanes.Store(TLanes.Add(TLanes.Load(q + c), TLanes.Add(first, second)), q + c);
        }
    }
}
