using System.Data.Common;
using Dapper;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Lab.Storage;

/// <summary>How trials become rows.</summary>
internal static class TrialInsert
{
    /// <summary>Queues trials of a sweep, numbered after those it has or had.</summary>
    /// <remarks>A number is never given twice: those of deleted trials are known from the log.</remarks>
    /// <returns>Their numbers, ascending.</returns>
    public static async Task<IReadOnlyList<int>> AddAsync(
        DbConnection connection, DbTransaction transaction, long sweep, IEnumerable<TrialProposal> proposals)
    {
        var last = await connection.ExecuteScalarAsync<int>(
            """
            select max(coalesce((select max(number) from trial where sweep_id = @sweep), 0),
                       coalesce((select max(trial_number) from sweep_event where sweep_id = @sweep), 0))
            """,
            new { sweep },
            transaction);
        List<TrialProposal> added = [.. proposals];
        await connection.ExecuteAsync(
            """
            insert into trial (sweep_id, number, factor_count, regularization, item_regularization, alpha, state, message, seed, generation)
            values (@sweep, @number, @FactorCount, @Regularization, @ItemRegularization, @Alpha, 'queued', '', @Seed, @Generation)
            """,
            added.Select((proposal, index) => new
            {
                sweep,
                number = last + index + 1,
                proposal.Hyperparameters.FactorCount,
                proposal.Hyperparameters.Regularization,
                proposal.Hyperparameters.ItemRegularization,
                proposal.Hyperparameters.Alpha,
                proposal.Seed,
                proposal.Generation,
            }),
            transaction);
        return [.. Enumerable.Range(last + 1, added.Count)];
    }
}
