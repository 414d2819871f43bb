using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.Web.Sweeps;

/// <summary>How pages name a <see cref="Metric"/>.</summary>
public static class MetricText
{
    /// <summary>The name with its k and protocol.</summary>
    /// <param name="k">The sweep's main k.</param>
    public static string Of(Metric metric, int k) => metric.Measure == Measure.NeighbourStability ? "Neighbour stability"
        : metric.Measure == Measure.Mse ? $"{SideOf(metric)} {metric.Measure.Name()}"
        : $"{SideOf(metric)} {metric.Brief(k)} ({(metric.List == RankedList.TestUnseen ? "unseen only" : "post protocol")})";

    /// <summary>What is counted, whether items liked in training take part, and which way is better.</summary>
    public static string Meaning(Metric metric)
    {
        var likes = metric.List == RankedList.Train ? "Training likes" : "Held-out likes";
        var ranking = metric.List == RankedList.TestUnseen
            ? " Items liked in training leave the ranking first."
            : " Items liked in training stay in the ranking, as in the post.";
        return metric.Measure switch
        {
            Measure.Precision => $"{likes} among a user's top k, divided by k.{ranking} Higher is better.",
            Measure.Recall => $"{likes} among a user's top k, divided by all of them.{ranking} Higher is better.",
            Measure.HitRate => $"Share of users with at least one hit among their top k. {likes} are the hits.{ranking} Higher is better.",
            Measure.Ndcg => $"Hits count less the further down they are, relative to the best order possible. {likes} are the hits.{ranking} Higher is better.",
            Measure.Map => $"Precision at each hit, summed and divided by min(k, likes). {likes} are the hits.{ranking} Higher is better.",
            Measure.Mrr => $"One divided by the place of the first hit among the top k. {likes} are the hits.{ranking} Higher is better.",
            Measure.Coverage => $"Share of all items that are among the top k of some test user.{ranking} Higher is better.",
            Measure.Popularity => $"Mean training likes of the items in the top k.{ranking} Lower is less mainstream.",
            Measure.Mse => $"Mean squared difference between scores and {likes.ToLowerInvariant()} over all cells of the test users. Lower is better.",
            Measure.NeighbourStability => "Share of the ten nearest of 256 fixed items that were there at the measured epoch before. 1 is settled; not a quality.",
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
    }

    private static string SideOf(Metric metric) => metric.List == RankedList.Train ? "Train" : "Test";
}
