using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The readable reference: one dense solve a row, in double, as the paper has it.</summary>
/// <remarks>
/// x = (YᵀY + λI + α YᵤᵀYᵤ)⁻¹ (1 + α) Yᵤᵀ1, where Yᵤ are the k rows of Y that this row likes: Hu, Koren and Volinsky 2008, eq. 4 and 5,
/// with c = 1 + α. Costs O(kf² + f³) a row, on one thread: it is there to be right.
/// </remarks>
internal sealed class CholeskySolver(Hyperparameters hyperparameters) : IHalfEpochSolver
{
    /// <summary>Doubles hold squared pivots that far apart with some digits left; likes spread them by up to 1 + α more.</summary>
    private readonly double _leastPivotRatio = Math.Min(1e-6, 1e-14 * Confidence.Of(hyperparameters.Alpha));

    private readonly HashSet<string> _notes = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <inheritdoc/>
    public void Solve(LikesMatrix likes, Factors fixedSide, Factors solved, int workers, CancellationToken cancellationToken)
    {
        var solution = Solve(likes, ToMatrix(fixedSide), cancellationToken);
        for (var row = 0; row < solved.RowCount; row++)
        {
            var target = solved[row];
            for (var factor = 0; factor < target.Length; factor++)
            {
                target[factor] = (float)solution[row, factor];
            }
        }
    }

    /// <summary>The same from double to double.</summary>
    /// <param name="likes">Rows are the side to solve.</param>
    /// <param name="y">The fixed side, shape [columns × f].</param>
    /// <returns>Shape [rows × f].</returns>
    /// <exception cref="ExplorerException">The equations are singular, or a factor is not finite.</exception>
    public Matrix<double> Solve(LikesMatrix likes, Matrix<double> y, CancellationToken cancellationToken)
    {
        var gram = RegularizedGram.Of(y.TransposeThisAndMultiply(y), hyperparameters, _leastPivotRatio);
        if (gram.NoteFor(hyperparameters) is { } note)
        {
            _notes.Add(note);
        }

        var solution = Matrix<double>.Build.Dense(likes.RowCount, y.ColumnCount);
        for (var row = 0; row < likes.RowCount; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!likes[row].IsEmpty)
            {
                solution.SetRow(row, SolveRow(gram.Matrix, likes[row], y));
            }
        }

        return solution;
    }

    /// <summary>The numbers of a table as a matrix in double.</summary>
    public static Matrix<double> ToMatrix(Factors factors) =>
        Matrix<double>.Build.Dense(factors.RowCount, factors.FactorCount, (row, factor) => factors[row][factor]);

    private Vector<double> SolveRow(Matrix<double> gram, ReadOnlySpan<int> liked, Matrix<double> y)
    {
        var confidence = Confidence.Of(hyperparameters.Alpha);
        var likedRows = Matrix<double>.Build.Dense(liked.Length, y.ColumnCount);
        for (var place = 0; place < liked.Length; place++)
        {
            likedRows.SetRow(place, y.Row(liked[place]));
        }

        var a = gram + ((confidence - 1) * likedRows.TransposeThisAndMultiply(likedRows));
        var b = confidence * likedRows.ColumnSums();
        try
        {
            var x = a.Cholesky().Solve(b);
            return x.ForAll(double.IsFinite) ? x : throw RegularizedGram.Failure(hyperparameters, "have no finite solution");
        }
        catch (ArgumentException)
        {
            throw RegularizedGram.Failure(hyperparameters, "are singular");
        }
    }
}
