using Explorer.Lab.Sweeps.Sampling;
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
/// <param name="TrialsFinished">Trials completed, pruned, failed or cancelled.</param>
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

    /// <summary>What a person has written about it; usually empty.</summary>
    public string Remarks { get; init; } = "";

    /// <summary>How many trials it has: those proposed so far and those added, without those deleted.</summary>
    public int TrialCount { get; init; }

    /// <summary>How many trials it will have had in the end: a sampler that learns has not proposed all of them yet.</summary>
    public long PlannedTrialCount => Spec.Sampling.Kind == SamplerKind.Model ? Math.Max(Spec.TrialCount, TrialCount) : TrialCount;

    /// <summary>How many points it gives; at most, when trials are pruned.</summary>
    public long PointCount => PlannedTrialCount * Spec.OrderedEpochs.Count;

    /// <summary>f of its largest trial.</summary>
    public int LargestFactorCount { get; init; }

    /// <summary>Most trials of it at once; 0 means as the setting says.</summary>
    public int TrialsAtOnce { get; init; }

    /// <summary>More comes first in the queue; 0 unless somebody changed it.</summary>
    public int Priority { get; init; }

    /// <summary>Its place in the queue, from 1; 0 when it is not queued.</summary>
    public int QueuePlace { get; init; }

    /// <summary>Hash of the dataset's content; empty for datasets of older versions. See <see cref="Datasets.Dataset.ContentHash"/>.</summary>
    public string DatasetHash { get; init; } = "";

    /// <summary>Where it was imported from; null for a sweep of this server. An imported sweep can be read and deleted, nothing else.</summary>
    public SweepOrigin? Origin { get; init; }

    /// <summary>How many of the points belong to trials that have ended, at whichever epoch.</summary>
    public int PointsOfEnded { get; init; }

    /// <summary>Share of the work that is done, 0 … 1: of the points there can be, with those that an ended trial left out.</summary>
    public double Progress => State == WorkState.Completed
        ? 1
        : Math.Min(1, (PointsDone - PointsOfEnded + ((double)TrialsFinished * Spec.OrderedEpochs.Count)) / Math.Max(1, PointCount));

    /// <summary>Whether it has ended and nothing about its trials has changed since the other reading of it.</summary>
    public bool IsAsEnded(Sweep other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return State.IsFinished() && (State, FinishedAt, TrialCount, PointsDone) == (other.State, other.FinishedAt, other.TrialCount, other.PointsDone);
    }
}
