using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The fast half-epoch: conjugate gradient in coordinates in which the part all rows share is the identity.</summary>
/// <remarks>
/// With G = YᵀY + λI = LLᵀ, V = Y·L⁻ᵀ and x = L⁻ᵀz(1 + α), the equations of a row (Hu, Koren and Volinsky 2008, eq. 4) read
/// (I + αVᵤᵀVᵤ) z = Vᵤᵀ1. The eigenvalues lie in [1, 1 + α] and at most k of them differ from 1, whatever λ is, so a few steps suffice, and a
/// step costs 2kf. The derivation is in docs/maths.md.
/// </remarks>
internal sealed class WhitenedSolver : IHalfEpochSolver
{
    private readonly Hyperparameters _hyperparameters;
    private readonly float _stopAt;
    private readonly List<RowSolver> _rowSolvers = [];
    private readonly List<AlignedTable<float>> _spare = [];
    private readonly HashSet<string> _notes = [];

    /// <summary>Nothing is allocated yet.</summary>
    /// <param name="tolerance">Relative residual at which a row counts as solved, above 0; tightened for large α.</param>
    public WhitenedSolver(Hyperparameters hyperparameters, double tolerance)
    {
        _hyperparameters = hyperparameters;
        _stopAt = StopAt(tolerance, hyperparameters.Alpha);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Conjugate-gradient steps since the beginning, over all rows.</summary>
    public long Steps => _rowSolvers.Sum(solver => solver.Steps);

    /// <inheritdoc/>
    public void Solve(LikesMatrix likes, Factors fixedSide, Factors solved, int workers, CancellationToken cancellationToken)
    {
        var y = fixedSide.Table;
        var v = TakeSpare(fixedSide.RowCount);
        var z = TakeSpare(solved.RowCount);
        try
        {
            var gram = Gram.Of(y, workers, cancellationToken);
            var basis = WhitenedBasis.Of(gram, _hyperparameters);
            basis.Whiten(y, v, workers, cancellationToken);
            MatrixProduct.Multiply(solved.Table, basis.Guess, Triangle.Lower, z, workers, cancellationToken);
            SolveRows(likes, v, z, workers, cancellationToken);
            GoBack(z, basis, workers, cancellationToken);
            if (basis.Note is not null)
            {
                _notes.Add(basis.Note);
            }

            z = solved.Exchange(z);
        }
        finally
        {
            _spare.Add(v);
            _spare.Add(z);
        }
    }

    /// <summary>
    /// The factors' error is larger than the residual, in theory by up to the condition 1 + α, measured by its square root: 40 times at
    /// α = 999. Tightened accordingly a half-epoch stays within 1e-3 of the exact one over the whole grid; below 2e-6 a float cannot follow.
    /// </summary>
    private static float StopAt(double tolerance, double alpha) =>
        (float)Math.Max(Math.Min(tolerance, 2e-6), tolerance * Math.Min(1, 5 / Math.Sqrt(1 + alpha)));

    /// <summary>z of every row, in whitened coordinates.</summary>
    private void SolveRows(LikesMatrix likes, AlignedTable<float> v, AlignedTable<float> z, int workers, CancellationToken cancellationToken)
    {
        while (_rowSolvers.Count < workers)
        {
            _rowSolvers.Add(new RowSolver(_hyperparameters.FactorCount, (float)_hyperparameters.Alpha, _stopAt));
        }

        var chunks = new RowChunks(likes);
        Workers.Run(
            workers,
            chunks.Count,
            (chunk, worker) =>
            {
                var (first, end) = chunks[chunk];
                for (var row = first; row < end; row++)
                {
                    if (!_rowSolvers[worker].Solve(v, likes[row], z.PaddedRow(row)))
                    {
                        z.PaddedRow(row).Clear();
                        SolveDirectly(v, likes[row], z[row]);
                    }
                }
            },
            cancellationToken);
    }

    /// <summary>X = Z·(1 + α)L⁻¹, block by block in place.</summary>
    private void GoBack(AlignedTable<float> z, WhitenedBasis basis, int workers, CancellationToken cancellationToken)
    {
        var blocks = (z.RowCount + MatrixProduct.BlockRows - 1) / MatrixProduct.BlockRows;
        var copies = new AlignedTable<float>?[workers];
        Workers.Run(
            workers,
            blocks,
            (block, worker) =>
            {
                var first = block * MatrixProduct.BlockRows;
                var rows = Math.Min(MatrixProduct.BlockRows, z.RowCount - first);
                var target = z.Rows(first, rows);
                var copy = copies[worker] ??= new AlignedTable<float>(MatrixProduct.BlockRows, z.ColumnCount);
                target.CopyTo(copy.Values);
                MatrixProduct.MultiplyRows(copy.Values, z.Stride, basis.Back, Triangle.Lower, target, z.Stride, rows);
                if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes<float>(target)))
                {
                    throw RegularizedGram.Failure(_hyperparameters, "have no finite solution");
                }
            },
            cancellationToken);
    }

    /// <summary>
    /// For the rare row on which conjugate gradient in float stalls (huge α, nearly equal items): the dense system, in double.
    /// </summary>
    private void SolveDirectly(AlignedTable<float> v, ReadOnlySpan<int> liked, Span<float> z)
    {
        var a = Matrix<double>.Build.DenseIdentity(z.Length);
        var b = Vector<double>.Build.Dense(z.Length);
        foreach (var column in liked)
        {
            var row = Vector<double>.Build.Dense(z.Length);
            for (var factor = 0; factor < z.Length; factor++)
            {
                row[factor] = v[column][factor];
            }

            a += _hyperparameters.Alpha * row.OuterProduct(row);
            b += row;
        }

        if (!a.Enumerate().All(double.IsFinite))
        {
            throw RegularizedGram.Failure(_hyperparameters, "have no finite solution");
        }

        try
        {
            var solution = a.Cholesky().Solve(b);
            for (var factor = 0; factor < z.Length; factor++)
            {
                z[factor] = (float)solution[factor];
            }
        }
        catch (ArgumentException)
        {
            // How MathNet says "not positive definite": beside a huge α the identity is lost in rounding.
            throw RegularizedGram.Failure(_hyperparameters, "are singular");
        }
    }

    private AlignedTable<float> TakeSpare(int rowCount)
    {
        var place = _spare.FindIndex(table => table.RowCount == rowCount);
        if (place < 0)
        {
            return new AlignedTable<float>(rowCount, _hyperparameters.FactorCount);
        }

        var table = _spare[place];
        _spare.RemoveAt(place);
        return table;
    }
}
