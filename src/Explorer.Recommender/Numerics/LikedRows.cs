using System.Runtime.CompilerServices;

namespace Explorer.Recommender.Numerics;

/// <summary>D + VᵤᵀWVᵤ applied row by row: 2kf multiply-adds, no matrix. Vᵤ are the k liked rows of V, W holds a weight for each.</summary>
/// <param name="v">V, shape [rows × stride], padding zero.</param>
/// <param name="liked">Which rows, shape [count].</param>
/// <param name="weights">W, shape [count rounded up to a multiple of 4], zeros at the end.</param>
/// <param name="zero">A row of zeros, to fill up the last group of four.</param>
/// <param name="diagonal">D, shape [stride].</param>
/// <param name="cancellationToken">Looked at between blocks of likes; cancelled, what comes out is not to be used.</param>
internal readonly unsafe struct LikedRows<TLanes, TVector>(
    float* v, int stride, int* liked, int count, float* weights, float* zero, float* diagonal, CancellationToken cancellationToken)
    : ISymmetricOperator
    where TVector : struct
    where TLanes : ILanes<float, TVector>
{
    /// <summary>Numbers gone through between two looks at the token: a few milliseconds.</summary>
    private const int BlockNumbers = 1 << 22;

    private readonly float* _v = v;
    private readonly int* _liked = liked;
    private readonly float* _weights = weights;
    private readonly float* _zero = zero;
    private readonly float* _diagonal = diagonal;

    /// <summary>k.</summary>
    public int Count => count;

    /// <summary>Vectors in a row.</summary>
    public int Vectors => stride / TLanes.Count;

    /// <summary>W.</summary>
    public float* Weights => _weights;

    /// <summary>Whether all likes are gone through so soon that there is no need to look at the token in between.</summary>
    public bool IsOneBlock => BlockLikes >= count;

    /// <summary>q = Dp + Σ w (v·p) v over the liked rows, four at a time so that they share the loads of p and q.</summary>
    /// <returns>p·q = p·Dp + Σ w (v·p)², which is ready before q is.</returns>
    public float Apply(float* p, float* q)
    {
        var own = Scale(p, q);
        var energy = TLanes.Zero;
        var block = BlockLikes;
        for (var first = 0; first < count && !cancellationToken.IsCancellationRequested; first += block)
        {
            var end = Math.Min(count, first + block);
            for (var place = first; place < end; place += 4)
            {
                var v0 = Row(place);
                var v1 = Row(place + 1);
                var v2 = Row(place + 2);
                var v3 = Row(place + 3);
                Products(v0, v1, v2, v3, p, _weights + place, ref energy, out var s0, out var s1, out var s2, out var s3);
                AddRows(v0, v1, v2, v3, s0, s1, s2, s3, q);
            }
        }

        return own + TLanes.EnergyOf(energy);
    }

    /// <summary>The right side b = Σ (1 + w) v and, in the same pass, q = Dp + Σ w (v·p) v for the first residual b − q.</summary>
    public void Start(float* p, float* q, float* b)
    {
        var energy = TLanes.Zero;
        Scale(p, q);
        new Span<float>(b, stride).Clear();
        var one = TLanes.Broadcast(1);
        var block = BlockLikes;
        for (var first = 0; first < count && !cancellationToken.IsCancellationRequested; first += block)
        {
            var end = Math.Min(count, first + block);
            for (var place = first; place < end; place += 4)
            {
                var v0 = Row(place);
                var v1 = Row(place + 1);
                var v2 = Row(place + 2);
                var v3 = Row(place + 3);
                var w = _weights + place;
                Products(v0, v1, v2, v3, p, w, ref energy, out var s0, out var s1, out var s2, out var s3);
                AddRows(v0, v1, v2, v3, s0, s1, s2, s3, q);
                s0 = TLanes.Add(one, TLanes.Broadcast(w[0]));
                s1 = TLanes.Add(one, TLanes.Broadcast(w[1]));
                s2 = TLanes.Add(one, TLanes.Broadcast(w[2]));
                s3 = TLanes.Add(one, TLanes.Broadcast(w[3]));
                AddRows(v0, v1, v2, v3, s0, s1, s2, s3, b);
            }
        }
    }

    /// <summary>√w v, one under the other, and in the same pass b += (1 + w) v.</summary>
    /// <param name="first">The first place to take.</param>
    /// <param name="rows">How many.</param>
    /// <param name="target">Shape [rows × stride].</param>
    /// <param name="b">Shape [stride].</param>
    public void Gather(int first, int rows, float* target, float* b)
    {
        for (var place = first; place < first + rows; place++, target += stride)
        {
            var row = Row(place);
            var root = TLanes.Broadcast(MathF.Sqrt(_weights[place]));
            var confidence = TLanes.Broadcast(1 + _weights[place]);
            for (var c = 0; c < stride; c += TLanes.Count)
            {
                var value = TLanes.Load(row + c);
                TLanes.Store(TLanes.Multiply(root, value), target + c);
                TLanes.Store(TLanes.MultiplyAdd(confidence, value, TLanes.Load(b + c)), b + c);
            }
        }
    }

    /// <summary>All likes of all but the longest rows; otherwise a multiple of four.</summary>
    private int BlockLikes => (long)count * stride <= BlockNumbers ? count : 4 * Math.Max(1, BlockNumbers / 4 / stride);

    /// <summary>q = Dp.</summary>
    /// <returns>p·Dp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Scale(float* p, float* q)
    {
        var energy = TLanes.Zero;
        for (var c = 0; c < stride; c += TLanes.Count)
        {
            var value = TLanes.Load(p + c);
            var scaled = TLanes.Multiply(TLanes.Load(_diagonal + c), value);
            TLanes.Store(scaled, q + c);
            energy = TLanes.MultiplyAdd(value, scaled, energy);
        }

        return TLanes.Sum(energy);
    }

    /// <summary>w · v·p for four rows, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Products(
        float* v0, float* v1, float* v2, float* v3, float* p, float* w, ref TVector energy,
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

        TLanes.WeighSums(ref a, ref b, ref c, ref d, w, ref energy);
        s0 = a;
        s1 = b;
        s2 = c;
        s3 = d;
    }

    /// <summary>A liked row; from <see cref="Count"/> on the row of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Row(int place) => place < count ? _v + ((nint)_liked[place] * stride) : _zero;

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
