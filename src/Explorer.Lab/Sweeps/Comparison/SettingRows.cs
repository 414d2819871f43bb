using System.Globalization;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Comparison;

/// <summary>The settings of trials in words, one row each.</summary>
internal static class SettingRows
{
    /// <summary>Every setting; those that differ come first, and within both halves the more important ones.</summary>
    public static IReadOnlyList<SettingRow> Of(IReadOnlyList<ComparedTrial> trials)
    {
        SettingRow[] rows =
        [
            Row("Factors", trial => trial.Trial.Hyperparameters.FactorCount.ToString(CultureInfo.InvariantCulture)),
            Row("λ", trial => TrialFields.Text(trial.Trial.Hyperparameters.Regularization)),
            Row("λ of items", trial => trial.Trial.Hyperparameters.ItemRegularization is { } ofItems ? TrialFields.Text(ofItems) : "as λ"),
            Row("α", trial => TrialFields.Text(trial.Trial.Hyperparameters.Alpha)),
            Row("Seed", trial => trial.Seed.ToString(CultureInfo.InvariantCulture)),
            Row("Sweep", trial => trial.Sweep.Id.ToString()),
            Row("Likes per user, at least", trial => trial.Sweep.Spec.MinLikesPerUser.ToString(CultureInfo.InvariantCulture)),
            Row("Likes per item, at least", trial => trial.Sweep.Spec.MinLikesPerItem.ToString(CultureInfo.InvariantCulture)),
            Row("Held out", trial => HeldOut(trial.Sweep)),
            Row("Measured epochs", trial => string.Join(", ", trial.Sweep.Spec.OrderedEpochs)),
            Row("Measured k", trial => string.Join(", ", trial.Sweep.Spec.Ks)),
            Row("Metric of the sweep", trial => trial.Sweep.Spec.Metric.InSentence(trial.Sweep.Spec.Ks[0])),
            Row("Confidence", trial => Words(trial.Sweep.Spec.Training.Confidence)),
            Row("Frequency exponent ν", trial => TrialFields.Text(trial.Sweep.Spec.Training.FrequencyExponent)),
            Row("Frequency offset α₀", trial => TrialFields.Text(trial.Sweep.Spec.Training.FrequencyOffset)),
            Row("Start scale σ", trial => TrialFields.Text(trial.Sweep.Spec.Training.StartScale)),
            Row("Tolerance", trial => TrialFields.Text(trial.Sweep.Spec.Training.Tolerance)),
        ];
        return [.. rows.OrderByDescending(row => row.Differs)];

        SettingRow Row(string name, Func<ComparedTrial, string> value) => new(name, [.. trials.Select(value)]);
    }

    private static string HeldOut(Sweep sweep)
    {
        var holdOut = sweep.Spec.HoldOut;
        if (sweep.Spec.TestDatasetId is { } test)
        {
            return sweep.Origin is { TestDatasetName: { Length: > 0 } name } ? $"test file “{name}”" : $"test file: dataset {test}";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(holdOut.Share is { } share ? $"{100 * share:0.###} % of the" : $"{holdOut.K}")} {(holdOut.IsLatest ? "latest " : "")}likes of {100 * holdOut.Fraction:0.###} % of users");
    }

    private static string Words(Confidence confidence) => confidence.Kind == ConfidenceKind.Linear
        ? "c = 1 + αd"
        : string.Create(CultureInfo.InvariantCulture, $"c = 1 + α·log(1 + d/{confidence.Epsilon:R})");
}
