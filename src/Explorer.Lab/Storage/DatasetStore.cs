using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Storage;

/// <summary>Datasets: totals, first rejected rows and item details in the database, likes and all rejected rows in files.</summary>
public sealed class DatasetStore(Database database, StorageFolder folder, IMemoryCache cache, TimeProvider time, Bell bell)
{
    /// <summary>All datasets, newest first.</summary>
    public async Task<IReadOnlyList<Dataset>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DatasetRow>(DatasetRow.Select + " where d.is_replay = 0 order by d.id desc");
        return [.. rows.Select(ToDataset)];
    }

    /// <summary>One dataset.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Dataset> GetAsync(DatasetId id, CancellationToken cancellationToken) => ToDataset(await RowAsync(id, cancellationToken));

    /// <summary>A place for the rejected rows of an import that is about to begin; give it to <see cref="AddAsync"/> afterwards, and dispose it.</summary>
    /// <param name="maxRows">Most rows that are kept, 1 or more.</param>
    internal RejectedRowsFile NewRejectedRows(int maxRows) => new(RejectedPath($"{Guid.NewGuid():N}.likes"), maxRows);

    /// <summary>Keeps what a likes file gave.</summary>
    internal async Task<Dataset> AddAsync(
        string name, string itemWord, LikesFileResult file, RejectedRowsFile rejected, bool isSample, CancellationToken cancellationToken)
    {
        var fileName = Path.GetFileNameWithoutExtension(rejected.Path);
        var path = folder.Path("likes", fileName);
        DatasetId stored;
        try
        {
            var hash = await Task.Run(() => WriteAndHash(path, file.Likes, cancellationToken), cancellationToken);
            rejected.Keep();
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            stored = await new NewDataset(name, itemWord, time.GetUtcNow(), fileName, file, rejected.Count, hash, isSample)
                .InsertAsync(connection, transaction);
            cancellationToken.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch
        {
            File.Delete(path);
            File.Delete(rejected.Path);
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

    /// <summary>The first 1,000 rejected rows, by line.</summary>
    public async Task<IReadOnlyList<RejectedRow>> RejectedRowsAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<RejectedRow>(
            "select line as Line, reason as Reason, text as Text from rejected_row where dataset_id = @id order by line",
            new { id = id.Value })).AsList();
    }

    /// <summary>All rejected rows that were kept, as CSV for a spreadsheet: columns line, reason and text, formulas made harmless.</summary>
    /// <returns>A stream to be read forwards; dispose it.</returns>
    /// <exception cref="ExplorerException">The dataset is gone (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Stream> OpenRejectedCsvAsync(DatasetId id, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        return RejectedRowsFile.Open(RejectedPath(row.File)) ?? RejectedRowsFile.Of(await RejectedRowsAsync(id, cancellationToken));
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
        var factors = await DatasetUses.FactorFilesAsync(connection, transaction: null, id);
        return await DatasetUses.CountAsync(connection, id, dataset.StorageBytes + factors.Sum(file => LengthOf(folder.Path("factors", file))));
    }

    /// <summary>Deletes a dataset with its sweeps and factorizations.</summary>
    /// <exception cref="ExplorerException">A sweep or refit on it is running, a sweep that tests with it has not ended (<see cref="Refusal.Conflict"/>), or it is gone.</exception>
    public async Task DeleteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await DatasetUses.RequireIdleAsync(connection, transaction, id);
        var factors = await DatasetUses.FactorFilesAsync(connection, transaction, id);
        await connection.ExecuteAsync("delete from dataset where id = @id", new { id = id.Value }, transaction);
        await transaction.CommitAsync(cancellationToken);

        cache.Remove(("likes", row.File));
        File.Delete(folder.Path("likes", row.File));
        File.Delete(RejectedPath(row.File));
        foreach (var file in factors)
        {
            File.Delete(folder.Path("factors", file));
        }

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
        await ItemDetailRows.MergeAsync(connection, transaction, id, details);
        await transaction.CommitAsync(cancellationToken);
        bell.Ring(Topics.Lists);
    }

    /// <summary>All item details of a dataset, by item id.</summary>
    public async Task<IReadOnlyDictionary<string, ItemDetail>> ItemDetailsAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var details = await ItemDetailRows.AllAsync(connection, id);
        return details.ToDictionary(detail => detail.ItemId, StringComparer.Ordinal);
    }

    /// <summary>What is needed to picture one item; the name is empty when the dataset does not know the item.</summary>
    public async Task<ThumbnailRequest> ThumbnailRequestAsync(DatasetId id, string itemId, CancellationToken cancellationToken)
    {
        var likes = await LikesAsync(id, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var detail = await ItemDetailRows.OneAsync(connection, id, itemId);
        var name = detail?.Name is { Length: > 0 } named ? named
            : likes.ItemVocabulary.TryGetIndex(itemId, out var item) ? likes.ItemNames[item]
            : "";
        return new ThumbnailRequest(itemId, name, detail?.ThumbnailUrl ?? "") { DatasetId = id };
    }

    /// <summary>Deletes files of likes and of rejected rows that no dataset names: left by a process killed between writing a file and recording it.</summary>
    internal async Task DeleteOrphansAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var known = (await connection.QueryAsync<string>("select file from dataset")).ToHashSet(StringComparer.Ordinal);
        var likes = Directory.EnumerateFiles(folder.Path("likes")).Where(path => !known.Contains(Path.GetFileName(path)));
        var rejected = Directory.EnumerateFiles(folder.Path("rejected")).Where(path => !known.Contains(Path.GetFileNameWithoutExtension(path)));
        foreach (var path in likes.Concat(rejected))
        {
            File.Delete(path);
        }
    }

    private async Task<DatasetRow> RowAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<DatasetRow>(DatasetRow.Select + " where d.id = @id and d.is_replay = 0", new { id = id.Value })
            ?? throw new ExplorerException($"There is no dataset {id}. It may have been deleted; the list of datasets shows what there is.", Refusal.Missing);
    }

    /// <summary>Writes likes to a file.</summary>
    /// <returns>Their hash.</returns>
    private static string WriteAndHash(string path, LikeSet likes, CancellationToken cancellationToken)
    {
        var hash = LikesBlob.HashOf(likes, cancellationToken);
        LikesBlob.Write(path, likes, cancellationToken);
        return hash;
    }

    /// <summary>Where the rejected rows of a dataset lie that has this file of likes.</summary>
    private string RejectedPath(string likesFile) => folder.Path("rejected", likesFile + ".gz");

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private Dataset ToDataset(DatasetRow row) => row.ToDataset(LengthOf(folder.Path("likes", row.File)) + LengthOf(RejectedPath(row.File)));
}
