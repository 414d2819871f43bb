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
        Copy(p, q);
        var weight = TLanes.Broadcast(alpha);
        for (var place = 0; place < count; place += 4)
        {
            var v0 = Row(place);
            var v1 = Row(place + 1);
            var v2 = Row(place + 2);
            var v3 = Row(place + 3);
            Products(v0, v1, v2, v3, p, weight, out var s0, out var s1, out var s2, out var s3);
            AddRows(v0, v1, v2, v3, s0, s1, s2, s3, q);
        }
    }

    /// <summary>The right side b = Σ v and, in the same pass, q = p + α Σ (v·p) v for the first residual b − q.</summary>
    public void Start(float* p, float* q, float* b)
    {
        Copy(p, q);
        new Span<float>(b, stride).Clear();
        var weight = TLanes.Broadcast(alpha);
        var one = TLanes.Broadcast(1);
        for (var place = 0; place < count; place += 4)
        {
            var v0 = Row(place);
            var v1 = Row(place + 1);
            var v2 = Row(place + 2);
            var v3 = Row(place + 3);
            Products(v0, v1, v2, v3, p, weight, out var s0, out var s1, out var s2, out var s3);
            AddRows(v0, v1, v2, v3, s0, s1, s2, s3, q);
            AddRows(v0, v1, v2, v3, one, one, one, one, b);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy(float* p, float* q)
    {
        for (var c = 0; c < stride; c += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(p + c), q + c);
        }
    }

    /// <summary>weight · v·p for four rows, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Products(
        float* v0, float* v1, float* v2, float* v3, float* p, TVector weight,
        out TVector s0, out TVector s1, out TVector s2, out TVector s3)
    {
        TVector a = TLanes.Zero, b = a, c = a, d = a;
        for (var place = 0; place < stride; place += TLanes.Count)
        {
            var x = TLanes.Load(p + place);
            a = TLanes.MultiplyAdd(TLanes.Load(v0 + place), x, a);
            b = TLanes.MultiplyAdd(TLanes.Load(v1 + place), x, b);
            c = TLanes.MultiplyAdd(TLanes.Load(v2 + place), x, c);
            d = TLanes.MultiplyAdd(TLanes.Load(v3 + place), x, d);
        }

        TLanes.SumEach(ref a, ref b, ref c, ref d);
        s0 = TLanes.Multiply(weight, a);
        s1 = TLanes.Multiply(weight, b);
        s2 = TLanes.Multiply(weight, c);
        s3 = TLanes.Multiply(weight, d);
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
