using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The readable reference: one dense solve a row, in double, as the paper has it.</summary>
/// <remarks>
/// x = (YᵀY + λᵤI + Yᵤᵀ(C − I)Yᵤ)⁻¹ YᵤᵀC1, where Yᵤ are the k rows of Y that this row likes and C holds their confidences: Hu, Koren and
/// Volinsky 2008, eq. 4 and 5. Costs O(kf² + f³) a row, on one thread: it is there to be right.
/// </remarks>
internal sealed class CholeskySolver(Hyperparameters hyperparameters, TrainingSettings settings) : IHalfEpochSolver
{
    private readonly HashSet<string> _notes = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <inheritdoc/>
    public void Solve(
        LikesMatrix likes, Factors fixedSide, Factors solved, double regularization, int workers, CancellationToken cancellationToken)
    {
        var solution = Solve(likes, ToMatrix(fixedSide), regularization, cancellationToken);
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
    /// <param name="regularization">λ of the rows' side, before it is scaled by their likes.</param>
    /// <returns>Shape [rows × f].</returns>
    /// <exception cref="ExplorerException">The equations are singular, or a factor is not finite.</exception>
    public Matrix<double> Solve(LikesMatrix likes, Matrix<double> y, double regularization, CancellationToken cancellationToken)
    {
        var lambdas = new RowRegularization(likes, settings, regularization);
        var gram = RegularizedGram.Of(y.TransposeThisAndMultiply(y), lambdas.Smallest, hyperparameters, LeastPivotRatio(likes));
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
                var shared = lambdas.IsUniform
                    ? gram.Matrix
                    : gram.Matrix + (lambdas.BeyondSmallest(row) * Matrix<double>.Build.DenseIdentity(y.ColumnCount));
                solution.SetRow(row, SolveRow(shared, likes[row], likes.WeightsOf(row), y));
            }
        }

        return solution;
    }

    /// <summary>The numbers of a table as a matrix in double.</summary>
    public static Matrix<double> ToMatrix(Factors factors) =>
        Matrix<double>.Build.Dense(factors.RowCount, factors.FactorCount, (row, factor) => factors[row][factor]);

    /// <summary>Doubles hold squared pivots that far apart with some digits left; likes spread them by up to their confidence more.</summary>
    private double LeastPivotRatio(LikesMatrix likes)
    {
        var largest = 1f;
        foreach (var weight in likes.Weights)
        {
            largest = Math.Max(largest, weight);
        }

        return Math.Min(1e-6, 1e-14 * settings.Confidence.Of(hyperparameters.Alpha, largest));
    }

    /// <param name="shared">YᵀY + λᵤI, shape [f × f].</param>
    private Vector<double> SolveRow(Matrix<double> shared, ReadOnlySpan<int> liked, ReadOnlySpan<float> weights, Matrix<double> y)
    {
        var likedRows = Matrix<double>.Build.Dense(liked.Length, y.ColumnCount);
        var confidences = Vector<double>.Build.Dense(liked.Length);
        for (var place = 0; place < liked.Length; place++)
        {
            likedRows.SetRow(place, y.Row(liked[place]));
            confidences[place] = settings.Confidence.Of(hyperparameters.Alpha, weights.IsEmpty ? 1 : weights[place]);
        }

        var excess = Matrix<double>.Build.DiagonalOfDiagonalVector(confidences - 1);
        var a = shared + likedRows.TransposeThisAndMultiply(excess * likedRows);
        var b = likedRows.TransposeThisAndMultiply(confidences);
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
