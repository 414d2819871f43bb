using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>What people call a <see cref="Metric"/>; its word in the API is <see cref="Metric.Word"/>.</summary>
public static class MetricNames
{
    /// <summary>The measure alone, such as “precision” or “hit rate”.</summary>
    public static string Name(this Measure measure) => measure switch
    {
        Measure.Precision => "precision",
        Measure.Recall => "recall",
        Measure.HitRate => "hit rate",
        Measure.Ndcg => "NDCG",
        Measure.Map => "MAP",
        Measure.Mrr => "MRR",
        Measure.Coverage => "coverage",
        Measure.Popularity => "popularity",
        Measure.Mse => "mean squared error",
        Measure.NeighbourStability => "neighbour stability",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The measure and k, such as “precision@5”.</summary>
    /// <param name="mainK">The sweep's main k.</param>
    public static string Brief(this Metric metric, int mainK)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Measure >= Measure.Mse ? metric.Measure.Name() : $"{metric.Measure.Name()}@{metric.K ?? mainK}";
    }

    /// <summary>As within a sentence, such as “test precision@5” or “test NDCG@10 (unseen only)”.</summary>
    /// <param name="mainK">The sweep's main k.</param>
    public static string InSentence(this Metric metric, int mainK)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Measure == Measure.NeighbourStability
            ? metric.Brief(mainK)
            : $"{(metric.List == RankedList.Train ? "train" : "test")} {metric.Brief(mainK)}{(metric.List == RankedList.TestUnseen ? " (unseen only)" : "")}";
    }
}
