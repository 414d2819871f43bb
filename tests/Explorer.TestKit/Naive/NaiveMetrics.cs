using Explorer.Recommender.Likes;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.TestKit.Naive;

/// <summary>The metrics as their definitions stand, from a full matrix of scores.</summary>
public static class NaiveMetrics
{
    /// <summary>The k best items of a user, equal scores by the smaller index.</summary>
    public static IEnumerable<int> TopK(Vector<double> scores, int k, Func<int, bool> isCandidate) =>
        Enumerable.Range(0, scores.Count).Where(isCandidate).OrderByDescending(item => scores[item]).ThenBy(item => item).Take(k);

    /// <summary>Mean over users of hits / k.</summary>
    /// <param name="labels">Which likes count as hits.</param>
    /// <param name="leftOut">Likes whose items are not ranked, or null.</param>
    public static double Precision(
        Matrix<double> x, Matrix<double> y, LikesMatrix labels, IEnumerable<int> users, int k, LikesMatrix? leftOut = null) =>
        users.Average(user => TopK(y * x.Row(user), k, item => leftOut is null || !leftOut[user].Contains(item))
            .Count(item => labels[user].Contains(item)) / (double)k);

    /// <summary>Mean over all cells of the users of (p − x·y)².</summary>
    public static double MeanSquaredError(Matrix<double> x, Matrix<double> y, LikesMatrix labels, IEnumerable<int> users) =>
        users.Average(user => (NaiveWrmf.Preferences(labels).Row(user) - (y * x.Row(user))).PointwisePower(2).Average());

    /// <summary>y·y / (‖y‖‖y‖), 0 when either is zero.</summary>
    public static double Cosine(Matrix<double> y, int a, int b)
    {
        var lengths = y.Row(a).L2Norm() * y.Row(b).L2Norm();
        return lengths == 0 ? 0 : y.Row(a) * y.Row(b) / lengths;
    }

    /// <summary>All other items by falling cosine, those without direction last, equal ones by the smaller index.</summary>
    public static IEnumerable<int> Neighbours(Matrix<double> y, int item) =>
        Enumerable.Range(0, y.RowCount)
            .Where(other => other != item)
            .OrderByDescending(other => y.Row(other).L2Norm() > 0)
            .ThenByDescending(other => Cosine(y, item, other))
            .ThenBy(other => other);
}
