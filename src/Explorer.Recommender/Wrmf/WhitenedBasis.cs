using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The change of coordinates in which G = YᵀY + λI is the identity: V = Y·T, and back x = T·z, with TᵀGT = I.</summary>
/// <remarks>
/// Two of them. G = LLᵀ gives T = L⁻ᵀ, upper triangular: half the work of a product. G = QEQᵀ gives T = Q·E^−½; with it a row whose λ is δ
/// larger than that of G has I + δE⁻¹ in place of I, still diagonal.
/// </remarks>
internal sealed class WhitenedBasis
{
    /// <summary>
    /// Factors carry rounding errors of 6e-8; where squared pivots differ by more than this, what looks like a direction of Y is
    /// made of such errors.
    /// </summary>
    private const double LeastPivotRatio = 1e-11;

    /// <summary>
    /// V computed in float is off by 6e-8 times the root of the condition of G, and going back multiplies by that root again. When squared
    /// pivots, or eigenvalues, differ by more than this, that could show in the factors, and V is computed in double.
    /// </summary>
    private const double FloatSpread = 1e-3;

    private readonly Panels _into;
    private readonly AlignedTable<double>? _intoInDouble;
    private readonly bool _isTriangular;

    private WhitenedBasis(AlignedTable<double> into, AlignedTable<double> outOf, double spread, bool isTriangular)
    {
        _isTriangular = isTriangular;
        _into = Panels.Of(Rounded(into));
        _intoInDouble = spread < FloatSpread ? into : null;
        Guess = Panels.Of(Rounded(outOf));
        Back = Panels.Of(Rounded(Transposed(into)));
    }

    /// <summary>T⁻ᵀ, shape [f × f]: takes the X of the previous epoch to a guess of Z.</summary>
    public Panels Guess { get; }

    /// <summary>Tᵀ, shape [f × f]: X = Z·Tᵀ.</summary>
    public Panels Back { get; }

    /// <summary>Where <see cref="Guess"/> and <see cref="Back"/> are zero.</summary>
    public Triangle BackShape => _isTriangular ? Triangle.Lower : Triangle.None;

    /// <summary>1/e for each eigenvalue e of G, shape [f]; empty when all rows have the same λ.</summary>
    public double[] InverseSpectrum { get; private init; } = [];

    /// <summary>T from the Cholesky factor, for rows that all have the λ of G, when Y has at least as many rows as factors.</summary>
    /// <remarks>
    /// Fewer rows leave G directions that are λ alone. This T lies across them: rounding of V leaks into them, and going back magnifies it by
    /// the root of the condition. Eigenvectors lie along them.
    /// </remarks>
    public static WhitenedBasis Triangular(RegularizedGram gram)
    {
        var lower = gram.Cholesky.Factor;
        var outOf = Filled(lower.RowCount, (row, column) => lower[row, column]);
        return new WhitenedBasis(Transposed(InverseOfLower(lower)), outOf, gram.PivotRatio, isTriangular: true);
    }

    /// <summary>T from the eigenvectors, for rows whose λ is that of G or above, and any Y.</summary>
    public static WhitenedBasis Rotated(RegularizedGram gram)
    {
        var eigen = gram.Matrix.Evd(Symmetricity.Symmetric);
        var q = eigen.EigenVectors;

        // Below that an eigenvalue is made of rounding, and may even be negative.
        var values = eigen.EigenValues.Real();
        var spectrum = values.PointwiseMaximum(LeastPivotRatio * values.Maximum());
        var into = Filled(q.RowCount, (row, column) => q[row, column] / Math.Sqrt(spectrum[column]));
        var outOf = Filled(q.RowCount, (row, column) => q[row, column] * Math.Sqrt(spectrum[column]));
        return new WhitenedBasis(into, outOf, spectrum.Minimum() / spectrum.Maximum(), isTriangular: false)
        {
            InverseSpectrum = (1 / spectrum).ToArray(),
        };
    }

    /// <summary>G of a Gram matrix, with the jitter that factors in float call for.</summary>
    /// <param name="gram">YᵀY, shape [f × f].</param>
    /// <param name="lambda">λ to put on the diagonal.</param>
    /// <exception cref="ExplorerException">The equations are singular whatever is tried.</exception>
    public static RegularizedGram Regularize(AlignedTable<double> gram, double lambda, Hyperparameters hyperparameters) => RegularizedGram.Of(
        Matrix<double>.Build.Dense(gram.ColumnCount, gram.ColumnCount, (row, column) => gram[row][column]),
        lambda,
        hyperparameters,
        LeastPivotRatio);

    /// <summary>V = Y·T.</summary>
    /// <param name="y">Shape [rows × f].</param>
    /// <param name="v">Receives V, shape [rows × f].</param>
    public void Whiten(AlignedTable<float> y, AlignedTable<float> v, int workers, CancellationToken cancellationToken)
    {
        var shape = _isTriangular ? Triangle.Upper : Triangle.None;
        if (_intoInDouble is null)
        {
            MatrixProduct.Multiply(y, _into, shape, v, workers, cancellationToken);
        }
        else
        {
            DoubleProduct.Multiply(y, _intoInDouble, shape, v, workers, cancellationToken);
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

    private static AlignedTable<double> Filled(int size, Func<int, int, double> value)
    {
        var table = new AlignedTable<double>(size, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                table[row][column] = value(row, column);
            }
        }

        return table;
    }

    private static AlignedTable<double> Transposed(AlignedTable<double> table) => Filled(table.ColumnCount, (row, column) => table[column][row]);

    private static AlignedTable<float> Rounded(AlignedTable<double> table)
    {
        var rounded = new AlignedTable<float>(table.RowCount, table.ColumnCount);
        System.Numerics.Tensors.TensorPrimitives.ConvertChecked<double, float>(table.Values, rounded.Values);
        return rounded;
    }
}
