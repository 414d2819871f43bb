using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The change of coordinates in which G = YᵀY + λI is the identity: into it with L⁻ᵀ, upper triangular, and back with (1 + α)L⁻¹.</summary>
internal sealed class WhitenedBasis
{
    /// <summary>
    /// Factors carry rounding errors of 6e-8; where squared pivots differ by more than this, what looks like a direction of Y is
    /// made of such errors.
    /// </summary>
    private const double LeastPivotRatio = 1e-11;

    /// <summary>
    /// V computed in float is off by 6e-8 times the root of the condition of G, and going back multiplies by that root again. When squared
    /// pivots differ by more than this, that could show in the factors, and V is computed in double.
    /// </summary>
    private const double FloatPivotRatio = 1e-3;

    private readonly Panels _into;
    private readonly AlignedTable<double>? _intoInDouble;

    private WhitenedBasis(Panels into, AlignedTable<double>? intoInDouble, Panels guess, Panels back, string? note)
    {
        _into = into;
        _intoInDouble = intoInDouble;
        Guess = guess;
        Back = back;
        Note = note;
    }

    /// <summary>L / (1 + α), lower triangular, shape [f × f]: takes the X of the previous epoch to a guess of Z.</summary>
    public Panels Guess { get; }

    /// <summary>(1 + α)·L⁻¹, lower triangular, shape [f × f]: X = Z·(1 + α)L⁻¹.</summary>
    public Panels Back { get; }

    /// <summary>What to tell the person, or null.</summary>
    public string? Note { get; }

    /// <summary>Factors the Gram matrix.</summary>
    /// <param name="gram">YᵀY, shape [f × f].</param>
    /// <exception cref="ExplorerException">The equations are singular whatever is tried.</exception>
    public static WhitenedBasis Of(AlignedTable<double> gram, Hyperparameters hyperparameters)
    {
        var f = gram.ColumnCount;
        var matrix = Matrix<double>.Build.Dense(f, f, (row, column) => gram[row][column]);
        var regularized = RegularizedGram.Of(matrix, hyperparameters, LeastPivotRatio);
        var lower = regularized.Cholesky.Factor;
        var inverse = InverseOfLower(lower);
        var confidence = Confidence.Of(hyperparameters.Alpha);

        var into = new AlignedTable<float>(f, f);
        var guess = new AlignedTable<float>(f, f);
        var back = new AlignedTable<float>(f, f);
        for (var row = 0; row < f; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                into[column][row] = (float)inverse[row][column];
                guess[row][column] = (float)(lower[row, column] / confidence);
                back[row][column] = (float)(confidence * inverse[row][column]);
            }
        }

        var inDouble = regularized.PivotRatio < FloatPivotRatio ? Transposed(inverse) : null;
        return new WhitenedBasis(Panels.Of(into), inDouble, Panels.Of(guess), Panels.Of(back), regularized.NoteFor(hyperparameters));
    }

    /// <summary>V = Y·L⁻ᵀ.</summary>
    /// <param name="y">Shape [rows × f].</param>
    /// <param name="v">Receives V, shape [rows × f].</param>
    public void Whiten(AlignedTable<float> y, AlignedTable<float> v, int workers, CancellationToken cancellationToken)
    {
        if (_intoInDouble is null)
        {
            MatrixProduct.Multiply(y, _into, Triangle.Upper, v, workers, cancellationToken);
        }
        else
        {
            DoubleProduct.MultiplyByUpper(y, _intoInDouble, v, workers, cancellationToken);
        }
    }

    /// <summary>L⁻¹ by forward substitution, a row at a time: row r is (eᵣ − Σ L[r, j] · row j) / L[r, r]. Costs f³/6.</summary>
    private static AlignedTable<double> InverseOfLower(Matrix<double> lower)
    {
        var inverse = new AlignedTable<double>(lower.RowCount, lower.RowCount);
        for (var row = 0; row < lower.RowCount; row++)
        {
            var target = inverse[row];
            for (var j = 0; j < row; j++)
            {
                var head = target[..(j + 1)];
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(inverse[j][..(j + 1)], -lower[row, j], head, head);
            }

            target[row] = 1;
            System.Numerics.Tensors.TensorPrimitives.Divide(target[..(row + 1)], lower[row, row], target[..(row + 1)]);
        }

        return inverse;
    }

    private static AlignedTable<double> Transposed(AlignedTable<double> lower)
    {
        var upper = new AlignedTable<double>(lower.ColumnCount, lower.RowCount);
        for (var row = 0; row < lower.RowCount; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                upper[column][row] = lower[row][column];
            }
        }

        return upper;
    }
}
