using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>Identity of a sweep.</summary>
public readonly record struct SweepId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A search over hyperparameters: what was asked for, and where it stands.</summary>
/// <param name="DatasetName">Name of the dataset, for lists.</param>
/// <param name="Message">Why it failed; empty otherwise.</param>
/// <param name="StartedAt">When its first trial began; null before.</param>
/// <param name="FinishedAt">When it ended; null before.</param>
/// <param name="TrialsFinished">Trials completed, failed or cancelled.</param>
/// <param name="PointsDone">Points stored.</param>
public sealed record Sweep(
    SweepId Id,
    SweepSpec Spec,
    string DatasetName,
    WorkState State,
    string Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int TrialsFinished,
    int PointsDone)
{
    /// <summary>What recommending the most popular items to everyone reaches; <see cref="RankingMetrics.None"/> until the first trial has begun.</summary>
    public RankingMetrics Baseline { get; init; } = RankingMetrics.None;

    /// <summary>What the person should know about the split, in sentences; usually empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Hash of the dataset's content; empty for datasets of older versions. See <see cref="Datasets.Dataset.ContentHash"/>.</summary>
    public string DatasetHash { get; init; } = "";

    /// <summary>Where it was imported from; null for a sweep of this server. An imported sweep can be read and deleted, nothing else.</summary>
    public SweepOrigin? Origin { get; init; }

    /// <summary>Share of the points that are stored, 0 … 1.</summary>
    public double Progress => State == WorkState.Completed ? 1 : Math.Min(1, PointsDone / (double)Math.Max(1, Spec.PointCount));
}
