using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace Explorer.TestKit;

/// <summary>Between tables of factors and matrices in double.</summary>
public static class Matrices
{
    /// <summary>The numbers of a table, exactly.</summary>
    public static Matrix<double> ToMatrix(this Factors factors) =>
        Matrix<double>.Build.Dense(factors.RowCount, factors.FactorCount, (row, factor) => factors[row][factor]);

    /// <summary>The numbers of a matrix, rounded to float.</summary>
    public static Factors ToFactors(this Matrix<double> matrix)
    {
        var factors = new Factors(matrix.RowCount, matrix.ColumnCount);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            for (var factor = 0; factor < matrix.ColumnCount; factor++)
            {
                factors[row][factor] = (float)matrix[row, factor];
            }
        }

        return factors;
    }

    /// <summary>Factors drawn from N(0, 1).</summary>
    public static Factors RandomFactors(int rows, int factorCount, int seed) =>
        Matrix<double>.Build.Random(rows, factorCount, new Normal(0, 1, new Xoshiro256StarStar(seed))).ToFactors();

    /// <summary>‖A − B‖ / ‖B‖, Frobenius; ‖A‖ when B is zero.</summary>
    public static double RelativeDistance(Matrix<double> a, Matrix<double> b)
    {
        var length = b.FrobeniusNorm();
        return (a - b).FrobeniusNorm() / (length == 0 ? 1 : length);
    }
}
