using System.Runtime.InteropServices;
using Dapper;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Neighbours;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>Items pinned in sweeps, by their dense index, and their neighbours at every measured epoch since they were.</summary>
public sealed class PinStore(Database database, TimeProvider time)
{
    /// <summary>The pinned items of a sweep, in the order they were pinned.</summary>
    public async Task<IReadOnlyList<int>> ItemsAsync(SweepId sweep, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<int>("select item from pin where sweep_id = @id order by pinned_at, rowid", new { id = sweep.Value })];
    }

    /// <summary>Pins an item; nothing happens to one that is pinned.</summary>
    /// <param name="most">How many items a sweep may have pinned.</param>
    /// <returns>False when so many are pinned already.</returns>
    /// <exception cref="ExplorerException">The sweep was deleted meanwhile (<see cref="Refusal.Missing"/>).</exception>
    public async Task<bool> AddAsync(SweepId sweep, int item, int most, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(
                """
                insert into pin (sweep_id, item, pinned_at)
                select @id, @item, @now where (select count(*) from pin where sweep_id = @id) < @most
                on conflict (sweep_id, item) do nothing
                """,
                new { id = sweep.Value, item, most, now = time.GetUtcNow().ToDatabase() });
            return await connection.ExecuteScalarAsync<bool>(
                "select count(*) from pin where sweep_id = @id and item = @item", new { id = sweep.Value, item });
        }
        catch (SqliteException exception) when (Database.IsOwnerGone(exception))
        {
            throw new ExplorerException($"Sweep {sweep} was deleted meanwhile.", Refusal.Missing, exception);
        }
    }

    /// <summary>Pins some items of a sweep that has none pinned.</summary>
    public async Task BeginAsync(SweepId sweep, IReadOnlyList<int> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>("select count(*) from pin where sweep_id = @id", new { id = sweep.Value }, transaction))
        {
            await connection.ExecuteAsync(
                "insert into pin (sweep_id, item, pinned_at) select @id, @item, @now where exists (select 1 from sweep where id = @id)",
                items.Select(item => new { id = sweep.Value, item, now = time.GetUtcNow().ToDatabase() }),
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Unpins an item. What was seen of it stays, for when it is pinned again.</summary>
    public async Task RemoveAsync(SweepId sweep, int item, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("delete from pin where sweep_id = @id and item = @item", new { id = sweep.Value, item });
    }

    /// <summary>Stores the watched neighbours of a point. Those of a repeated trial that are there already stay; those of one deleted meanwhile are dropped.</summary>
    public async Task AppendAsync(Trial trial, LearningCurvePoint point, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(point);
        if (point.Watched.Count == 0)
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into pin_neighbours (sweep_id, trial_id, epoch, item, neighbours)
            select @sweep, @trial, @epoch, @item, @neighbours where exists (select 1 from trial where id = @trial)
            on conflict (trial_id, epoch, item) do nothing
            """,
            point.Watched.Select(snapshot => new
            {
                sweep = trial.SweepId.Value,
                trial = trial.Id.Value,
                epoch = point.Epoch,
                item = snapshot.Item,
                neighbours = BytesOf(snapshot.Neighbours),
            }),
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What was seen of a trial after a cursor, in the order it was stored.</summary>
    /// <param name="after">The last cursor seen; 0 for the beginning.</param>
    /// <param name="take">At most this many.</param>
    public async Task<IReadOnlyList<StoredSnapshot>> SnapshotsAsync(TrialId trial, long after, int take, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            """
            select cursor as Cursor, epoch as Epoch, item as Item, neighbours as Neighbours
            from pin_neighbours where trial_id = @id and cursor > @after order by cursor limit @take
            """,
            new { id = trial.Value, after, take });
        return [.. rows.Select(row => new StoredSnapshot(row.Cursor, (int)row.Epoch, new NeighbourSnapshot((int)row.Item, ListIn(row.Neighbours))))];
    }

    // Item and similarity of each, four bytes both, as in memory: like the arrays in files.
    private static byte[] BytesOf(IReadOnlyList<Neighbour> neighbours) => MemoryMarshal.AsBytes(neighbours.ToArray().AsSpan()).ToArray();

    private static Neighbour[] ListIn(byte[] bytes) => MemoryMarshal.Cast<byte, Neighbour>(bytes.AsSpan()).ToArray();

    private sealed record Row(long Cursor, long Epoch, long Item, byte[] Neighbours);
}
