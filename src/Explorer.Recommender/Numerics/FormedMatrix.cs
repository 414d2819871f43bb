namespace Explorer.Recommender.Numerics;

/// <summary>D + S with S held as a full symmetric matrix: m² multiply-adds, however many likes went into S.</summary>
/// <param name="s">S, shape [m rounded up to a multiple of 4 × stride]; columns and rows from m on are zero.</param>
/// <param name="diagonal">D, shape [stride].</param>
internal readonly unsafe struct FormedMatrix<TLanes, TVector>(float* s, int m, int stride, float* diagonal) : ISymmetricOperator
    where TVector : struct
    where TLanes : ILanes<float, TVector>
{
    private readonly float* _s = s;
    private readonly float* _diagonal = diagonal;

    /// <summary>Adds PᵀP to the upper triangle of S, or overwrites it; what lies just below the diagonal is written too.</summary>
    /// <param name="p">P, shape [depth × stride]; a few numbers past its end are read, and ignored.</param>
    /// <param name="s">Shape [m rounded up to whole tiles × stride].</param>
    public static void AddSquare(float* p, int depth, float* s, int m, int stride, bool add)
    {
        var wide = 2 * TLanes.Count;
        for (var row = 0; row < m; row += Tile.Rows)
        {
            var column = row / wide * wide;
            for (; column + wide <= stride; column += wide)
            {
                Tile.Wide<float, TLanes, TVector>(p + row, 1, stride, p + column, stride, s + ((nint)row * stride) + column, stride, depth, add);
            }

            for (; column < stride; column += TLanes.Count)
            {
                Tile.Narrow<float, TLanes, TVector>(p + row, 1, stride, p + column, stride, s + ((nint)row * stride) + column, stride, depth, add);
            }
        }
    }

    /// <summary>Copies the upper triangle to the lower one, and clears the rows that tiles left below S.</summary>
    public void Mirror()
    {
        for (var row = 1; row < m; row++)
        {
            var target = _s + ((nint)row * stride);
            for (var column = 0; column < row; column++)
            {
                target[column] = _s[((nint)column * stride) + row];
            }
        }

        new Span<float>(_s + ((nint)m * stride), (Simd.RoundUp(m, 4) - m) * stride).Clear();
    }

    /// <summary>q = Dp + Sp, as a sum of rows of S, which are its columns too.</summary>
    public float Apply(float* p, float* q)
    {
        for (var c = 0; c < stride; c += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(_diagonal + c), TLanes.Load(p + c)), q + c);
        }

        for (var row = 0; row < m; row += 4)
        {
            var s0 = _s + ((nint)row * stride);
            var s1 = s0 + stride;
            var s2 = s1 + stride;
            var s3 = s2 + stride;
            var p0 = TLanes.Broadcast(p[row]);
            var p1 = TLanes.Broadcast(p[row + 1]);
            var p2 = TLanes.Broadcast(p[row + 2]);
            var p3 = TLanes.Broadcast(p[row + 3]);
            for (var c = 0; c < stride; c += TLanes.Count)
            {
                var first = TLanes.MultiplyAdd(TLanes.Load(s1 + c), p1, TLanes.Multiply(TLanes.Load(s0 + c), p0));
                var second = TLanes.MultiplyAdd(TLanes.Load(s3 + c), p3, TLanes.Multiply(TLanes.Load(s2 + c), p2));
                TLanes.Store(TLanes.Add(TLanes.Load(q + c), TLanes.Add(first, second)), q + c);
            }
        }

        var energy = TLanes.Zero;
        for (var c = 0; c < stride; c += TLanes.Count)
        {
            energy = TLanes.MultiplyAdd(TLanes.Load(p + c), TLanes.Load(q + c), energy);
        }

        return TLanes.Sum(energy);
    }
}
