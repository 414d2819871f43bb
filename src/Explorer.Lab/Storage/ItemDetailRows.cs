using System.Data.Common;
using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Storage;

/// <summary>What items files said about the items of a dataset, a row each.</summary>
internal static class ItemDetailRows
{
    private const string Select =
        "select item_id as ItemId, name as Name, thumbnail_url as ThumbnailUrl, page_url as PageUrl, tags as Tags from item_detail where dataset_id = @id";

    public static Task<IEnumerable<ItemDetail>> AllAsync(DbConnection connection, DatasetId id) =>
        connection.QueryAsync<ItemDetail>(Select, new { id = id.Value });

    /// <summary>One item's; null when nothing was said about it.</summary>
    public static Task<ItemDetail?> OneAsync(DbConnection connection, DatasetId id, string itemId) =>
        connection.QuerySingleOrDefaultAsync<ItemDetail>(Select + " and item_id = @itemId", new { id = id.Value, itemId });

    /// <summary>Adds or replaces; what is empty replaces nothing. The dataset's version of its items grows.</summary>
    public static async Task MergeAsync(DbConnection connection, DbTransaction transaction, DatasetId id, IReadOnlyList<ItemDetail> details)
    {
        await connection.ExecuteAsync(
            """
            insert into item_detail (dataset_id, item_id, name, thumbnail_url, page_url, tags)
            values (@dataset, @ItemId, @Name, @ThumbnailUrl, @PageUrl, @Tags)
            on conflict (dataset_id, item_id) do update
            set name = iif(excluded.name = '', name, excluded.name),
                thumbnail_url = iif(excluded.thumbnail_url = '', thumbnail_url, excluded.thumbnail_url),
                page_url = iif(excluded.page_url = '', page_url, excluded.page_url),
                tags = iif(excluded.tags = '', tags, excluded.tags)
            """,
            details.Select(detail => new { dataset = id.Value, detail.ItemId, detail.Name, detail.ThumbnailUrl, detail.PageUrl, detail.Tags }),
            transaction);
        await connection.ExecuteAsync(
            "update dataset set items_version = items_version + 1 where id = @id", new { id = id.Value }, transaction);
    }
}
