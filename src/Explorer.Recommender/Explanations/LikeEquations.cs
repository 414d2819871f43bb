using System.Numerics.Tensors;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Explorer.Recommender.Explanations;

/// <summary>The equations of one row of likes with the other side held fixed, solved exactly, in double.</summary>
/// <remarks>
/// (FᵀF + λₗI + Fₗᵀ(C − I)Fₗ) x = FₗᵀC1, where Fₗ are the fixed rows that are liked and C holds their confidences: Hu, Koren and Volinsky
/// 2008, eq. 4 and 5. FᵀF with the smallest λ is shared by all rows and made once. Safe for use by several threads at once.
/// </remarks>
public sealed class LikeEquations
{
    private readonly Factors _fixedSide;
    private readonly Hyperparameters _hyperparameters;
    private readonly TrainingSettings _settings;
    private readonly double _regularization;
    private readonly double[] _shared;

    /// <summary>Makes what all rows share. Costs O(f²·rows + f³).</summary>
    /// <param name="fixedSide">F, shape [rows × f]; it must not change afterwards.</param>
    /// <param name="hyperparameters">What the factors were trained with.</param>
    /// <param name="settings">The same.</param>
    /// <param name="regularization">λ of the rows' side, before it is scaled by their likes.</param>
    /// <exception cref="ExplorerException">The shared matrix is singular whatever is tried; the message names λ, f and α.</exception>
    public LikeEquations(Factors fixedSide, Hyperparameters hyperparameters, TrainingSettings settings, double regularization)
    {
        ArgumentNullException.ThrowIfNull(fixedSide);
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(settings);

        _fixedSide = fixedSide;
        _hyperparameters = hyperparameters;
        _settings = settings;
        _regularization = regularization;
        var gram = Gram.Of(fixedSide.Table, workers: 1, CancellationToken.None);
        var matrix = Matrix<double>.Build.Dense(gram.ColumnCount, gram.ColumnCount, (row, column) => gram[row][column]);
        var leastPivotRatio = Math.Min(1e-6, 1e-14 * ConfidenceOf(1));
        _shared = RegularizedGram.Of(matrix, LambdaOf(1), hyperparameters, leastPivotRatio).Matrix.ToColumnMajorArray();
    }

    /// <summary>Solves one row.</summary>
    /// <param name="liked">Indices of the liked rows of F, distinct, in any order.</param>
    /// <param name="weights">d of each like, same length; empty when every like counts once.</param>
    /// <returns>The solution; zeros for a row without likes, as in training.</returns>
    /// <exception cref="ExplorerException">The equations are singular.</exception>
    public RowSolution Solve(ReadOnlySpan<int> liked, ReadOnlySpan<float> weights = default)
    {
        var f = _fixedSide.FactorCount;
        var confidences = new double[liked.Length];
        var matrix = (double[])_shared.Clone();
        var right = new double[f];
        var y = new double[f];
        for (var place = 0; place < liked.Length; place++)
        {
            confidences[place] = ConfidenceOf(weights.IsEmpty ? 1 : weights[place]);
            TensorPrimitives.ConvertChecked<float, double>(_fixedSide[liked[place]], y);
            TensorPrimitives.MultiplyAdd(y, confidences[place], right, right);
            AddOuter(y, confidences[place] - 1, matrix);
        }

        AddDiagonal(LambdaOf(Math.Max(1, liked.Length)) - LambdaOf(1), f, matrix);

        try
        {
            // Symmetric, so that row-major and column-major are the same.
            var cholesky = new DenseMatrix(f, f, matrix).Cholesky();
            var factors = liked.IsEmpty ? right : cholesky.Solve(new DenseVector(right)).ToArray();
            return new RowSolution(_fixedSide, cholesky, liked.ToArray(), confidences, factors);
        }
        catch (ArgumentException)
        {
            // How MathNet says "not positive definite".
            throw RegularizedGram.Failure(_hyperparameters, "are singular");
        }
    }

    /// <summary>Adds c·yyᵀ, both triangles.</summary>
    private static void AddOuter(ReadOnlySpan<double> y, double c, Span<double> matrix)
    {
        for (var row = 0; row < y.Length; row++)
        {
            var target = matrix.Slice(row * y.Length, y.Length);
            TensorPrimitives.MultiplyAdd(y, c * y[row], target, target);
        }
    }

    private static void AddDiagonal(double value, int f, Span<double> matrix)
    {
        for (var factor = 0; factor < f && value != 0; factor++)
        {
            matrix[(factor * f) + factor] += value;
        }
    }

    private double ConfidenceOf(double count) => _settings.Confidence.Of(_hyperparameters.Alpha, count);

    private double LambdaOf(int likes) => _settings.RegularizationOf(_regularization, likes, _fixedSide.RowCount);
}
