using System.Data.Common;
using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Storage;

/// <summary>Who uses a dataset: what goes with it when it is deleted, and what forbids that.</summary>
internal static class DatasetUses
{
    /// <summary>What goes with a dataset.</summary>
    /// <param name="storageBytes">Bytes on the disk, its factors included.</param>
    public static async Task<DatasetDependents> CountAsync(DbConnection connection, DatasetId id, long storageBytes)
    {
        var counts = await connection.QuerySingleAsync<(long Sweeps, long RunningSweeps, long Factorizations, long RunningFactorizations, long Details)>(
            """
            select (select count(*) from sweep where dataset_id = @id),
                   (select count(*) from sweep where dataset_id = @id and state = @running),
                   (select count(*) from factorization where dataset_id = @id),
                   (select count(*) from factorization where dataset_id = @id and state = @running),
                   (select count(*) from item_detail where dataset_id = @id)
            """,
            new { id = id.Value, running = WorkState.Running.Word() });
        return new DatasetDependents(
            (int)counts.Sweeps, (int)counts.RunningSweeps, (int)counts.Factorizations, (int)counts.RunningFactorizations, (int)counts.Details, storageBytes);
    }

    /// <summary>Names of the files with factors that were trained on it.</summary>
    public static async Task<IReadOnlyList<string>> FactorFilesAsync(DbConnection connection, DbTransaction? transaction, DatasetId id) =>
        (await connection.QueryAsync<string>(
            "select file from factorization where dataset_id = @id and file <> ''", new { id = id.Value }, transaction)).AsList();

    /// <summary>Refuses a dataset that work still needs.</summary>
    /// <exception cref="ExplorerException">A sweep or refit on it is running, or a sweep that tests with it has not ended (<see cref="Refusal.Conflict"/>).</exception>
    public static async Task RequireIdleAsync(DbConnection connection, DbTransaction transaction, DatasetId id)
    {
        var running = new { id = id.Value, running = WorkState.Running.Word() };
        var sweep = await connection.ExecuteScalarAsync<long?>(
            "select min(id) from sweep where dataset_id = @id and state = @running", running, transaction);
        if (sweep is not null)
        {
            throw new ExplorerException($"Sweep {sweep} is running on this dataset. Cancel it first, then delete the dataset.", Refusal.Conflict);
        }

        var tested = await connection.ExecuteScalarAsync<long?>(
            "select min(id) from sweep where json_extract(spec, '$.TestDatasetId.Value') = @id and state in ('queued', 'running', 'paused')",
            running,
            transaction);
        if (tested is not null)
        {
            throw new ExplorerException($"Sweep {tested} tests with this dataset. Cancel it or let it finish, then delete the dataset.", Refusal.Conflict);
        }

        var refit = await connection.ExecuteScalarAsync<long?>(
            "select min(id) from factorization where dataset_id = @id and state = @running", running, transaction);
        if (refit is not null)
        {
            throw new ExplorerException($"Factorization {refit} is being trained on this dataset. Wait for it or cancel it, then delete the dataset.", Refusal.Conflict);
        }
    }
}
