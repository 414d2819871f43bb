using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;

namespace Explorer.Lab.Replays;

/// <summary>Writes a sweep as a replay bundle: one zip that opens to the same pictures on another server.</summary>
public sealed class ReplayExport(
    SweepStore sweeps, TrialStore trials, PointStore points, SweepLog log, RunStore runs, Database database, TimeProvider time)
{
    private const int BatchSize = 5_000;

    /// <summary>Version of this program, as bundles name it.</summary>
    public static string ProgramVersion { get; } =
        typeof(ReplayExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Writes the bundle of a sweep as it stands: settings, trials, points and what has happened, without likes.</summary>
    /// <param name="stream">Must be able to seek.</param>
    /// <exception cref="Recommender.ExplorerException">There is no such sweep.</exception>
    public async Task WriteAsync(SweepId id, Stream stream, CancellationToken cancellationToken)
    {
        // Trials before points, and only points of these trials: what is added meanwhile is not half in it.
        var sweep = await sweeps.GetAsync(id, cancellationToken);
        var all = await trials.TrialsWithoutPointsAsync(id, cancellationToken);
        var numbers = all.ToDictionary(trial => trial.Id, trial => trial.Number);
        var sums = new Dictionary<string, string>();
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        sums[ReplayParts.Sweep] = await AddAsync(zip, ReplayParts.Sweep, await DescribeAsync(sweep, cancellationToken), cancellationToken);
        sums[ReplayParts.Trials] = await AddAsync(
            zip,
            ReplayParts.Trials,
            all.Select(trial => new ReplayTrial(trial.Number, trial.Hyperparameters, trial.State.Word(), trial.Message)
            {
                Seed = trial.Seed,
                Generation = trial.Generation,
                Rung = trial.Rung,
                Remarks = trial.Remarks,
            }),
            cancellationToken);
        sums[ReplayParts.Points] = await AddAsync(zip, ReplayParts.Points, PointsAsync(id, numbers, cancellationToken), cancellationToken);
        sums[ReplayParts.Events] = await AddAsync(zip, ReplayParts.Events, EventsAsync(id, cancellationToken), cancellationToken);
        sums[ReplayParts.Runs] = await AddAsync(
            zip,
            ReplayParts.Runs,
            from run in await runs.ListAsync(id, cancellationToken)
            where numbers.ContainsKey(run.TrialId)
            select new ReplayRun(run.Number, run.Slot, run.StartedAt, run.EndedAt, run.State.Word()),
            cancellationToken);
        await AddAsync(
            zip,
            ReplayParts.About,
            new ReplayAbout(ReplayParts.Format, ReplayParts.FormatVersion, ProgramVersion, time.GetUtcNow(), sums),
            cancellationToken);
    }

    private async IAsyncEnumerable<ReplayPoint> PointsAsync(
        SweepId id, Dictionary<TrialId, int> numbers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await points.PointsAsync(id, after, BatchSize, cancellationToken) is [.., var last] batch)
        {
            after = last.Cursor;
            foreach (var (_, trial, point) in batch.Where(stored => numbers.ContainsKey(stored.TrialId)))
            {
                yield return new ReplayPoint(
                    numbers[trial],
                    point.Epoch,
                    point.PrecisionTrain,
                    point.PrecisionTest,
                    point.PrecisionTestUnseen,
                    point.MseTrain,
                    point.MseTest,
                    point.TrainSeconds,
                    point.EvaluationSeconds,
                    point.Ranking.Values.ToArray())
                {
                    NeighbourStability = point.NeighbourStability,
                };
            }
        }
    }

    private async IAsyncEnumerable<ReplayEvent> EventsAsync(SweepId id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await log.ListAsync(id, after, BatchSize, cancellationToken) is [.., var last] batch)
        {
            after = last.Id;
            foreach (var happened in batch)
            {
                yield return new ReplayEvent(happened.At, happened.Kind, happened.TrialNumber, happened.Text);
            }
        }
    }

    private async Task<ReplaySweep> DescribeAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        const string columns = """
            select name as Name, item_word as ItemWord, content_hash as ContentHash, row_count as Rows, like_count as Likes,
                   duplicate_count as Duplicates, rejected_count as Rejected, user_count as Users, item_count as Items
            from dataset where id = @id
            """;
        var dataset = await connection.QuerySingleAsync<DatasetFacts>(columns, new { id = sweep.Spec.DatasetId.Value });
        var test = sweep.Spec.TestDatasetId is { } testId
            ? await connection.QuerySingleOrDefaultAsync<DatasetFacts>(columns, new { id = testId.Value })
            : null;
        return new ReplaySweep(
            sweep.Origin?.SweepId ?? sweep.Id.Value,
            new ReplayDataset(
                dataset.Name, dataset.ItemWord, dataset.ContentHash, (int)dataset.Rows, (int)dataset.Likes, (int)dataset.Duplicates, (int)dataset.Rejected, (int)dataset.Users, (int)dataset.Items),
            test?.Name ?? sweep.Origin?.TestDatasetName,
            test?.ContentHash,
            JsonSerializer.SerializeToElement(sweep.Spec),
            sweep.State.Word(),
            sweep.Message,
            sweep.CreatedAt,
            sweep.StartedAt,
            sweep.FinishedAt,
            sweep.Note,
            sweep.Baseline.Values.ToArray())
        {
            Remarks = sweep.Remarks,
        };
    }

    /// <returns>SHA-256 of what was written, before it was packed.</returns>
    private static async Task<string> AddAsync<T>(ZipArchive zip, string name, T content, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        await using (var entry = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(cancellationToken))
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
        {
            await JsonSerializer.SerializeAsync(hashed, content, ReplayParts.Json, cancellationToken);
        }

        return Convert.ToHexStringLower(hash.Hash ?? []);
    }

    // Settable properties rather than a constructor: see SweepRows.
    private sealed class DatasetFacts
    {
        public string Name { get; init; } = "";

        public string ItemWord { get; init; } = "";

        public string ContentHash { get; init; } = "";

        public long Rows { get; init; }

        public long Likes { get; init; }

        public long Duplicates { get; init; }

        public long Rejected { get; init; }

        public long Users { get; init; }

        public long Items { get; init; }
    }
}
