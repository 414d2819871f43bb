using System.Data.Common;
using System.Text.Json;
using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Storage;

/// <summary>Datasets: totals, rejected rows and item details in the database, likes in a file each.</summary>
public sealed class DatasetStore(Database database, StorageFolder folder, IMemoryCache cache, TimeProvider time, Bell bell)
{
    private const string Select = """
        select d.id as Id, d.name as Name, d.item_word as ItemWord, d.thumbnail_source as ThumbnailSource, d.created_at as CreatedAt, d.file as File,
               d.row_count as Rows, d.like_count as Likes, d.duplicate_count as Duplicates, d.rejected_count as Rejected,
               d.user_count as Users, d.item_count as Items, d.notes as Notes, d.items_version as ItemsVersion, d.is_sample as IsSample,
               d.below_threshold_count as BelowThreshold, d.weights as Weights, d.remarks as Remarks, d.content_hash as ContentHash,
               older.id as SameAs
        from dataset d left join dataset older on older.id =
            (select min(same.id) from dataset same where same.content_hash = d.content_hash and same.content_hash <> '' and same.is_replay = 0 and same.id < d.id)
        """;

    /// <summary>All datasets, newest first.</summary>
    public async Task<IReadOnlyList<Dataset>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DatasetRow>(Select + " where d.is_replay = 0 order by d.id desc");
        return [.. rows.Select(ToDataset)];
    }

    /// <summary>One dataset.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Dataset> GetAsync(DatasetId id, CancellationToken cancellationToken) => ToDataset(await RowAsync(id, cancellationToken));

    /// <summary>Keeps what a likes file gave.</summary>
    public async Task<Dataset> AddAsync(string name, string itemWord, LikesFileResult file, bool isSample, CancellationToken cancellationToken)
    {
        var fileName = $"{Guid.NewGuid():N}.likes";
        var path = folder.Path("likes", fileName);
        var hash = await Task.Run(() => WriteAndHash(path, file.Likes, cancellationToken), cancellationToken);
        DatasetId stored;
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var id = await InsertAsync(connection, transaction, name, itemWord, fileName, file, hash, isSample);
            cancellationToken.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None);
            stored = new DatasetId(id);
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        bell.Ring(Topics.Lists);
        return await GetAsync(stored, CancellationToken.None);
    }

    /// <summary>The distinct likes of a dataset; kept in memory for some minutes after the last use.</summary>
    public async Task<LikeSet> LikesAsync(DatasetId id, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        var likes = await cache.GetOrCreateAsync(("likes", row.File), entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(5);
            return Task.Run(() => LikesBlob.Read(folder.Path("likes", row.File)), cancellationToken);
        });
        return likes!;
    }

    /// <summary>The kept rejected rows (the first ones of the file), by line.</summary>
    public async Task<IReadOnlyList<RejectedRow>> RejectedRowsAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<RejectedRow>(
            "select line as Line, reason as Reason, text as Text from rejected_row where dataset_id = @id order by line",
            new { id = id.Value })).AsList();
    }

    /// <summary>Changes what the person may choose about a dataset.</summary>
    /// <exception cref="ExplorerException">A name or word is empty or too long, or the dataset is gone.</exception>
    public async Task<Dataset> UpdateAsync(
        DatasetId id,
        string name,
        string itemWord,
        ThumbnailSourceKind thumbnailSource,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update dataset set name = @name, item_word = @itemWord, thumbnail_source = @source where id = @id",
            new
            {
                id = id.Value,
                name = DatasetNames.Require(name),
                itemWord = DatasetNames.RequireItemWord(itemWord),
                source = thumbnailSource.ToString(),
            });
        bell.Ring(Topics.Lists);
        return await GetAsync(id, cancellationToken);
    }

    /// <summary>Keeps what the person writes about a dataset.</summary>
    /// <exception cref="ExplorerException">It is too long, or the dataset is gone.</exception>
    public async Task<Dataset> SetRemarksAsync(DatasetId id, string remarks, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update dataset set remarks = @remarks where id = @id", new { id = id.Value, remarks = DatasetNames.RequireRemarks(remarks) });
        bell.Ring(Topics.Lists);
        return await GetAsync(id, cancellationToken);
    }

    /// <summary>What goes with a dataset when it is deleted.</summary>
    /// <exception cref="ExplorerException">The dataset is gone (<see cref="Refusal.Missing"/>).</exception>
    public async Task<DatasetDependents> DependentsAsync(DatasetId id, CancellationToken cancellationToken)
    {
        var dataset = await GetAsync(id, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var counts = await connection.QuerySingleAsync<(long Sweeps, long RunningSweeps, long Factorizations, long RunningFactorizations, long Details)>(
            """
            select (select count(*) from sweep where dataset_id = @id),
                   (select count(*) from sweep where dataset_id = @id and state = @running),
                   (select count(*) from factorization where dataset_id = @id),
                   (select count(*) from factorization where dataset_id = @id and state = @running),
                   (select count(*) from item_detail where dataset_id = @id)
            """,
            new { id = id.Value, running = WorkState.Running.Word() });
        var factors = await connection.QueryAsync<string>("select file from factorization where dataset_id = @id and file <> ''", new { id = id.Value });
        return new DatasetDependents(
            (int)counts.Sweeps,
            (int)counts.RunningSweeps,
            (int)counts.Factorizations,
            (int)counts.RunningFactorizations,
            (int)counts.Details,
            dataset.StorageBytes + factors.Sum(file => LengthOf(folder.Path("factors", file))));
    }

    /// <summary>Deletes a dataset with its sweeps and factorizations.</summary>
    /// <exception cref="ExplorerException">A sweep or refit on it is running, a sweep that tests with it has not ended (<see cref="Refusal.Conflict"/>), or it is gone.</exception>
    public async Task DeleteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RequireIdleAsync(connection, transaction, id);
        var factors = (await connection.QueryAsync<string>(
            "select file from factorization where dataset_id = @id and file <> ''", new { id = id.Value }, transaction)).AsList();
        await connection.ExecuteAsync("delete from dataset where id = @id", new { id = id.Value }, transaction);
        await transaction.CommitAsync(cancellationToken);

        cache.Remove(("likes", row.File));
        File.Delete(folder.Path("likes", row.File));
        factors.ForEach(file => File.Delete(folder.Path("factors", file)));
        bell.Ring(Topics.Lists);
    }

    /// <summary>Adds or replaces details of items, joined by item id; what is empty replaces nothing, and other items stay as they are.</summary>
    /// <exception cref="ExplorerException">The dataset is gone (<see cref="Refusal.Missing"/>).</exception>
    public async Task AddItemDetailsAsync(DatasetId id, IReadOnlyList<ItemDetail> details, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Inside the transaction, so that nobody deletes the dataset between this look and the rows.
        await GetAsync(id, cancellationToken);
        await MergeItemsAsync(connection, transaction, id, details);
        await transaction.CommitAsync(cancellationToken);
        bell.Ring(Topics.Lists);
    }

    /// <summary>All item details of a dataset, by item id.</summary>
    public async Task<IReadOnlyDictionary<string, ItemDetail>> ItemDetailsAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var details = await connection.QueryAsync<ItemDetail>(
            "select item_id as ItemId, name as Name, thumbnail_url as ThumbnailUrl, page_url as PageUrl, tags as Tags from item_detail where dataset_id = @id",
            new { id = id.Value });
        return details.ToDictionary(detail => detail.ItemId, StringComparer.Ordinal);
    }

    /// <summary>What is needed to picture one item; the name is empty when the dataset does not know the item.</summary>
    public async Task<ThumbnailRequest> ThumbnailRequestAsync(DatasetId id, string itemId, CancellationToken cancellationToken)
    {
        var likes = await LikesAsync(id, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var detail = await connection.QuerySingleOrDefaultAsync<ItemDetail>(
            """
            select item_id as ItemId, name as Name, thumbnail_url as ThumbnailUrl, page_url as PageUrl, tags as Tags
            from item_detail where dataset_id = @id and item_id = @itemId
            """,
            new { id = id.Value, itemId });
        var name = detail?.Name is { Length: > 0 } named ? named
            : likes.ItemVocabulary.TryGetIndex(itemId, out var item) ? likes.ItemNames[item]
            : "";
        return new ThumbnailRequest(itemId, name, detail?.ThumbnailUrl ?? "");
    }

    /// <summary>Deletes likes files that no dataset names: left by a process killed between writing a file and recording it.</summary>
    internal async Task DeleteOrphansAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var known = (await connection.QueryAsync<string>("select file from dataset")).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder.Path("likes")).Where(path => !known.Contains(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
    }

    private async Task<DatasetRow> RowAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<DatasetRow>(Select + " where d.id = @id and d.is_replay = 0", new { id = id.Value })
            ?? throw new ExplorerException($"There is no dataset {id}. It may have been deleted; the list of datasets shows what there is.", Refusal.Missing);
    }

    private async Task<long> InsertAsync(
        DbConnection connection, DbTransaction transaction, string name, string itemWord, string fileName, LikesFileResult file, string hash, bool isSample)
    {
        var id = await connection.ExecuteScalarAsync<long>(
            """
            insert into dataset (name, item_word, thumbnail_source, created_at, file, row_count, like_count, duplicate_count,
                                 rejected_count, user_count, item_count, notes, items_version, is_sample,
                                 below_threshold_count, weights, content_hash)
            values (@name, @itemWord, @source, @now, @fileName, @Rows, @likes, @Duplicates, @Rejected, @users, @items, @notes, 0, @isSample,
                    @BelowThreshold, @weights, @hash)
            returning id
            """,
            new
            {
                name = DatasetNames.Require(name),
                itemWord = DatasetNames.RequireItemWord(itemWord),
                source = nameof(ThumbnailSourceKind.Drawn),
                now = time.GetUtcNow().ToDatabase(),
                fileName,
                file.Rows,
                likes = file.Likes.Count,
                file.Duplicates,
                file.Rejected,
                users = file.Likes.UserCount,
                items = file.Likes.ItemCount,
                notes = JsonSerializer.Serialize(file.Notes),
                isSample,
                file.BelowThreshold,
                weights = (file.Likes.Weights.IsEmpty ? WeightsKind.None : file.Repeats is Repeats.Sum ? WeightsKind.Sum : WeightsKind.Maximum).ToString(),
                hash,
            },
            transaction);
        await connection.ExecuteAsync(
            "insert into rejected_row (dataset_id, line, reason, text) values (@id, @Line, @Reason, @Text)",
            file.RejectedRows.Select(row => new { id, row.Line, row.Reason, row.Text }),
            transaction);
        if (file.Items.Count > 0)
        {
            await MergeItemsAsync(connection, transaction, new DatasetId(id), file.Items);
        }

        return id;
    }

    private static async Task RequireIdleAsync(DbConnection connection, DbTransaction transaction, DatasetId id)
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

    private static async Task MergeItemsAsync(DbConnection connection, DbTransaction transaction, DatasetId id, IReadOnlyList<ItemDetail> details)
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

    /// <summary>Writes likes to a file.</summary>
    /// <returns>Their hash.</returns>
    private static string WriteAndHash(string path, LikeSet likes, CancellationToken cancellationToken)
    {
        var hash = LikesBlob.HashOf(likes, cancellationToken);
        LikesBlob.Write(path, likes, cancellationToken);
        return hash;
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private Dataset ToDataset(DatasetRow row) => row.ToDataset(LengthOf(folder.Path("likes", row.File)));
}
