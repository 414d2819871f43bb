using System.Text.Json;
using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>Sweeps: what was asked for and where it stands. The queue is the store itself: what is <c>queued</c> is what is to do.</summary>
public sealed class SweepStore(Database database, TimeProvider time)
{
    private const string SelectSweep = """
        select s.id as Id, s.spec as Spec, d.name as DatasetName, s.state as State, s.message as Message,
               s.created_at as CreatedAt, s.started_at as StartedAt, s.finished_at as FinishedAt,
               (select count(*) from trial t where t.sweep_id = s.id and t.state in ('completed', 'pruned', 'failed', 'cancelled')) as TrialsFinished,
               (select count(*) from point p where p.sweep_id = s.id) as PointsDone,
               (select count(*) from point p join trial t on t.id = p.trial_id
                where t.sweep_id = s.id and t.state in ('completed', 'pruned', 'failed', 'cancelled')) as PointsOfEnded,
               s.baseline as Baseline, s.note as Note, s.remarks as Remarks, s.trials_at_once as TrialsAtOnce, s.priority as Priority,
               (select count(*) from trial t where t.sweep_id = s.id) as TrialCount,
               (select coalesce(max(t.factor_count), 1) from trial t where t.sweep_id = s.id) as LargestFactorCount,
               case when s.state = 'queued'
                    then 1 + (select count(*) from sweep o where o.state = 'queued'
                              and (-o.priority, o.started_at is null, o.id) < (-s.priority, s.started_at is null, s.id))
                    else 0 end as QueuePlace,
               d.content_hash as DatasetHash, s.origin as Origin,
               case when s.origin is not null then (select min(h.id) from dataset h
                   where h.content_hash = d.content_hash and h.content_hash <> '' and h.is_replay = 0) end as DatasetHere
        from sweep s join dataset d on d.id = s.dataset_id
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

    /// <summary>Stores a sweep and queues its first trials: every one of them, unless its sampler learns from those that have ended.</summary>
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
                "update trial set state = 'cancelled' where sweep_id = @id and state in ('queued', 'running', 'paused')", new { id = id.Value }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return moved > 0;
    }

    /// <summary>Ends a running sweep whose trials have all ended; not when somebody has just queued one of them.</summary>
    /// <param name="to">Completed or failed.</param>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> FinishAsync(SweepId id, WorkState to, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            update sweep set state = @to, message = @message, finished_at = @now
            where id = @id and state = 'running'
              and not exists (select 1 from trial t where t.sweep_id = @id and t.state in ('queued', 'running'))
            """,
            new { id = id.Value, to = to.Word(), message, now = time.GetUtcNow().ToDatabase() }) > 0;
    }

    /// <summary>Changes what a person decides about a sweep; null leaves a value as it is.</summary>
    /// <returns>Whether there is such a sweep.</returns>
    public async Task<bool> ChangeAsync(SweepId id, int? trialsAtOnce, int? priority, string? remarks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            update sweep set trials_at_once = coalesce(@trialsAtOnce, trials_at_once), priority = coalesce(@priority, priority),
                             remarks = coalesce(@remarks, remarks)
            where id = @id
            """,
            new { id = id.Value, trialsAtOnce, priority, remarks }) > 0;
    }

    /// <summary>Puts a sweep before every other one that is queued.</summary>
    /// <returns>Its new priority; null when it is not queued.</returns>
    public async Task<int?> MoveToFrontAsync(SweepId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int?>(
            """
            update sweep set priority = (select max(o.priority) + 1 from sweep o where o.state = 'queued')
            where id = @id and state = 'queued' returning priority
            """,
            new { id = id.Value });
    }

    /// <summary>The sweep whose turn it is: by priority, then those that had begun, then by age.</summary>
    /// <returns>Null when none is queued.</returns>
    public async Task<Sweep?> NextQueuedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<SweepRow>(
            SelectSweep + " where s.state = 'queued' order by s.priority desc, s.started_at is null, s.id limit 1");
        return row?.ToSweep();
    }

    /// <summary>Queues again what a process that ended had left running. Stored points stay.</summary>
    /// <returns>The sweeps that were running.</returns>
    public async Task<IReadOnlyList<SweepId>> RequeueInterruptedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("update trial set state = 'queued' where state = 'running'", transaction: transaction);
        await connection.ExecuteAsync("update trial_run set state = 'queued' where state = 'running'", transaction: transaction);
        var sweeps = await connection.QueryAsync<long>("update sweep set state = 'queued' where state = 'running' returning id", transaction: transaction);
        await transaction.CommitAsync(cancellationToken);
        return [.. sweeps.Select(id => new SweepId(id))];
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
        await TrialInsert.AddAsync(connection, transaction, id, Proposals.First(spec));
        await transaction.CommitAsync(cancellationToken);
        return new SweepId(id);
    }
}
