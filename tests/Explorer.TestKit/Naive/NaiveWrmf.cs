using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.TestKit.Naive;

/// <summary>Weighted regularized matrix factorization as the formulae stand, dense and in double.</summary>
public static class NaiveWrmf
{
    /// <summary>P, shape [rows × columns], ones and zeros.</summary>
    public static Matrix<double> Preferences(LikesMatrix likes) =>
        Matrix<double>.Build.Dense(likes.RowCount, likes.ColumnCount, (row, column) => likes[row].Contains(column) ? 1 : 0);

    /// <summary>C, shape [rows × columns]: 1 + αd or 1 + α·log(1 + d/ε).</summary>
    public static Matrix<double> Confidences(LikesMatrix likes, double alpha, Confidence confidence) =>
        Matrix<double>.Build.Dense(likes.RowCount, likes.ColumnCount, (row, column) =>
        {
            var place = likes[row].IndexOf(column);
            var d = place < 0 ? 0 : likes.IsWeighted ? likes.WeightsOf(row)[place] : 1;
            return 1 + (alpha * (confidence.Kind == ConfidenceKind.Linear ? d : Math.Log(1 + (d / confidence.Epsilon))));
        });

    /// <summary>x = (YᵀCY + λI)⁻¹ YᵀCp for every row.</summary>
    public static Matrix<double> HalfEpoch(LikesMatrix likes, Matrix<double> y, double lambda, double alpha) =>
        HalfEpoch(likes, y, lambda, alpha, TrainingSettings.Default);

    /// <summary>x = (YᵀCY + λ(n + α₀·columns)^ν I)⁻¹ YᵀCp for every row; zero for a row without likes.</summary>
    public static Matrix<double> HalfEpoch(LikesMatrix likes, Matrix<double> y, double lambda, double alpha, TrainingSettings settings)
    {
        var (p, c) = (Preferences(likes), Confidences(likes, alpha, settings.Confidence));
        return Matrix<double>.Build.DenseOfRowVectors(Enumerable.Range(0, likes.RowCount).Select(row =>
        {
            if (likes[row].IsEmpty)
            {
                return Vector<double>.Build.Dense(y.ColumnCount);
            }

            var weighted = Matrix<double>.Build.DenseOfDiagonalVector(c.Row(row)) * y;
            var scaled = lambda * Math.Pow(likes[row].Length + (settings.FrequencyOffset * likes.ColumnCount), settings.FrequencyExponent);
            return ((y.Transpose() * weighted) + (scaled * Matrix<double>.Build.DenseIdentity(y.ColumnCount))).LU().Solve(weighted.Transpose() * p.Row(row));
        }));
    }

    /// <summary>Σ c (p − x·y)² + λ (‖X‖² + ‖Y‖²).</summary>
    public static double Loss(LikesMatrix likes, Matrix<double> x, Matrix<double> y, double lambda, double alpha) =>
        Loss(likes, x, y, new Hyperparameters(y.ColumnCount, lambda, alpha), TrainingSettings.Default);

    /// <summary>Σ c (p − x·y)² + Σ λᵤ‖x‖² + Σ λᵢ‖y‖².</summary>
    public static double Loss(LikesMatrix likes, Matrix<double> x, Matrix<double> y, Hyperparameters hyperparameters, TrainingSettings settings)
    {
        var errors = (Preferences(likes) - (x * y.Transpose())).PointwisePower(2);
        return errors.PointwiseMultiply(Confidences(likes, hyperparameters.Alpha, settings.Confidence)).Enumerate().Sum()
            + Penalty(likes, x, hyperparameters.Regularization, settings)
            + Penalty(likes.Transpose(), y, hyperparameters.ItemRegularization ?? hyperparameters.Regularization, settings);
    }

    private static double Penalty(LikesMatrix likes, Matrix<double> factors, double lambda, TrainingSettings settings) =>
        Enumerable.Range(0, likes.RowCount).Sum(row =>
            lambda * Math.Pow(likes[row].Length + (settings.FrequencyOffset * likes.ColumnCount), settings.FrequencyExponent)
            * factors.Row(row).PointwisePower(2).Sum());
}
