using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>The three lines that the post prints of its best run: settings as Python writes them, the score, the epoch.</summary>
public static class TrialPrintOut
{
    /// <summary>For example “{'alpha': 49, 'num_factors': 40, 'regularization': 0.1}”, “0.04761”, “Epoch: 22”.</summary>
    /// <param name="k">The sweep's main k.</param>
    /// <param name="isPostAlpha">Whether α is that of c = αd, as in the post's code, rather than of c = 1 + αd.</param>
    public static string Of(Trial trial, Metric metric, int k, bool isPostAlpha)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(metric);
        var settings = trial.Hyperparameters;
        var ofItems = settings.ItemRegularization is { } value ? $", 'item_regularization': {Python(value)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{'alpha': {Python(settings.Alpha + (isPostAlpha ? 1 : 0))}, 'num_factors': {settings.FactorCount}, 'regularization': {Python(settings.Regularization)}{ofItems}}}\n" +
            $"{metric.Brief(k)} {Score(metric.ValueOf(trial))}\nEpoch: {trial.Best?.Epoch.ToString(CultureInfo.InvariantCulture) ?? "none yet"}");
    }

    private static string Python(double value) => Formatting.Hyperparameter(value);

    private static string Score(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none yet";
}
