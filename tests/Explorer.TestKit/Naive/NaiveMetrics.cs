using Explorer.Recommender.Evaluation;
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

    /// <summary>Any measure but the squared error, as its definition stands, from everyone's whole ranking.</summary>
    /// <param name="scores">The scores of all items for a user.</param>
    public static double Of(Measure measure, RankedList list, int k, Split split, Func<int, Vector<double>> scores)
    {
        var labels = list == RankedList.Train ? split.Train : split.Test;
        var lists = split.TestUsers
            .Select(user => TopK(scores(user), k, item => list != RankedList.TestUnseen || !split.Train[user].Contains(item)).ToList())
            .ToList();
        if (measure == Measure.Coverage)
        {
            return lists.SelectMany(items => items).Distinct().Count() / (double)split.Train.ColumnCount;
        }

        return split.TestUsers.Zip(lists).Average(one => OfUser(measure, k, one.Second, labels[one.First].ToArray(), split.Train));
    }

    private static double OfUser(Measure measure, int k, List<int> ranked, int[] labels, LikesMatrix train)
    {
        bool IsHit(int place) => labels.Contains(ranked[place - 1]);
        double PrecisionAt(int place) => ranked.Take(place).Count(labels.Contains) / (double)place;
        double Discount(int place) => 1 / Math.Log2(place + 1);
        var places = Enumerable.Range(1, ranked.Count).ToList();
        var hits = places.Where(IsHit).ToList();
        var ideal = Enumerable.Range(1, Math.Min(k, labels.Length)).ToList();
        return measure switch
        {
            Measure.Precision => hits.Count / (double)k,
            Measure.Recall => labels.Length == 0 ? 0 : hits.Count / (double)labels.Length,
            Measure.HitRate => hits.Count > 0 ? 1 : 0,
            Measure.Ndcg => labels.Length == 0 ? 0 : hits.Sum(Discount) / ideal.Sum(Discount),
            Measure.Map => labels.Length == 0 ? 0 : hits.Sum(PrecisionAt) / ideal.Count,
            Measure.Mrr => hits.Count == 0 ? 0 : 1.0 / hits[0],
            Measure.Popularity => ranked.Count == 0 ? 0 : ranked.Average(item => train.Columns.Count(item)),
            _ => throw new ArgumentOutOfRangeException(nameof(measure)),
        };
    }

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
