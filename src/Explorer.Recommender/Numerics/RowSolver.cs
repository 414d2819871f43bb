using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Solves <see cref="RowEquations"/> row after row. Holds the scratch of one worker; allocates nothing per row.</summary>
/// <param name="f">Length of a row of V.</param>
/// <param name="tolerance">Relative residual to stop at, above 0; tightened for rows of large confidence.</param>
internal sealed unsafe class RowSolver(int f, double tolerance)
{
    private const int GatherRows = 64;

    /// <summary>Numbers of the next row's likes that are asked for in advance: half a first-level cache.</summary>
    private const int PrefetchNumbers = 6144;

    /// <summary>
    /// From this c − 1 on b is so much longer than z that a residual small beside b says little: rows stop by what is small beside z.
    /// </summary>
    private const float LargeExcess = 2e3f;

    private readonly RowScratch _scratch = new(f);
    private readonly AlignedTable<float> _gathered = new(GatherRows + 1, f);
    private AlignedTable<float>? _formed;

    /// <summary>Conjugate-gradient steps taken so far, over all rows.</summary>
    public long Steps { get; private set; }

    /// <summary>Solves some neighbouring rows.</summary>
    /// <param name="rows">The first of them, and the first after them.</param>
    /// <param name="z">On entry guesses, on exit the solutions, shape [rows × f]. A guess worse than zero is dropped; a row without likes becomes zero.</param>
    /// <param name="unsolved">Told each row that did not reach the tolerance.</param>
    /// <param name="cancellationToken">Cancelled, it returns at once, and z is not to be used.</param>
    public void Solve(
        RowEquations equations, (int First, int End) rows, AlignedTable<float> z, Action<int> unsolved, CancellationToken cancellationToken)
    {
        if (Simd.Use512)
        {
            Solve<Lanes512<float>, Vector512<float>>(equations, rows, z, null, unsolved, cancellationToken);
        }
        else if (Simd.Use256)
        {
            Solve<Lanes256<float>, Vector256<float>>(equations, rows, z, null, unsolved, cancellationToken);
        }
        else
        {
            Solve<LanesScalar<float>, float>(equations, rows, z, null, unsolved, cancellationToken);
        }
    }

    /// <param name="form">The form for all rows; null to choose for each.</param>
    internal void Solve<TLanes, TVector>(
        RowEquations equations, (int First, int End) rows, AlignedTable<float> z, RowForm? form, Action<int> unsolved,
        CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        fixed (int* columns = equations.Likes.Columns)
        {
            for (var row = rows.First; row < rows.End && !cancellationToken.IsCancellationRequested; row++)
            {
                var k = equations.Likes[row].Length;
                if (k == 0)
                {
                    z.PaddedRow(row).Clear();
                    continue;
                }

                _scratch.Take(row, equations);
                Prefetch(equations, columns, row + 1, rows.End);
                var likes = _scratch.Likes<TLanes, TVector>(equations, columns, cancellationToken);
                var isSolved = (form ?? ChooseForm(k, _scratch.LargestExcess)) == RowForm.Rows
                    ? SolveByRows<TLanes, TVector>(likes, k, z.Pointer(row))
                    : SolveByMatrix<TLanes, TVector>(likes, k, z.Pointer(row), cancellationToken);
                if (!isSolved && !cancellationToken.IsCancellationRequested)
                {
                    unsolved(row);
                }
            }
        }
    }

    /// <summary>Asks for the likes of the row that comes next.</summary>
    private static void Prefetch(RowEquations equations, int* columns, int row, int end)
    {
        if (row < end)
        {
            var start = equations.Likes.RowStarts[row];
            Nearby.Prefetch(equations.V, columns + start, Math.Min(equations.Likes.RowStarts[row + 1] - start, PrefetchNumbers / equations.V.Stride));
        }
    }

    /// <summary>
    /// Steps grow with the square root of the condition, which is at most c, and end at k or f. The factor is measured: a form that was chosen
    /// whenever this count favoured it made f = 20 and f = 40 slower by half.
    /// </summary>
    private RowForm ChooseForm(int k, float largestExcess)
    {
        var steps = Math.Min(Math.Sqrt(1 + largestExcess), Math.Min(k, f));
        var byRows = steps * 2 * k * f;
        var byMatrix = ((0.5 * k) + steps) * f * f;
        return byMatrix < 0.25 * byRows ? RowForm.Matrix : RowForm.Rows;
    }

    /// <summary>
    /// Beside b: the factors' error is larger than the residual, in theory by up to the condition 1 + α, measured by its square root: 40 times
    /// at α = 999. Tightened accordingly a half-epoch stays within 1e-3 of the exact one over the whole grid; below 2e-6 a float cannot follow.
    /// Beside z the residual bounds the error as it is.
    /// </summary>
    private float StopAt(float largestExcess) => largestExcess >= LargeExcess
        ? (float)(2.5 * tolerance)
        : (float)Math.Max(Math.Min(tolerance, 2e-6), tolerance * Math.Min(1, 5 / Math.Sqrt(1 + largestExcess)));

    private bool SolveByRows<TLanes, TVector>(in LikedRows<TLanes, TVector> likes, int k, float* z)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (SolveInRegisters(likes, k, z))
        {
            return true;
        }

        likes.Start(z, _scratch.System.Product, _scratch.System.RightSide);
        return Run<LikedRows<TLanes, TVector>, TLanes, TVector>(likes, Math.Min(k, f), z);
    }

    /// <summary>Rows of up to eight vectors and ordinary confidence.</summary>
    /// <returns>Whether it is solved; if not, z is some guess.</returns>
    private bool SolveInRegisters<TLanes, TVector>(in LikedRows<TLanes, TVector> likes, int k, float* z)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var excess = _scratch.LargestExcess;
        if (excess >= LargeExcess || !likes.IsOneBlock)
        {
            return false;
        }

        var system = _scratch.System;
        var tolerance = StopAt(excess);
        var most = MostSteps(Math.Min(k, f));
        var steps = likes.Vectors switch
        {
            1 => NarrowRow<TLanes, TVector, Width.One>.Solve(likes, system, z, tolerance, most),
            2 => NarrowRow<TLanes, TVector, Width.Two>.Solve(likes, system, z, tolerance, most),
            3 => NarrowRow<TLanes, TVector, Width.Three>.Solve(likes, system, z, tolerance, most),
            4 => NarrowRow<TLanes, TVector, Width.Four>.Solve(likes, system, z, tolerance, most),
            _ => SolveWide(likes, system, z, tolerance, most),
        };
        Steps += steps ?? 0;
        return steps is not null;
    }

    /// <summary>Rows of five to eight vectors, where there are registers for them.</summary>
    private static int? SolveWide<TLanes, TVector>(in LikedRows<TLanes, TVector> likes, ConjugateGradient system, float* z, float tolerance, int most)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        if (typeof(TLanes) != typeof(Lanes512<float>))
        {
            return null;
        }

        ref readonly var wide = ref Unsafe.As<LikedRows<TLanes, TVector>, LikedRows<Lanes512<float>, Vector512<float>>>(ref Unsafe.AsRef(in likes));
        return likes.Vectors switch
        {
            5 => WideRow<Width.Five>.Solve(wide, system, z, tolerance, most),
            6 => WideRow<Width.Six>.Solve(wide, system, z, tolerance, most),
            7 => WideRow<Width.Seven>.Solve(wide, system, z, tolerance, most),
            8 => WideRow<Width.Eight>.Solve(wide, system, z, tolerance, most),
            _ => null,
        };
    }

    private bool SolveByMatrix<TLanes, TVector>(in LikedRows<TLanes, TVector> likes, int k, float* z, CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        _formed ??= new AlignedTable<float>(Simd.RoundUp(f, Simd.RowPadding) + Tile.Rows, f);
        var s = _formed.Pointer(0);
        var gathered = _gathered.Pointer(0);
        var stride = _formed.Stride;
        new Span<float>(_scratch.System.RightSide, stride).Clear();
        for (var first = 0; first < k && !cancellationToken.IsCancellationRequested; first += GatherRows)
        {
            var count = Math.Min(GatherRows, k - first);
            likes.Gather(first, count, gathered, _scratch.System.RightSide);
            FormedMatrix<TLanes, TVector>.AddSquare(gathered, count, s, f, stride, first > 0);
        }

        var formed = new FormedMatrix<TLanes, TVector>(s, f, stride, _scratch.System.Diagonal);
        formed.Mirror();
        formed.Apply(z, _scratch.System.Product);
        return Run<FormedMatrix<TLanes, TVector>, TLanes, TVector>(formed, f, z);
    }

    /// <summary>Runs conjugate gradient from the guess in z. The right side and the product with the guess were laid ready.</summary>
    private bool Run<TOperator, TLanes, TVector>(in TOperator a, int unknowns, float* z)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var excess = _scratch.LargestExcess;
        var isSolved = _scratch.System.Solve<TOperator, TLanes, TVector>(a, z, StopAt(excess), excess >= LargeExcess, MostSteps(unknowns));
        Steps += _scratch.System.Steps;
        return isSolved;
    }

    /// <summary>Exact arithmetic needs at most one step for each unknown; rounding may cost some more.</summary>
    private static int MostSteps(int unknowns) => (2 * unknowns) + 16;
}
