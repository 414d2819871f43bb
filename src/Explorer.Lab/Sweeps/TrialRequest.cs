using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps;

/// <summary>Everything an engine needs to run a trial: ids and numbers only, so that it can travel to another machine.</summary>
public sealed record TrialRequest(
    SweepId SweepId,
    TrialId TrialId,
    DatasetId DatasetId,
    int MinLikesPerUser,
    int MinLikesPerItem,
    HoldOut HoldOut,
    Hyperparameters Hyperparameters,
    TrainingSettings Training,
    IReadOnlyList<int> Epochs)
{
    /// <summary>The k to measure at, the main one first; the hold-out's k when none are given.</summary>
    public IReadOnlyList<int> Ks { get => field.Count > 0 ? field : [HoldOut.K]; init; } = [];

    /// <summary>Likes to test with instead of a hold-out; null when there are none.</summary>
    public DatasetId? TestDatasetId { get; init; }

    /// <summary>Whether further epochs may be asked for later, so that what was trained is worth keeping.</summary>
    public bool MayGoOn { get; init; }

    /// <summary>The request for one trial of a sweep, up to its next cut.</summary>
    public static TrialRequest For(Sweep sweep, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        var epochs = sweep.Spec.Pruning.EpochsOf(sweep.Spec.OrderedEpochs, trial.Rung);
        return new TrialRequest(
            sweep.Id,
            trial.Id,
            sweep.Spec.DatasetId,
            sweep.Spec.MinLikesPerUser,
            sweep.Spec.MinLikesPerItem,
            sweep.Spec.HoldOut with { Seed = trial.Seed ?? sweep.Spec.HoldOut.Seed },
            trial.Hyperparameters,
            sweep.Spec.Training,
            epochs) { Ks = sweep.Spec.Ks, TestDatasetId = sweep.Spec.TestDatasetId, MayGoOn = epochs[^1] < sweep.Spec.OrderedEpochs[^1] };
    }
}
