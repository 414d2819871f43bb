using System.Text.Json;
using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>Sweeps, their trials and their points. The queue of trials is the store itself: what is <c>queued</c> is what is to do.</summary>
public sealed class SweepStore(Database database, TimeProvider time)
{
    private const string SelectSweep = """
        select s.id as Id, s.spec as Spec, d.name as DatasetName, s.state as State, s.message as Message,
               s.created_at as CreatedAt, s.started_at as StartedAt, s.finished_at as FinishedAt,
               (select count(*) from trial t where t.sweep_id = s.id and t.state in ('completed', 'failed', 'cancelled')) as TrialsFinished,
               (select count(*) from point p where p.sweep_id = s.id) as PointsDone,
               s.baseline as Baseline, s.note as Note, d.content_hash as DatasetHash, s.origin as Origin,
               case when s.origin is not null then (select min(h.id) from dataset h
                   where h.content_hash = d.content_hash and h.content_hash <> '' and h.is_replay = 0) end as DatasetHere
        from sweep s join dataset d on d.id = s.dataset_id
        """;

    internal const string PointColumns = """
        epoch as Epoch, precision_train as PrecisionTrain, precision_test as PrecisionTest, precision_test_unseen as PrecisionTestUnseen,
        mse_train as MseTrain, mse_test as MseTest, train_seconds as TrainSeconds, evaluation_seconds as EvaluationSeconds,
        measures as Measures
        """;

    /// <summary>All sweeps, newest first.</summary>
    public async Task<IReadOnlyList<Sweep>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<SweepRow>(SelectSweep + " order by s.id desc")).Select(row => row.ToSweep())];
    }

    /// <summary>One sweep.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Sweep> GetAsync(SweepId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<SweepRow>(SelectSweep + " where s.id = @id", new { id = id.Value });
        return row?.ToSweep()
            ?? throw new ExplorerException($"There is no sweep {id}. It may have been deleted; the list of sweeps shows what there is.", Refusal.Missing);
    }

    /// <summary>Stores a sweep and queues a trial for every combination of its grid.</summary>
    /// <exception cref="ExplorerException">The dataset was deleted meanwhile (<see cref="Refusal.Missing"/>).</exception>
    public async Task<SweepId> AddAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            return await InsertAsync(spec, cancellationToken);
        }
        catch (SqliteException exception) when (Database.IsOwnerGone(exception))
        {
            throw new ExplorerException($"Dataset {spec.DatasetId} was deleted meanwhile. Choose another one.", Refusal.Missing, exception);
        }
    }

    /// <summary>All trials of a sweep by number, each with its best point by the sweep's metric.</summary>
    public async Task<IReadOnlyList<Trial>> TrialsAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return await QueryTrialsAsync(sweep.Spec, "t.sweep_id = @id", sweep.Id.Value, cancellationToken);
    }

    /// <summary>
    /// All trials of a sweep by number, as if none had a point: for a page that has the points already and would have them ranked anew at every
    /// change, which takes half a second at 2,000 trials.
    /// </summary>
    public async Task<IReadOnlyList<Trial>> TrialsWithoutPointsAsync(SweepId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<TrialRow>(
            """
            select id as Id, sweep_id as SweepId, number as Number, factor_count as FactorCount, regularization as Regularization,
                   item_regularization as ItemRegularization, alpha as Alpha, state as State, message as Message
            from trial where sweep_id = @id order by number
            """,
            new { id = id.Value });
        return [.. rows.Select(row => row.ToTrial(best: null))];
    }

    /// <summary>One trial, with its best point by its sweep's metric.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Trial> GetTrialAsync(TrialId id, CancellationToken cancellationToken)
    {
        var sweepId = await SweepOfAsync(id, cancellationToken);
        var sweep = await GetAsync(sweepId, cancellationToken);
        return (await QueryTrialsAsync(sweep.Spec, "t.id = @id", id.Value, cancellationToken))[0];
    }

    /// <summary>Points stored after a cursor, in the order they were stored.</summary>
    /// <param name="after">The last cursor seen; 0 for the beginning.</param>
    /// <param name="take">At most this many.</param>
    public async Task<IReadOnlyList<StoredPoint>> PointsAsync(SweepId id, long after, int take, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<string?>("select spec from sweep where id = @id", new { id = id.Value }) is not { } spec)
        {
            return [];
        }

        var ks = SweepRow.SpecOf(spec).Ks;
        var rows = await connection.QueryAsync<PointRow>(
            $"select cursor as Cursor, trial_id as TrialId, {PointColumns} from point where sweep_id = @id and cursor > @after order by cursor limit @take",
            new { id = id.Value, after, take });
        return [.. rows.Select(row => new StoredPoint(row.Cursor, new TrialId(row.TrialId), row.ToPoint(ks)))];
    }

    /// <summary>Stores a point. A point of a repeated trial that is there already stays as it was; one of a trial deleted meanwhile is dropped.</summary>
    public async Task AppendAsync(Trial trial, LearningCurvePoint point, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(point);
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into point (sweep_id, trial_id, epoch, precision_train, precision_test, precision_test_unseen, mse_train, mse_test,
                               train_seconds, evaluation_seconds, measures)
            select @sweep, @trial, @Epoch, @PrecisionTrain, @PrecisionTest, @PrecisionTestUnseen, @MseTrain, @MseTest,
                   @TrainSeconds, @EvaluationSeconds, @measures
            where exists (select 1 from trial where id = @trial)
            on conflict (trial_id, epoch) do nothing
            """,
            new
            {
                sweep = trial.SweepId.Value,
                trial = trial.Id.Value,
                point.Epoch,
                point.PrecisionTrain,
                point.PrecisionTest,
                point.PrecisionTestUnseen,
                point.MseTrain,
                point.MseTest,
                point.TrainSeconds,
                point.EvaluationSeconds,
                measures = MeasureBlob.Write(point.Ranking),
            });
    }

    /// <summary>Whether a sweep's split has been reported on.</summary>
    public async Task<bool> HasReportAsync(SweepId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>("select count(*) from sweep where id = @id and baseline is not null", new { id = id.Value });
    }

    /// <summary>Keeps what is known of a sweep's split.</summary>
    public async Task SetReportAsync(SweepId id, SplitReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update sweep set baseline = @baseline, note = @Note where id = @id",
            new { id = id.Value, baseline = MeasureBlob.Write(report.Baseline), report.Note });
    }

    /// <summary>Moves a sweep to a state if it is in one of the states it can come from.</summary>
    /// <returns>Whether it was moved.</returns>
    public async Task<bool> MoveAsync(SweepId id, IReadOnlyList<WorkState> from, WorkState to, string message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToDatabase();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var moved = await connection.ExecuteAsync(
            """
            update sweep
            set state = @to, message = @message,
                started_at = case when @isRunning then coalesce(started_at, @now) else started_at end,
                finished_at = case when @isFinished then @now end
            where id = @id and state in @from
            """,
            new
            {
                id = id.Value,
                from = from.Select(WorkStates.Word),
                to = to.Word(),
                message,
                now,
                isRunning = to == WorkState.Running,
                isFinished = to.IsFinished(),
            },
            transaction);
        if (moved > 0 && to == WorkState.Cancelled)
        {
            await connection.ExecuteAsync(
                "update trial set state = 'cancelled' where sweep_id = @id and state in ('queued', 'running')", new { id = id.Value }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return moved > 0;
    }

    /// <summary>Takes the next queued trial of a sweep and marks it running; however many ask, each trial goes to one of them.</summary>
    /// <remarks>
    /// Not in the order of their numbers but by the fractional part of number × 0.618…, begun at a place that the seed decides: whenever
    /// one looks, the trials done so far are spread evenly over the grid, so that an early stop and the time left are representative.
    /// </remarks>
    /// <returns>Null when none is queued.</returns>
    public async Task<Trial?> BeginTrialAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        await using var connection = await database.OpenAsync(cancellationToken);
        var id = await connection.ExecuteScalarAsync<long?>(
            """
            update trial set state = 'running'
            where id = (select id from trial where sweep_id = @id and state = 'queued'
                        order by (number * 2654435769 + @seed * 1640531527) & 4294967295 limit 1)
            returning id
            """,
            new { id = sweep.Id.Value, seed = (long)sweep.Spec.HoldOut.Seed });
        return id is { } trial ? (await QueryTrialsAsync(sweep.Spec, "t.id = @id", trial, cancellationToken))[0] : null;
    }

    /// <summary>Ends a running trial; one that was cancelled meanwhile stays cancelled.</summary>
    /// <param name="state">Completed or failed, or queued to give it back.</param>
    public async Task EndTrialAsync(TrialId id, WorkState state, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update trial set state = @state, message = @message where id = @id and state = 'running'",
            new { id = id.Value, state = state.Word(), message });
    }

    /// <summary>The sweep whose turn it is: first those that had begun, then by age.</summary>
    /// <returns>Null when none is queued.</returns>
    public async Task<Sweep?> NextQueuedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<SweepRow>(
            SelectSweep + " where s.state = 'queued' order by case when s.started_at is null then 1 else 0 end, s.id limit 1");
        return row?.ToSweep();
    }

    /// <summary>Queues again what a process that ended had left running. Stored points stay.</summary>
    public async Task RequeueInterruptedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("update trial set state = 'queued' where state = 'running'", transaction: transaction);
        await connection.ExecuteAsync("update sweep set state = 'queued' where state = 'running'", transaction: transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes a sweep with its trials, points and factorizations.</summary>
    /// <returns>File names of the deleted factorizations; null when the sweep was running and stays.</returns>
    public async Task<IReadOnlyList<string>?> DeleteAsync(SweepId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var files = (await connection.QueryAsync<string>(
            "select file from factorization where sweep_id = @id and file <> ''", new { id = id.Value }, transaction)).AsList();
        var deleted = await connection.ExecuteAsync(
            """
            delete from sweep where id = @id and state <> 'running'
            and not exists (select 1 from factorization f where f.sweep_id = @id and f.state = 'running')
            """,
            new { id = id.Value },
            transaction);

        // What stood in for the dataset of an imported sweep goes with it.
        await connection.ExecuteAsync(
            "delete from dataset where is_replay = 1 and not exists (select 1 from sweep where dataset_id = dataset.id)", transaction: transaction);
        await transaction.CommitAsync(cancellationToken);
        return deleted > 0 ? files : null;
    }

    private async Task<SweepId> InsertAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = await connection.ExecuteScalarAsync<long>(
            """
            insert into sweep (dataset_id, spec, state, message, created_at)
            values (@dataset, @spec, 'queued', '', @now)
            returning id
            """,
            new { dataset = spec.DatasetId.Value, spec = JsonSerializer.Serialize(spec), now = time.GetUtcNow().ToDatabase() },
            transaction);
        await connection.ExecuteAsync(
            """
            insert into trial (sweep_id, number, factor_count, regularization, item_regularization, alpha, state, message)
            values (@id, @number, @FactorCount, @Regularization, @ItemRegularization, @Alpha, 'queued', '')
            """,
            spec.Grid.Combinations().Select((combination, index) => new
            {
                id,
                number = index + 1,
                combination.FactorCount,
                combination.Regularization,
                combination.ItemRegularization,
                combination.Alpha,
            }),
            transaction);
        await transaction.CommitAsync(cancellationToken);
        return new SweepId(id);
    }

    private async Task<SweepId> SweepOfAsync(TrialId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var sweep = await connection.ExecuteScalarAsync<long?>("select sweep_id from trial where id = @id", new { id = id.Value });
        return sweep is { } value
            ? new SweepId(value)
            : throw new ExplorerException($"There is no trial {id}. It may have been deleted with its sweep.", Refusal.Missing);
    }

    private async Task<IReadOnlyList<Trial>> QueryTrialsAsync(SweepSpec spec, string where, long id, CancellationToken cancellationToken)
    {
        var order = MeasureBlob.ExpressionOf(spec.Metric, spec.Ks) + (spec.Metric.HigherIsBetter ? " desc" : " asc");
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<TrialRow, PointRow, Trial>(
            $"""
            select t.id as Id, t.sweep_id as SweepId, t.number as Number, t.factor_count as FactorCount, t.regularization as Regularization,
                   t.item_regularization as ItemRegularization, t.alpha as Alpha, t.state as State, t.message as Message,
                   coalesce((select max(l.epoch) from point l where l.trial_id = t.id), 0) as LastEpoch,
                   coalesce((select max(l.train_seconds + l.evaluation_seconds) from point l where l.trial_id = t.id), 0.0) as Seconds,
                   coalesce((select max(l.evaluation_seconds) from point l where l.trial_id = t.id), 0.0) as AllEvaluationSeconds,
                   best.cursor as Cursor, best.trial_id as TrialId, {PointColumns}
            from trial t left join point best
              on best.cursor = (select p.cursor from point p where p.trial_id = t.id order by {order}, p.epoch limit 1)
            where {where}
            order by t.number
            """,
            (trial, point) => trial.ToTrial(point?.ToPoint(spec.Ks)),
            new { id },
            splitOn: "Cursor");
        return [.. rows];
    }
}
