using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>What is known of a sweep's split before anything is trained.</summary>
/// <param name="Baseline">What recommending the most popular items to everyone reaches, for the same test users and k.</param>
/// <param name="Note">What the person should know about the split, in sentences; usually empty.</param>
public sealed record SplitReport(RankingMetrics Baseline, string Note)
{
    /// <summary>A few items that most users like in training, dense indices, most liked first: pinned when nobody has pinned anything.</summary>
    public IReadOnlyList<int> MostLiked { get; init; } = [];
}
