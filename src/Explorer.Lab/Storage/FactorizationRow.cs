using Explorer.Lab.Datasets;
using Explorer.Lab.Refits;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Storage;

/// <summary>A row of the factorizations, with what its dataset, trial and sweep say.</summary>
internal sealed record FactorizationRow(
    long Id,
    long DatasetId,
    string DatasetName,
    string ItemWord,
    long SweepId,
    long TrialId,
    long TrialNumber,
    long MinLikesPerUser,
    long MinLikesPerItem,
    long FactorCount,
    double Regularization,
    double? ItemRegularization,
    double Alpha,
    string Spec,
    long Epochs,
    long EpochsDone,
    long Seed,
    string State,
    string Message,
    long CreatedAt,
    long? FinishedAt,
    string File,
    long Users,
    long Items,
    long Likes,
    long IsPreview)
{
    public Refit ToRefit() => ToRefit(SweepRow.SpecOf(Spec));

    private Refit ToRefit(SweepSpec spec) => new(
        new FactorizationId(Id),
        new DatasetId(DatasetId),
        DatasetName,
        ItemWord,
        new SweepId(SweepId),
        new TrialId(TrialId),
        (int)TrialNumber,
        (int)MinLikesPerUser,
        (int)MinLikesPerItem,
        new Hyperparameters((int)FactorCount, Regularization, Alpha) { ItemRegularization = ItemRegularization },
        spec.Training,
        (int)Epochs,
        (int)EpochsDone,
        (int)Seed,
        WorkStates.Parse(State),
        Message,
        Times.FromDatabase(CreatedAt),
        Times.FromDatabase(FinishedAt),
        (int)Users,
        (int)Items,
        (int)Likes) { PreviewOf = IsPreview != 0 ? SplitKey.Of(spec with { HoldOut = spec.HoldOut with { Seed = (int)Seed } }) : null };
}
