using System.Data.Common;
using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Storage;

/// <summary>What people change about trials. Each change is whole or not at all, whoever else changes or runs the same sweep.</summary>
public sealed class TrialEditStore(Database database)
{
    private const string Wanting = "state in ('failed', 'cancelled')";

    /// <summary>Ends a trial that is queued, runs, or waits for a cut.</summary>
    /// <returns>Whether it was any of these.</returns>
    public async Task<bool> StopAsync(TrialId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("update trial set state = 'cancelled' where id = @id and state in ('queued', 'running', 'paused')", new { id = id.Value }) > 0;
    }

    /// <summary>Queues a trial again that has failed or was stopped, and its sweep when that had ended.</summary>
    /// <returns>Whether it had.</returns>
    public Task<bool> RetryAsync(Trial trial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return ChangeAsync(
            trial.SweepId,
            async (connection, transaction) => await connection.ExecuteAsync(
                $"update trial set state = 'queued', message = '' where id = @id and {Wanting}", new { id = trial.Id.Value }, transaction) > 0,
            isMore: changed => changed,
            cancellationToken);
    }

    /// <summary>Queues every failed trial of a sweep again, and the sweep when it had ended.</summary>
    /// <returns>How many.</returns>
    public Task<int> RetryFailedAsync(SweepId sweep, CancellationToken cancellationToken) => ChangeAsync(
        sweep,
        (connection, transaction) => connection.ExecuteAsync(
            "update trial set state = 'queued', message = '' where sweep_id = @id and state = 'failed'", new { id = sweep.Value }, transaction),
        isMore: count => count > 0,
        cancellationToken);

    /// <summary>Adds those trials that the sweep does not have yet, and queues the sweep when it had ended.</summary>
    /// <remarks>A number is never given twice: those of deleted trials are known from the log.</remarks>
    /// <returns>The numbers of the new trials, ascending.</returns>
    public Task<IReadOnlyList<int>> AddAsync(SweepId sweep, IReadOnlyList<Hyperparameters> trials, CancellationToken cancellationToken) => ChangeAsync(
        sweep, (connection, transaction) => InsertAsync(connection, transaction, sweep, trials), isMore: added => added.Count > 0, cancellationToken);

    /// <summary>Deletes a trial that does not run, with its points and factorizations.</summary>
    /// <returns>File names of the deleted factorizations; null when it or a refit of it runs, or no other trial is left.</returns>
    public async Task<IReadOnlyList<string>?> DeleteAsync(Trial trial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var files = (await connection.QueryAsync<string>(
            "select file from factorization where trial_id = @id and file <> ''", new { id = trial.Id.Value }, transaction)).AsList();
        var deleted = await connection.ExecuteAsync(
            """
            delete from trial where id = @id and state <> 'running'
            and not exists (select 1 from factorization f where f.trial_id = @id and f.state = 'running')
            and exists (select 1 from trial o where o.sweep_id = @sweep and o.id <> @id)
            """,
            new { id = trial.Id.Value, sweep = trial.SweepId.Value },
            transaction);
        await transaction.CommitAsync(cancellationToken);
        return deleted > 0 ? files : null;
    }

    /// <summary>Keeps what a person writes about a trial.</summary>
    public async Task SetRemarksAsync(TrialId id, string remarks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("update trial set remarks = @remarks where id = @id", new { id = id.Value, remarks });
    }

    private static async Task<IReadOnlyList<int>> InsertAsync(
        DbConnection connection, DbTransaction transaction, SweepId sweep, IReadOnlyList<Hyperparameters> trials)
    {
        var known = (await connection.QueryAsync<TrialRow>(
            """
            select factor_count as FactorCount, regularization as Regularization, item_regularization as ItemRegularization, alpha as Alpha, state as State
            from trial where sweep_id = @id
            """,
            new { id = sweep.Value },
            transaction)).Select(row => row.ToTrial(best: null).Hyperparameters).ToHashSet();
        return await TrialInsert.AddAsync(
            connection, transaction, sweep.Value, trials.Distinct().Where(trial => !known.Contains(trial)).Select(trial => new TrialProposal(trial, Seed: null, Generation: null)));
    }

    // In one transaction, so that a sweep whose last trial has just ended either still runs and takes what is new, or is queued again.
    private async Task<T> ChangeAsync<T>(
        SweepId sweep, Func<DbConnection, DbTransaction, Task<T>> change, Func<T, bool> isMore, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await change(connection, transaction);
        if (isMore(changed))
        {
            await connection.ExecuteAsync(
                "update sweep set state = 'queued', message = '', finished_at = null where id = @id and state in ('completed', 'failed', 'cancelled')",
                new { id = sweep.Value },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return changed;
    }
}
