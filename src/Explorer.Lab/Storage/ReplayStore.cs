using System.Data.Common;
using System.Text.Json;
using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Replays;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Thumbnails;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Storage;

/// <summary>Keeps what a replay bundle brings: a sweep that has ended, and a stand-in for its dataset.</summary>
public sealed class ReplayStore(Database database, TimeProvider time)
{
    /// <summary>Stores a bundle, all of it or nothing.</summary>
    internal async Task<SweepId> AddAsync(ReplayContent content, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var dataset = await AddDatasetAsync(connection, transaction, content.Sweep.Dataset);
        var test = content.Sweep.TestDatasetHash is { Length: > 0 } hash
            ? await connection.ExecuteScalarAsync<long?>(
                "select min(id) from dataset where content_hash = @hash and is_replay = 0", new { hash }, transaction)
            : null;
        var spec = content.Spec with
        {
            DatasetId = new DatasetId(dataset),

            // No dataset has the id 0: that it was tested with another one is still said, and which one stands in the origin.
            TestDatasetId = content.Spec.TestDatasetId is null ? null : new DatasetId(test ?? 0),
        };
        var sweep = await AddSweepAsync(connection, transaction, content, spec);
        var trials = await AddTrialsAsync(connection, transaction, sweep, content.Trials);
        await AddPointsAsync(connection, transaction, sweep, trials, content.Points, spec.Ks, cancellationToken);
        await AddHistoryAsync(connection, transaction, sweep, trials, content);
        await transaction.CommitAsync(cancellationToken);
        return new SweepId(sweep);
    }

    private async Task<long> AddDatasetAsync(DbConnection connection, DbTransaction transaction, ReplayDataset dataset) =>
        await connection.ExecuteScalarAsync<long>(
            """
            insert into dataset (name, item_word, thumbnail_source, created_at, file, row_count, like_count, duplicate_count,
                                 rejected_count, user_count, item_count, notes, items_version, is_sample, content_hash, is_replay)
            values (@Name, @ItemWord, @source, @now, '', @Rows, @Likes, @Duplicates, @Rejected, @Users, @Items, '[]', 0, 0, @ContentHash, 1)
            returning id
            """,
            new
            {
                dataset.Name,
                dataset.ItemWord,
                source = nameof(ThumbnailSourceKind.Drawn),
                now = time.GetUtcNow().ToDatabase(),
                dataset.Rows,
                dataset.Likes,
                dataset.Duplicates,
                dataset.Rejected,
                dataset.Users,
                dataset.Items,
                dataset.ContentHash,
            },
            transaction);

    private async Task<long> AddSweepAsync(DbConnection connection, DbTransaction transaction, ReplayContent content, SweepSpec spec)
    {
        var (about, sweep) = (content.About, content.Sweep);
        var state = WorkStates.Parse(sweep.State);
        return await connection.ExecuteScalarAsync<long>(
            """
            insert into sweep (dataset_id, spec, state, message, created_at, started_at, finished_at, baseline, note, remarks, origin)
            values (@dataset, @spec, @state, @message, @created, @started, @finished, @baseline, @Note, @Remarks, @origin)
            returning id
            """,
            new
            {
                dataset = spec.DatasetId.Value,
                spec = JsonSerializer.Serialize(spec),
                state = Ended(state).Word(),
                message = state.IsFinished() ? sweep.Message : $"It was {sweep.State} when it was exported; the bundle has what was measured until then.",
                created = sweep.CreatedAt.ToDatabase(),
                started = sweep.StartedAt?.ToDatabase(),
                finished = (sweep.FinishedAt ?? about.ExportedAt).ToDatabase(),
                baseline = sweep.Baseline.Length == 0 ? null : MeasureBlob.Write(new RankingMetrics(spec.Ks, sweep.Baseline)),
                sweep.Note,
                sweep.Remarks,
                origin = new SweepOrigin(sweep.Id, about.Version, about.ExportedAt, time.GetUtcNow(), sweep.TestDatasetName ?? "").Write(),
            },
            transaction);
    }

    /// <returns>The new ids by number.</returns>
    private static async Task<Dictionary<int, long>> AddTrialsAsync(
        DbConnection connection, DbTransaction transaction, long sweep, IReadOnlyList<ReplayTrial> trials)
    {
        await connection.ExecuteAsync(
            """
            insert into trial (sweep_id, number, factor_count, regularization, item_regularization, alpha, state, message, seed, generation,
                               rung, remarks)
            values (@sweep, @Number, @FactorCount, @Regularization, @ItemRegularization, @Alpha, @state, @Message, @Seed, @Generation, @Rung, @Remarks)
            """,
            trials.Select(trial => new
            {
                sweep,
                trial.Number,
                trial.Hyperparameters.FactorCount,
                trial.Hyperparameters.Regularization,
                trial.Hyperparameters.ItemRegularization,
                trial.Hyperparameters.Alpha,
                state = Ended(WorkStates.Parse(trial.State)).Word(),
                trial.Message,
                trial.Seed,
                trial.Generation,
                trial.Rung,
                trial.Remarks,
            }),
            transaction);
        return (await connection.QueryAsync<(long Number, long Id)>("select number, id from trial where sweep_id = @sweep", new { sweep }, transaction))
            .ToDictionary(trial => (int)trial.Number, trial => trial.Id);
    }

    private static async Task AddPointsAsync(
        DbConnection connection, DbTransaction transaction, long sweep, Dictionary<int, long> trials, IReadOnlyList<ReplayPoint> points, IReadOnlyList<int> ks, CancellationToken cancellationToken)
    {
        foreach (var batch in points.Chunk(1_000))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await connection.ExecuteAsync(
                """
                insert into point (sweep_id, trial_id, epoch, precision_train, precision_test, precision_test_unseen, mse_train, mse_test,
                                   train_seconds, evaluation_seconds, measures, neighbour_stability)
                values (@sweep, @trial, @Epoch, @PrecisionTrain, @PrecisionTest, @PrecisionTestUnseen, @MseTrain, @MseTest,
                        @TrainSeconds, @EvaluationSeconds, @measures, @NeighbourStability)
                """,
                batch.Select(point => new
                {
                    sweep,
                    trial = trials[point.Trial],
                    point.Epoch,
                    point.PrecisionTrain,
                    point.PrecisionTest,
                    point.PrecisionTestUnseen,
                    point.MseTrain,
                    point.MseTest,
                    point.TrainSeconds,
                    point.EvaluationSeconds,
                    point.NeighbourStability,
                    measures = point.Ranking.Length == 0 ? null : MeasureBlob.Write(new RankingMetrics(ks, point.Ranking)),
                }),
                transaction);
        }
    }

    private static async Task AddHistoryAsync(DbConnection connection, DbTransaction transaction, long sweep, Dictionary<int, long> trials, ReplayContent content)
    {
        await connection.ExecuteAsync(
            "insert into sweep_event (sweep_id, at, kind, trial_number, text) values (@sweep, @at, @kind, @Trial, @Text)",
            content.Events.Select(happened => new { sweep, at = happened.At.ToDatabase(), kind = SweepLog.WordOf(happened.Kind), happened.Trial, happened.Text }),
            transaction);
        await connection.ExecuteAsync(
            "insert into trial_run (sweep_id, trial_id, slot, started_at, ended_at, state) values (@sweep, @trial, @Slot, @started, @ended, @state)",
            content.Runs.Select(run => new
            {
                sweep,
                trial = trials[run.Trial],
                run.Slot,
                started = run.StartedAt.ToDatabase(),
                ended = run.EndedAt.ToDatabase(),
                state = (WorkStates.Parse(run.State) is WorkState.Running ? WorkState.Cancelled : WorkStates.Parse(run.State)).Word(),
            }),
            transaction);
    }

    // Nobody goes on with it here, so it must never look as if somebody would.
    private static WorkState Ended(WorkState state) => state.IsFinished() ? state : WorkState.Cancelled;
}
