using Dapper;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Recommender;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>Thumbs up and down on neighbours, in the database.</summary>
public sealed class RatingStore(Database database, TimeProvider time, Bell bell)
{
    private const string Columns = "item_id as ItemId, neighbour_id as NeighbourId, is_good as IsGood, similarity as Similarity, rated_at as RatedAt";

    /// <summary>Keeps an opinion, in place of an earlier one on the same pair.</summary>
    /// <param name="similarity">The cosine of the pair, −1 … 1.</param>
    /// <exception cref="ExplorerException">The factorization was deleted meanwhile (<see cref="Refusal.Missing"/>).</exception>
    public async Task SetAsync(
        FactorizationId id, string itemId, string neighbourId, bool isGood, double similarity, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(
                """
                insert into neighbour_rating (factorization_id, item_id, neighbour_id, is_good, similarity, rated_at)
                values (@id, @itemId, @neighbourId, @isGood, @similarity, @now)
                on conflict (factorization_id, item_id, neighbour_id) do update
                set is_good = excluded.is_good, similarity = excluded.similarity, rated_at = excluded.rated_at
                """,
                new { id = id.Value, itemId, neighbourId, isGood, similarity, now = time.GetUtcNow().ToDatabase() });
        }
        catch (SqliteException exception) when (Database.IsOwnerGone(exception))
        {
            throw new ExplorerException($"Factorization {id} was deleted meanwhile. Choose another one.", Refusal.Missing, exception);
        }

        bell.Ring(Topics.Factorization(id));
    }

    /// <summary>Forgets an opinion; nothing happens when there is none.</summary>
    public async Task RemoveAsync(FactorizationId id, string itemId, string neighbourId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "delete from neighbour_rating where factorization_id = @id and item_id = @itemId and neighbour_id = @neighbourId",
            new { id = id.Value, itemId, neighbourId });
        bell.Ring(Topics.Factorization(id));
    }

    /// <summary>Opinions on the neighbours of one item, by neighbour.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> OfItemAsync(FactorizationId id, string itemId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            $"select {Columns} from neighbour_rating where factorization_id = @id and item_id = @itemId", new { id = id.Value, itemId });
        return rows.ToDictionary(row => row.NeighbourId, row => row.IsGood != 0, StringComparer.Ordinal);
    }

    /// <summary>All opinions on a factorization, the oldest first.</summary>
    public async Task<IReadOnlyList<NeighbourRating>> ListAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            $"select {Columns} from neighbour_rating where factorization_id = @id order by rated_at, item_id, neighbour_id", new { id = id.Value });
        return [.. rows.Select(row => new NeighbourRating(row.ItemId, row.NeighbourId, row.IsGood != 0, row.Similarity, Times.FromDatabase(row.RatedAt)))];
    }

    /// <summary>How many were rated, and how well.</summary>
    public async Task<RatingSummary> SummaryAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var good = await connection.ExecuteScalarAsync<int>(
            "select count(*) from neighbour_rating where factorization_id = @id and is_good = 1", new { id = id.Value });
        var all = await connection.ExecuteScalarAsync<int>("select count(*) from neighbour_rating where factorization_id = @id", new { id = id.Value });
        return new RatingSummary(good, all - good);
    }

    private sealed record Row(string ItemId, string NeighbourId, long IsGood, double Similarity, long RatedAt);
}
