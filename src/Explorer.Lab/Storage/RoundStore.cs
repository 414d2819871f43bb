using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Lab.Storage;

/// <summary>What is decided between two rounds of a sweep's trials; each decision is one transaction.</summary>
public sealed class RoundStore(Database database)
{
    /// <summary>Queues further trials, unless the sweep has been stopped or deleted meanwhile.</summary>
    /// <returns>Whether any was queued.</returns>
    internal async Task<bool> QueueAsync(SweepId sweep, IReadOnlyList<TrialProposal> proposals, CancellationToken cancellationToken)
    {
        if (proposals.Count == 0)
        {
            return false;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isRunning = await connection.ExecuteScalarAsync<bool>(
            "select count(*) from sweep where id = @id and state = 'running'", new { id = sweep.Value }, transaction);
        if (isRunning)
        {
            await TrialInsert.AddAsync(connection, transaction, sweep.Value, proposals);
            await transaction.CommitAsync(cancellationToken);
        }

        return isRunning;
    }

    /// <summary>Queues again who goes on, and ends who leaves. Trials that no longer wait, since the sweep was cancelled, stay as they are.</summary>
    internal async Task CutAsync(HalvingCut cut, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update trial set state = 'queued', rung = rung + 1, message = '' where id = @id and state = 'paused'",
            cut.GoingOn.Select(trial => new { id = trial.Value }),
            transaction);
        await connection.ExecuteAsync(
            "update trial set state = 'pruned', message = @Why where id = @id and state = 'paused'",
            cut.Leaving.Select(leaving => new { id = leaving.Trial.Value, leaving.Why }),
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }
}
