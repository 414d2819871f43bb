using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The objective, for tests and diagnosis.</summary>
/// <remarks>
/// L = Σ c (p − x·y)² + λ (Σ‖x‖² + Σ‖y‖²) over all cells: Hu, Koren and Volinsky 2008, eq. 3. All cells with c = 1 and p = 0 come from
/// the Gram identity Σ (x·y)² = ⟨XᵀX, YᵀY⟩, so that nothing of shape [users × items] is made.
/// </remarks>
internal static class Loss
{
    /// <summary>L of given factors.</summary>
    /// <param name="likes">Users × items.</param>
    /// <param name="x">Shape [users × f].</param>
    /// <param name="y">Shape [items × f].</param>
    public static double Of(LikesMatrix likes, Matrix<double> x, Matrix<double> y, Hyperparameters hyperparameters)
    {
        var confidence = Confidence.Of(hyperparameters.Alpha);
        var loss = x.TransposeThisAndMultiply(x).PointwiseMultiply(y.TransposeThisAndMultiply(y)).ColumnSums().Sum();
        for (var user = 0; user < likes.RowCount; user++)
        {
            var factors = x.Row(user);
            foreach (var item in likes[user])
            {
                var score = factors.DotProduct(y.Row(item));
                loss += (confidence * (1 - score) * (1 - score)) - (score * score);
            }
        }

        return loss + (hyperparameters.Regularization * (Squares(x) + Squares(y)));
    }

    private static double Squares(Matrix<double> matrix) => matrix.FrobeniusNorm() * matrix.FrobeniusNorm();
}
