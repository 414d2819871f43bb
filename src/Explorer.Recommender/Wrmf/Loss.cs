using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Wrmf;

/// <summary>The objective, for tests and diagnosis.</summary>
/// <remarks>
/// L = Σ c (p − x·y)² + Σ λᵤ‖x‖² + Σ λᵢ‖y‖² over all cells: Hu, Koren and Volinsky 2008, eq. 3, with λ scaled by likes if asked for. All cells with
/// c = 1 and p = 0 come from the Gram identity Σ (x·y)² = ⟨XᵀX, YᵀY⟩, so that nothing of shape [users × items] is made.
/// </remarks>
internal static class Loss
{
    /// <summary>L of given factors.</summary>
    /// <param name="likes">Users × items.</param>
    /// <param name="x">Shape [users × f].</param>
    /// <param name="y">Shape [items × f].</param>
    public static double Of(
        LikesMatrix likes, Matrix<double> x, Matrix<double> y, Hyperparameters hyperparameters, TrainingSettings settings)
    {
        var loss = x.TransposeThisAndMultiply(x).PointwiseMultiply(y.TransposeThisAndMultiply(y)).ColumnSums().Sum();
        for (var user = 0; user < likes.RowCount; user++)
        {
            var factors = x.Row(user);
            var liked = likes[user];
            var weights = likes.WeightsOf(user);
            for (var place = 0; place < liked.Length; place++)
            {
                var confidence = settings.Confidence.Of(hyperparameters.Alpha, weights.IsEmpty ? 1 : weights[place]);
                var score = factors.DotProduct(y.Row(liked[place]));
                loss += (confidence * (1 - score) * (1 - score)) - (score * score);
            }
        }

        return loss
            + Penalty(likes, x, hyperparameters.Regularization, settings)
            + Penalty(likes.Transpose(), y, hyperparameters.ItemRegularization ?? hyperparameters.Regularization, settings);
    }

    private static double Penalty(LikesMatrix likes, Matrix<double> factors, double regularization, TrainingSettings settings)
    {
        var penalty = 0.0;
        for (var row = 0; row < likes.RowCount; row++)
        {
            var lambda = settings.RegularizationOf(regularization, likes[row].Length, likes.ColumnCount);
            penalty += lambda * factors.Row(row).DotProduct(factors.Row(row));
        }

        return penalty;
    }
}
