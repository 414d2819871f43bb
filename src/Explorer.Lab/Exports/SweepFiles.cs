using System.Globalization;
using CsvHelper;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Exports;

/// <summary>Trials and points of a sweep as CSV: UTF-8, RFC 4180, numbers with every digit, metrics by their API words.</summary>
public sealed class SweepFiles(TrialStore trials, PointStore points)
{
    private const int BatchSize = 5_000;
    private const string StabilityColumn = "neighbourStability";

    private static readonly string[] SettingColumns = ["trial_id", "trial", "factors", "lambda", "lambda_items", "alpha", "seed"];

    /// <summary>Writes a row for each point, in the order they were measured.</summary>
    /// <param name="stream">Written from where it is; need not seek.</param>
    public async Task WritePointsAsync(Sweep sweep, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(stream);
        var known = (await trials.TrialsWithoutPointsAsync(sweep.Id, cancellationToken)).ToDictionary(trial => trial.Id);
        var metrics = TrialComparisons.MetricsFor(sweep.Spec.Ks);
        await WriteAsync(
            stream,
            csv => csv.WriteHeader([.. SettingColumns, "epoch", "train_seconds", "evaluation_seconds", .. metrics.Select(metric => metric.Word), StabilityColumn]),
            cancellationToken);
        var after = 0L;
        while (await points.PointsAsync(sweep.Id, after, BatchSize, cancellationToken) is [.., var last] batch)
        {
            after = last.Cursor;
            await WriteAsync(
                stream,
                csv =>
                {
                    foreach (var (_, id, point) in batch.Where(stored => known.ContainsKey(stored.TrialId)))
                    {
                        WriteSettings(csv, sweep, known[id]);
                        csv.WriteField(point.Epoch);
                        WriteNumber(csv, point.TrainSeconds);
                        WriteNumber(csv, point.EvaluationSeconds);
                        WriteMetrics(csv, sweep, point, metrics);
                        csv.EndRecord();
                    }
                },
                cancellationToken);
        }
    }

    /// <summary>Writes a row for each trial with every metric at the best epoch by the sweep's own metric.</summary>
    /// <param name="stream">Written from where it is; need not seek.</param>
    public async Task WriteTrialsAsync(Sweep sweep, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(stream);
        var all = await trials.TrialsAsync(sweep, cancellationToken);
        var metrics = TrialComparisons.MetricsFor(sweep.Spec.Ks);
        await WriteAsync(
            stream,
            csv =>
            {
                csv.WriteHeader(
                [
                    .. SettingColumns, "state", "metric", "best_value", "best_epoch", "last_epoch", "seconds", "evaluation_seconds",
                    .. metrics.Select(metric => metric.Word), StabilityColumn, "message",
                ]);
                foreach (var trial in all)
                {
                    WriteSettings(csv, sweep, trial);
                    csv.WriteField(trial.State.Word());
                    csv.WriteField(sweep.Spec.Metric.Word);
                    WriteNumber(csv, sweep.Spec.Metric.ValueOf(trial));
                    WriteNumber(csv, trial.Best?.Epoch);
                    csv.WriteField(trial.LastEpoch);
                    WriteNumber(csv, trial.Seconds);
                    WriteNumber(csv, trial.EvaluationSeconds);
                    WriteMetrics(csv, sweep, trial.Best, metrics);
                    csv.WriteField(trial.Message);
                    csv.EndRecord();
                }
            },
            cancellationToken);
    }

    /// <summary>A stream to the network takes no synchronous writes, so rows go through memory, some thousand at a time.</summary>
    private static async Task WriteAsync(Stream stream, Action<CsvWriter> write, CancellationToken cancellationToken)
    {
        using var rows = new MemoryStream();
        using (var csv = CsvWriter.Create(rows, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            write(csv);
        }

        rows.Position = 0;
        await rows.CopyToAsync(stream, cancellationToken);
    }

    private static void WriteSettings(CsvWriter csv, Sweep sweep, Trial trial)
    {
        csv.WriteField(trial.Id.Value);
        csv.WriteField(trial.Number);
        csv.WriteField(trial.Hyperparameters.FactorCount);
        WriteNumber(csv, trial.Hyperparameters.Regularization);
        WriteNumber(csv, trial.Hyperparameters.ItemRegularization ?? trial.Hyperparameters.Regularization);
        WriteNumber(csv, trial.Hyperparameters.Alpha);
        csv.WriteField(TrialConfiguration.SeedOf(sweep, trial));
    }

    private static void WriteMetrics(CsvWriter csv, Sweep sweep, LearningCurvePoint? point, IReadOnlyList<Metric> metrics)
    {
        foreach (var metric in metrics)
        {
            WriteNumber(csv, point is null ? null : TrialComparisons.ValueOf(sweep, point, metric));
        }

        WriteNumber(csv, point?.NeighbourStability);
    }

    private static void WriteNumber(CsvWriter csv, double? value) => csv.WriteField(value?.ToString("R", CultureInfo.InvariantCulture) ?? "");
}
