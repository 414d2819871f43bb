using System.Data.Common;
using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;

namespace Explorer.Lab.Storage;

/// <summary>When trials ran, and on which slot.</summary>
public sealed class RunStore(Database database)
{
    /// <summary>Every time a trial of a sweep ran, in the order they began.</summary>
    public async Task<IReadOnlyList<TrialRun>> ListAsync(SweepId sweep, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<RunRow>(
            """
            select r.trial_id as TrialId, t.number as Number, r.slot as Slot, r.started_at as StartedAt, r.ended_at as EndedAt, r.state as State
            from trial_run r join trial t on t.id = r.trial_id
            where r.sweep_id = @sweep order by r.id
            """,
            new { sweep = sweep.Value });
        return
        [
            .. rows.Select(row => new TrialRun(
                new TrialId(row.TrialId), row.Number, row.Slot, Times.FromDatabase(row.StartedAt), Times.FromDatabase(row.EndedAt), WorkStates.Parse(row.State))),
        ];
    }

    internal static Task<long> BeginAsync(DbTransaction transaction, SweepId sweep, long trial, int slot, long now) =>
        Of(transaction).ExecuteScalarAsync<long>(
            """
            insert into trial_run (sweep_id, trial_id, slot, started_at, ended_at, state)
            values (@sweep, @trial, @slot, @now, @now, 'running') returning id
            """,
            new { sweep = sweep.Value, trial, slot, now },
            transaction);

    /// <summary>A trial has been heard of.</summary>
    internal static Task TouchAsync(DbTransaction transaction, TrialId trial, long now) => Of(transaction).ExecuteAsync(
        "update trial_run set ended_at = @now where trial_id = @trial and state = 'running'", new { trial = trial.Value, now }, transaction);

    internal static Task EndAsync(DbTransaction transaction, RunId run, WorkState state, long now) => Of(transaction).ExecuteAsync(
        "update trial_run set ended_at = @now, state = @state where id = @run", new { run = run.Value, state = state.Word(), now }, transaction);

    private static DbConnection Of(DbTransaction transaction) =>
        transaction.Connection ?? throw new InvalidOperationException("The transaction has ended.");

    private sealed class RunRow
    {
        public long TrialId { get; init; }

        public int Number { get; init; }

        public int Slot { get; init; }

        public long StartedAt { get; init; }

        public long EndedAt { get; init; }

        public string State { get; init; } = "";
    }
}
