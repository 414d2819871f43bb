using System.Globalization;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Comparison;

/// <summary>All that decides a trial's curve but the seed: two trials that have it in common are repeats of each other, in whatever sweeps.</summary>
/// <param name="Dataset">Hash of the dataset's content, so that imported sweeps take part; its id when it has no hash.</param>
/// <param name="TestDataset">The dataset tested with; null for a hold-out.</param>
/// <param name="HoldOut">The split in words, without its seed; empty with a test dataset.</param>
/// <param name="Epochs">The measured epochs: a best over other epochs is another best.</param>
public sealed record TrialConfiguration(
    string Dataset,
    DatasetId? TestDataset,
    int MinLikesPerUser,
    int MinLikesPerItem,
    string HoldOut,
    string Epochs,
    TrainingSettings Training,
    Hyperparameters Hyperparameters)
{
    /// <summary>The configuration of one trial.</summary>
    public static TrialConfiguration Of(Sweep sweep, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        var spec = sweep.Spec;
        var holdOut = spec.HoldOut;
        return new TrialConfiguration(
            DatasetOf(sweep),
            spec.TestDatasetId,
            spec.MinLikesPerUser,
            spec.MinLikesPerItem,
            spec.TestDatasetId is not null ? "" : string.Create(CultureInfo.InvariantCulture, $"{holdOut.K} {holdOut.Share:R} {holdOut.Fraction:R} {holdOut.IsLatest}"),
            string.Join(' ', spec.OrderedEpochs),
            spec.Training,
            trial.Hyperparameters);
    }

    /// <summary>The seed of a trial's split and start factors.</summary>
    public static int SeedOf(Sweep sweep, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Seed ?? sweep.Spec.HoldOut.Seed;
    }

    /// <summary>What tells datasets apart: the hash of the content, or the id of one that has none.</summary>
    public static string DatasetOf(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return sweep.DatasetHash.Length > 0 ? sweep.DatasetHash : $"dataset {sweep.Spec.DatasetId}";
    }
}
