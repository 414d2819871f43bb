using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Solves <see cref="RowEquations"/> row after row. Holds the scratch of one worker; allocates nothing per row.</summary>
/// <remarks>
/// A few rows are solved in turns, a step each: while one waits for the sums of its step, the processor is at the next one's.
/// Every row is computed by itself in a fixed order, so whatever else is in turn with it changes nothing.
/// </remarks>
/// <param name="f">Length of a row of V.</param>
/// <param name="tolerance">Relative residual to stop at, above 0; tightened for rows of large confidence.</param>
internal sealed unsafe class RowSolver(int f, double tolerance)
{
    private const int InTurn = 3;
    private const int GatherRows = 64;

    /// <summary>Numbers of the next row's likes that are asked for in advance: half a first-level cache.</summary>
    private const int PrefetchNumbers = 6144;

    /// <summary>
    /// From this c − 1 on b is so much longer than z that a residual small beside b says little: rows stop by what is small beside z.
    /// </summary>
    private const float LargeExcess = 2e3f;

    private readonly RowInTurn[] _turns = [.. Enumerable.Range(0, InTurn).Select(_ => new RowInTurn(f))];
    private readonly AlignedTable<float> _zero = new(1, f);
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
            var next = rows.First;
            var busy = 0;
            do
            {
                busy = 0;
                foreach (var turn in _turns)
                {
                    if (!turn.IsBusy && !Begin<TLanes, TVector>(turn, equations, columns, ref next, rows.End, z, form, unsolved, cancellationToken))
                    {
                        continue;
                    }

                    busy++;
                    Step<TLanes, TVector>(turn, equations, columns, unsolved, cancellationToken);
                }
            }
            while (busy > 0 && !cancellationToken.IsCancellationRequested);
        }

        foreach (var turn in _turns)
        {
            turn.Leave();
        }
    }

    /// <summary>
    /// Beside b: the factors' error is larger than the residual, in theory by up to the condition 1 + α, measured by its square root: 40 times
    /// at α = 999. Tightened accordingly a half-epoch stays within 1e-3 of the exact one over the whole grid; below 2e-6 a float cannot follow.
    /// Beside z the residual bounds the error as it is.
    /// </summary>
    private float StopAt(float largestExcess) => largestExcess >= LargeExcess
        ? (float)(2.5 * tolerance)
        : (float)Math.Max(Math.Min(tolerance, 2e-6), tolerance * Math.Min(1, 5 / Math.Sqrt(1 + largestExcess)));

    /// <summary>Begins the next row that has likes, if there is one.</summary>
    private bool Begin<TLanes, TVector>(
        RowInTurn turn, RowEquations equations, int* columns, ref int next, int end, AlignedTable<float> z, RowForm? form,
        Action<int> unsolved, CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        while (next < end)
        {
            var row = next++;
            if (equations.Likes[row].IsEmpty)
            {
                z.PaddedRow(row).Clear();
                continue;
            }

            turn.Take(row, equations);
            var likes = turn.Likes<TLanes, TVector>(equations, columns, _zero.Pointer(0), cancellationToken);
            Prefetch(equations, columns, next, end);
            likes.Start(z.Pointer(row), turn.System.Product, turn.System.RightSide);
            var k = equations.Likes[row].Length;
            var isFormed = (form ?? ChooseForm(k, turn.LargestExcess)) == RowForm.Matrix;
            turn.System.Begin<TLanes, TVector>(
                z.Pointer(row), StopAt(turn.LargestExcess), turn.LargestExcess >= LargeExcess, MostSteps(isFormed ? f : Math.Min(k, f)));
            if (!isFormed)
            {
                return true;
            }

            SolveByMatrix<TLanes, TVector>(turn, likes, k, unsolved, cancellationToken);
        }

        return false;
    }

    /// <summary>Exact arithmetic needs at most one step for each unknown; rounding may cost some more.</summary>
    private static int MostSteps(int unknowns) => (2 * unknowns) + 16;

    /// <summary>One step of the row in turn.</summary>
    private void Step<TLanes, TVector>(RowInTurn turn, RowEquations equations, int* columns, Action<int> unsolved, CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var likes = turn.Likes<TLanes, TVector>(equations, columns, _zero.Pointer(0), cancellationToken);
        if (turn.System.Step<LikedRows<TLanes, TVector>, TLanes, TVector>(likes))
        {
            Finish<LikedRows<TLanes, TVector>, TLanes, TVector>(turn, likes, unsolved);
        }
    }

    private void Finish<TOperator, TLanes, TVector>(RowInTurn turn, in TOperator a, Action<int> unsolved)
        where TOperator : struct, ISymmetricOperator
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        turn.System.Finish<TOperator, TLanes, TVector>(a);
        Steps += turn.System.Steps;
        if (!turn.System.IsSolved)
        {
            unsolved(turn.Row);
        }

        turn.Leave();
    }

    /// <summary>
    /// Steps grow with the square root of the condition, which is at most c, and end at f. In a product of its own a multiply-add
    /// costs about half of what it costs in a step, where every number is loaded for it.
    /// </summary>
    private RowForm ChooseForm(int k, float largestExcess)
    {
        var steps = Math.Min(Math.Sqrt(1 + largestExcess), Math.Min(k, f));
        var byRows = steps * 2 * k * f;
        var byMatrix = ((0.5 * k) + steps) * f * f;
        return byMatrix < 0.25 * byRows ? RowForm.Matrix : RowForm.Rows;
    }

    private void SolveByMatrix<TLanes, TVector>(
        RowInTurn turn, in LikedRows<TLanes, TVector> likes, int k, Action<int> unsolved, CancellationToken cancellationToken)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        _formed ??= new AlignedTable<float>(Simd.RoundUp(f, Simd.RowPadding) + Tile.Rows, f);
        var s = _formed.Pointer(0);
        var gathered = _gathered.Pointer(0);
        var stride = _formed.Stride;
        for (var first = 0; first < k && !cancellationToken.IsCancellationRequested; first += GatherRows)
        {
            var count = Math.Min(GatherRows, k - first);
            likes.Gather(first, count, gathered);
            Square<TLanes, TVector>(gathered, count, s, f, stride, first > 0);
        }

        // Tiles end below row f, and what they left there is not part of S.
        new Span<float>(s + ((nint)f * stride), (Simd.RoundUp(f, 4) - f) * stride).Clear();
        var formed = new FormedMatrix<TLanes, TVector>(s, f, stride, turn.System.Diagonal);
        while (!turn.System.Step<FormedMatrix<TLanes, TVector>, TLanes, TVector>(formed) && !cancellationToken.IsCancellationRequested)
        {
            // A step at a time until there is none left.
        }

        Finish<FormedMatrix<TLanes, TVector>, TLanes, TVector>(turn, formed, unsolved);
    }

    /// <summary>Asks for the likes of a row that will be begun soon.</summary>
    private static void Prefetch(RowEquations equations, int* columns, int row, int end)
    {
        if (row < end)
        {
            var start = equations.Likes.RowStarts[row];
            Nearby.Prefetch(equations.V, columns + start, Math.Min(equations.Likes.RowStarts[row + 1] - start, PrefetchNumbers / equations.V.Stride));
        }
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
