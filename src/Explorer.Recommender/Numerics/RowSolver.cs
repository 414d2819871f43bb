using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Solves (I + αVᵤᵀVᵤ) z = Vᵤᵀ1 for one row after another. Holds the scratch of one worker; allocates nothing per row.</summary>
/// <param name="f">Length of a row of V.</param>
/// <param name="alpha">α, 0 or more.</param>
/// <param name="tolerance">Relative residual to stop at, above 0.</param>
internal sealed unsafe class RowSolver(int f, float alpha, float tolerance)
{
    private const int GatherRows = 64;

    /// <summary>Below this squared length a right side is scaled up first, so that squares do not underflow.</summary>
    private const float Tiny = 1e-20f;

    /// <summary>
    /// The residual that conjugate gradient carries along drifts from the true one by rounding times the condition, which is at most
    /// 1 + α. From this α on the true one is looked at.
    /// </summary>
    private const float DriftingAlpha = 1e4f;

    private const int Product = 2;
    private const int Zero = 3;
    private const int RightSide = 4;

    private readonly AlignedTable<float> _vectors = new(5, f);
    private readonly AlignedTable<float> _gathered = new(GatherRows + 1, f);
    private readonly AlignedTable<float> _formed = new(Simd.RoundUp(f, Simd.RowPadding) + Tile.Rows, f);

    /// <summary>Conjugate-gradient steps taken so far, over all rows.</summary>
    public long Steps { get; private set; }

    /// <summary>Solves one row.</summary>
    /// <param name="v">V, shape [other side × f].</param>
    /// <param name="liked">Which rows of V, ascending, shape [k]; without any the solution is zero.</param>
    /// <param name="z">On entry a guess, on exit the solution, both with zero padding, shape [stride]. A guess worse than zero is dropped.</param>
    /// <returns>Whether the tolerance was reached.</returns>
    public bool Solve(AlignedTable<float> v, ReadOnlySpan<int> liked, Span<float> z)
    {
        if (Simd.Use512)
        {
            return Solve<Lanes512<float>, Vector512<float>>(v, liked, z, ChooseForm(liked.Length));
        }

        return Simd.Use256
            ? Solve<Lanes256<float>, Vector256<float>>(v, liked, z, ChooseForm(liked.Length))
            : Solve<LanesScalar<float>, float>(v, liked, z, ChooseForm(liked.Length));
    }

    internal bool Solve<TLanes, TVector>(AlignedTable<float> v, ReadOnlySpan<int> liked, Span<float> z, RowForm form)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (liked.IsEmpty)
        {
            z.Clear();
            return true;
        }

        fixed (float* values = v.Values, zero = _vectors.PaddedRow(Zero), solution = z)
        fixed (int* places = liked)
        {
            var rows = new LikedRows<TLanes, TVector>(values, v.Stride, places, liked.Length, zero, alpha);
            var steps = form == RowForm.Matrix
                ? SolveByMatrix<TLanes, TVector>(rows, liked.Length, solution)
                : SolveByRows<TLanes, TVector>(rows, liked.Length, solution);
            Steps += Math.Max(0, steps);
            return steps >= 0;
        }
    }

    /// <summary>
    /// Steps grow with the square root of the condition, which is at most 1 + α, and end at f. In a product of its own a multiply-add
    /// costs about half of what it costs in a step, where every number is loaded for it.
    /// </summary>
    private RowForm ChooseForm(int k)
    {
        var steps = Math.Min(Math.Sqrt(1 + alpha), Math.Min(k, f));
        var byRows = steps * 2 * k * f;
        var byMatrix = ((0.5 * k) + steps) * f * f;
        return byMatrix < 0.25 * byRows ? RowForm.Matrix : RowForm.Rows;
    }

    private int SolveByRows<TLanes, TVector>(in LikedRows<TLanes, TVector> rows, int k, float* z)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        fixed (float* b = _vectors.PaddedRow(RightSide), q = _vectors.PaddedRow(Product))
        {
            rows.Start(z, q, b);
            return Run<LikedRows<TLanes, TVector>, TLanes, TVector>(rows, Math.Min(k, f), z);
        }
    }

    private int SolveByMatrix<TLanes, TVector>(in LikedRows<TLanes, TVector> rows, int k, float* z)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var stride = _vectors.Stride;
        fixed (float* b = _vectors.PaddedRow(RightSide), q = _vectors.PaddedRow(Product), gathered = _gathered.Values, s = _formed.Values)
        {
            for (var first = 0; first < k; first += GatherRows)
            {
                var count = Math.Min(GatherRows, k - first);
                rows.Gather(first, count, gathered);
                Square<TLanes, TVector>(gathered, count, s, f, stride, first > 0);
            }

            // Tiles end below row f, and what they left there is not part of S.
            new Span<float>(s + (f * stride), (Simd.RoundUp(f, 4) - f) * stride).Clear();
            rows.Start(z, q, b);
            return Run<FormedMatrix<TLanes, TVector>, TLanes, TVector>(new FormedMatrix<TLanes, TVector>(s, f, stride, alpha), f, z);
        }
    }

    /// <summary>Runs conjugate gradient from the guess in x, or from zero. The right side b and Ax were laid ready.</summary>
    private int Run<TOperator, TLanes, TVector>(in TOperator a, int unknowns, float* x)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        // Exact arithmetic needs at most one step for each unknown; rounding may cost some more.
        var mostSteps = (2 * unknowns) + 16;
        var length = _vectors.Stride;
        fixed (float* b = _vectors.PaddedRow(RightSide), r = _vectors.PaddedRow(0), p = _vectors.PaddedRow(1), q = _vectors.PaddedRow(Product))
        {
            var bb = ConjugateGradient.Dot<TLanes, TVector>(b, b, length);
            var scale = 1f;
            if (bb < Tiny)
            {
                scale = ScaleUp(new Span<float>(b, length));
                bb = ConjugateGradient.Dot<TLanes, TVector>(b, b, length);
            }

            if (!float.IsFinite(bb))
            {
                return -1;
            }

            if (scale != 1 || !(ConjugateGradient.Subtract<TLanes, TVector>(b, q, length, r) < bb))
            {
                new Span<float>(x, length).Clear();
                new ReadOnlySpan<float>(b, length).CopyTo(new Span<float>(r, length));
            }

            var steps = ConjugateGradient.Solve<TOperator, TLanes, TVector>(a, length, x, r, p, q, tolerance * tolerance * bb, mostSteps);
            if (alpha >= DriftingAlpha && steps >= 0)
            {
                a.Apply(x, q);
                var drift = ConjugateGradient.Subtract<TLanes, TVector>(b, q, length, r);
                steps = drift <= 4 * tolerance * tolerance * bb ? steps : -1;
            }

            if (scale != 1)
            {
                TensorPrimitives.Multiply(new Span<float>(x, length), scale, new Span<float>(x, length));
            }

            return steps;
        }
    }

    /// <summary>Scales a very short right side up to where its square is a number.</summary>
    /// <returns>What to multiply the solution by.</returns>
    private static float ScaleUp(Span<float> b)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(b));
        if (largest > 0)
        {
            TensorPrimitives.Divide(b, largest, b);
        }

        return largest;
    }

    /// <summary>S (+)= PᵀP, both triangles.</summary>
    /// <param name="p">P, shape [depth × stride].</param>
    /// <param name="s">Shape [m rounded up to whole tiles × stride].</param>
    private static void Square<TLanes, TVector>(float* p, int depth, float* s, int m, int stride, bool add)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var wide = 2 * TLanes.Count;
        for (var row = 0; row < m; row += Tile.Rows)
        {
            var column = 0;
            for (; column + wide <= stride; column += wide)
            {
                Tile.Wide<float, TLanes, TVector>(p + row, 1, stride, p + column, stride, s + (row * stride) + column, stride, depth, add);
            }

            for (; column < stride; column += TLanes.Count)
            {
                Tile.Narrow<float, TLanes, TVector>(p + row, 1, stride, p + column, stride, s + (row * stride) + column, stride, depth, add);
            }
        }
    }
}
