using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Refits;

/// <summary>Identity of a stored factorization and of the refit that makes it.</summary>
public readonly record struct FactorizationId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A trial's hyperparameters trained on all thresholded likes, or a preview of the trial; once completed, a factorization to look at.</summary>
/// <param name="DatasetName">Name of the dataset, for lists.</param>
/// <param name="ItemWord">What an item is called on pages, singular.</param>
/// <param name="Training">The settings of the trial's sweep.</param>
/// <param name="Epochs">Epochs to train: the trial's best epoch, or the one a preview shows.</param>
/// <param name="EpochsDone">Epochs trained so far.</param>
/// <param name="Seed">Draws the start factors.</param>
/// <param name="Message">Why it failed; empty otherwise.</param>
/// <param name="Users">Users of the factorization; 0 until trained.</param>
/// <param name="Items">Items of the factorization; 0 until trained.</param>
/// <param name="Likes">Likes it was trained on; 0 until trained.</param>
public sealed record Refit(
    FactorizationId Id,
    DatasetId DatasetId,
    string DatasetName,
    string ItemWord,
    SweepId SweepId,
    TrialId TrialId,
    int TrialNumber,
    int MinLikesPerUser,
    int MinLikesPerItem,
    Hyperparameters Hyperparameters,
    TrainingSettings Training,
    int Epochs,
    int EpochsDone,
    int Seed,
    WorkState State,
    string Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    int Users,
    int Items,
    int Likes)
{
    /// <summary>
    /// Whether it is the trial as it was at an epoch: trained on the training part of its sweep's split, so that it shows what the learning
    /// curve measured. Previews share a part of the disk, and the oldest goes when it is full.
    /// </summary>
    public bool IsPreview => PreviewOf is not null;

    /// <summary>The split that a preview is trained on; null for all likes.</summary>
    internal SplitKey? PreviewOf { get; init; }
}
