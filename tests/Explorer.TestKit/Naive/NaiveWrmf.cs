using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.TestKit.Naive;

/// <summary>Weighted regularized matrix factorization as the formulae stand, dense and in double.</summary>
public static class NaiveWrmf
{
    /// <summary>P, shape [rows × columns], ones and zeros.</summary>
    public static Matrix<double> Preferences(LikesMatrix likes) =>
        Matrix<double>.Build.Dense(likes.RowCount, likes.ColumnCount, (row, column) => likes[row].Contains(column) ? 1 : 0);

    /// <summary>x = (YᵀCY + λI)⁻¹ YᵀCp for every row.</summary>
    public static Matrix<double> HalfEpoch(LikesMatrix likes, Matrix<double> y, double lambda, double alpha)
    {
        var p = Preferences(likes);
        return Matrix<double>.Build.DenseOfRowVectors(p.EnumerateRows().Select(row =>
        {
            var weighted = Matrix<double>.Build.DenseOfDiagonalVector(1 + (alpha * row)) * y;
            return ((y.Transpose() * weighted) + (lambda * Matrix<double>.Build.DenseIdentity(y.ColumnCount))).LU().Solve(weighted.Transpose() * row);
        }));
    }

    /// <summary>Σ c (p − x·y)² + λ (‖X‖² + ‖Y‖²).</summary>
    public static double Loss(LikesMatrix likes, Matrix<double> x, Matrix<double> y, double lambda, double alpha)
    {
        var p = Preferences(likes);
        var errors = (p - (x * y.Transpose())).PointwisePower(2);
        return (errors + (alpha * errors.PointwiseMultiply(p))).Enumerate().Sum()
            + (lambda * (x.PointwisePower(2).Enumerate().Sum() + y.PointwisePower(2).Enumerate().Sum()));
    }
}
