using System.Data.Common;
using Dapper;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Lab.Storage;

/// <summary>How trials become rows.</summary>
internal static class TrialInsert
{
    /// <summary>Queues trials of a sweep, numbered after those it has.</summary>
    public static async Task AddAsync(
        DbConnection connection, DbTransaction transaction, long sweep, IEnumerable<TrialProposal> proposals)
    {
        var last = await connection.ExecuteScalarAsync<int>(
            "select coalesce(max(number), 0) from trial where sweep_id = @sweep", new { sweep }, transaction);
        await connection.ExecuteAsync(
            """
            insert into trial (sweep_id, number, factor_count, regularization, item_regularization, alpha, state, message, seed, generation)
            values (@sweep, @number, @FactorCount, @Regularization, @ItemRegularization, @Alpha, 'queued', '', @Seed, @Generation)
            """,
            proposals.Select((proposal, index) => new
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
    }
}
