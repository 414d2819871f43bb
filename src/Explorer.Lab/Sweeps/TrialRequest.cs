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
    /// <summary>The request for one trial of a sweep.</summary>
    public static TrialRequest For(Sweep sweep, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        return new TrialRequest(
            sweep.Id,
            trial.Id,
            sweep.Spec.DatasetId,
            sweep.Spec.MinLikesPerUser,
            sweep.Spec.MinLikesPerItem,
            sweep.Spec.HoldOut,
            trial.Hyperparameters,
            sweep.Spec.Training,
            sweep.Spec.OrderedEpochs);
    }
}
