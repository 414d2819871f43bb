using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Storage;

/// <summary>Trials of sweeps. The queue of trials is the store itself: what is <c>queued</c> is what is to do.</summary>
public sealed class TrialStore(Database database, SweepStore sweeps, TimeProvider time)
{
    /// <summary>The trial of a run, while it runs and has not begun another run since.</summary>
    private const string IsLatestOfRunning = """
        id = (select trial_id from trial_run where id = @run) and state = 'running'
        and @run = (select max(r.id) from trial_run r where r.trial_id = trial.id)
        """;

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
                   item_regularization as ItemRegularization, alpha as Alpha, state as State, message as Message, remarks as Remarks,
                   seed as Seed, generation as Generation, rung as Rung
            from trial where sweep_id = @id order by number
            """,
            new { id = id.Value });
        return [.. rows.Select(row => row.ToTrial(best: null))];
    }

    /// <summary>
    /// All trials of a sweep by number, with how far each has come but as if none had a best point: for estimating the time that is left, again and
    /// again while it runs.
    /// </summary>
    public async Task<IReadOnlyList<Trial>> TrialsWithoutBestAsync(SweepId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<TrialRow>(
            """
            select t.id as Id, t.sweep_id as SweepId, t.number as Number, t.factor_count as FactorCount, t.regularization as Regularization,
                   t.item_regularization as ItemRegularization, t.alpha as Alpha, t.state as State, t.message as Message,
                   t.remarks as Remarks, t.seed as Seed, t.generation as Generation, t.rung as Rung,
                   coalesce(max(p.epoch), 0) as LastEpoch, coalesce(max(p.train_seconds + p.evaluation_seconds), 0.0) as Seconds,
                   coalesce(max(p.evaluation_seconds), 0.0) as AllEvaluationSeconds
            from trial t left join point p on p.trial_id = t.id
            where t.sweep_id = @id group by t.id order by t.number
            """,
            new { id = id.Value });
        return [.. rows.Select(row => row.ToTrial(best: null))];
    }

    /// <summary>One trial, with its best point by its sweep's metric.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Trial> GetTrialAsync(TrialId id, CancellationToken cancellationToken)
    {
        var sweepId = await SweepOfAsync(id, cancellationToken);
        var sweep = await sweeps.GetAsync(sweepId, cancellationToken);
        return (await QueryTrialsAsync(sweep.Spec, "t.id = @id", id.Value, cancellationToken))[0];
    }

    /// <summary>Takes the next queued trial of a sweep and marks it running; however many ask, each trial goes to one of them.</summary>
    /// <remarks>
    /// Not in the order of their numbers but by the fractional part of number × 0.618…, begun at a place that the seed decides: whenever
    /// one looks, the trials done so far are spread evenly over the grid, so that an early stop and the time left are representative.
    /// </remarks>
    /// <param name="slot">Which of the trials that run at once it becomes, from 1.</param>
    /// <returns>Null when none is queued.</returns>
    public async Task<(Trial Trial, RunId Run)?> BeginTrialAsync(Sweep sweep, int slot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = await connection.ExecuteScalarAsync<long?>(
            """
            update trial set state = 'running'
            where id = (select id from trial where sweep_id = @id and state = 'queued'
                        order by (number * 2654435769 + @seed * 1640531527) & 4294967295 limit 1)
            returning id
            """,
            new { id = sweep.Id.Value, seed = (long)sweep.Spec.HoldOut.Seed },
            transaction);
        if (id is not { } trial)
        {
            return null;
        }

        var run = await RunStore.BeginAsync(transaction, sweep.Id, trial, slot, time.GetUtcNow().ToDatabase());
        await transaction.CommitAsync(cancellationToken);
        return ((await QueryTrialsAsync(sweep.Spec, "t.id = @id", trial, cancellationToken))[0], new RunId(run));
    }

    /// <summary>Whether a run is still meant: a person may have stopped its trial since it was taken, and queued it again.</summary>
    public async Task<bool> IsRunningAsync(RunId run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(
            $"select count(*) from trial where {IsLatestOfRunning}", new { run = run.Value });
    }

    /// <summary>Ends a run, and with it its trial; one that was stopped meanwhile stays stopped, and one that runs anew goes on.</summary>
    /// <param name="state">How it ended; paused when it waits for a cut; queued to give it back.</param>
    public async Task EndTrialAsync(RunId run, WorkState state, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            $"update trial set state = @state, message = @message where {IsLatestOfRunning}",
            new { run = run.Value, state = state.Word(), message },
            transaction);
        await RunStore.EndAsync(transaction, run, state, time.GetUtcNow().ToDatabase());
        await transaction.CommitAsync(cancellationToken);
    }

    internal async Task<SweepId> SweepOfAsync(TrialId id, CancellationToken cancellationToken)
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
                   t.remarks as Remarks, t.seed as Seed, t.generation as Generation, t.rung as Rung,
                   coalesce((select max(l.epoch) from point l where l.trial_id = t.id), 0) as LastEpoch,
                   coalesce((select max(l.train_seconds + l.evaluation_seconds) from point l where l.trial_id = t.id), 0.0) as Seconds,
                   coalesce((select max(l.evaluation_seconds) from point l where l.trial_id = t.id), 0.0) as AllEvaluationSeconds,
                   best.cursor as Cursor, best.trial_id as TrialId, {PointRow.Columns}
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
