using Dapper;
using Explorer.Lab.Refits;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>Refits in the database, their factors in a file each.</summary>
public sealed class FactorizationStore(Database database, StorageFolder folder, TimeProvider time)
{
    private const string Magic = "Explorer.Factors";

    private const string Select = """
        select f.id as Id, f.dataset_id as DatasetId, d.name as DatasetName, d.item_word as ItemWord, f.sweep_id as SweepId,
               f.trial_id as TrialId, t.number as TrialNumber,
               f.min_likes_per_user as MinLikesPerUser, f.min_likes_per_item as MinLikesPerItem,
               f.factor_count as FactorCount, f.regularization as Regularization,
               t.item_regularization as ItemRegularization, f.alpha as Alpha, s.spec as Spec,
               f.epochs as Epochs, f.epochs_done as EpochsDone, f.seed as Seed, f.state as State, f.message as Message,
               f.created_at as CreatedAt, f.finished_at as FinishedAt, f.file as File,
               f.user_count as Users, f.item_count as Items, f.like_count as Likes, f.is_preview as IsPreview
        from factorization f join dataset d on d.id = f.dataset_id join trial t on t.id = f.trial_id join sweep s on s.id = f.sweep_id
        """;

    /// <summary>All refits, newest first.</summary>
    public async Task<IReadOnlyList<Refit>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<FactorizationRow>(Select + " order by f.id desc")).Select(row => row.ToRefit())];
    }

    /// <summary>One refit.</summary>
    /// <exception cref="ExplorerException">There is none with this id (<see cref="Refusal.Missing"/>).</exception>
    public async Task<Refit> GetAsync(FactorizationId id, CancellationToken cancellationToken) => (await RowAsync(id, cancellationToken)).ToRefit();

    /// <summary>Queues a refit of a trial's hyperparameters.</summary>
    /// <param name="epochs">Epochs to train.</param>
    /// <param name="isPreview">Whether to train on what the trial was trained on, rather than on all likes.</param>
    /// <exception cref="ExplorerException">The trial was deleted meanwhile (<see cref="Refusal.Missing"/>).</exception>
    public async Task<FactorizationId> AddAsync(Sweep sweep, Trial trial, int epochs, bool isPreview, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        try
        {
            return await InsertAsync(sweep, trial, epochs, isPreview, cancellationToken);
        }
        catch (SqliteException exception) when (Database.IsOwnerGone(exception))
        {
            throw new ExplorerException($"Trial {trial.Number} of sweep {sweep.Id} was deleted meanwhile. Choose another one.", Refusal.Missing, exception);
        }
    }

    private async Task<FactorizationId> InsertAsync(Sweep sweep, Trial trial, int epochs, bool isPreview, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return new FactorizationId(await connection.ExecuteScalarAsync<long>(
            """
            insert into factorization (dataset_id, sweep_id, trial_id, min_likes_per_user, min_likes_per_item, factor_count, regularization,
                                       alpha, epochs, epochs_done, seed, state, message, created_at, file, user_count, item_count, like_count, is_preview)
            values (@dataset, @sweep, @trial, @MinLikesPerUser, @MinLikesPerItem, @FactorCount, @Regularization,
                    @Alpha, @epochs, 0, @Seed, 'queued', '', @now, '', 0, 0, 0, @isPreview)
            returning id
            """,
            new
            {
                dataset = sweep.Spec.DatasetId.Value,
                sweep = sweep.Id.Value,
                trial = trial.Id.Value,
                sweep.Spec.MinLikesPerUser,
                sweep.Spec.MinLikesPerItem,
                trial.Hyperparameters.FactorCount,
                trial.Hyperparameters.Regularization,
                trial.Hyperparameters.Alpha,
                epochs,
                isPreview,
                Seed = trial.Seed ?? sweep.Spec.HoldOut.Seed,
                now = time.GetUtcNow().ToDatabase(),
            }));
    }

    /// <summary>The refit whose turn it is, by age; null when none is queued.</summary>
    public async Task<Refit?> NextQueuedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryFirstOrDefaultAsync<FactorizationRow>(Select + " where f.state = 'queued' order by f.id limit 1"))?.ToRefit();
    }

    /// <summary>Queues again what a process that ended had left running, and deletes files that no row names.</summary>
    public async Task RequeueInterruptedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("update factorization set state = 'queued', epochs_done = 0 where state = 'running'");
        var known = (await connection.QueryAsync<string>("select file from factorization")).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder.Path("factors")).Where(path => !known.Contains(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
    }

    /// <summary>Moves a refit to a state if it is in one of the states it can come from.</summary>
    /// <returns>Whether it was moved.</returns>
    public async Task<bool> MoveAsync(
        FactorizationId id, IReadOnlyList<WorkState> from, WorkState to, string message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            update factorization
            set state = @to, message = @message, finished_at = case when @isFinished then @now end
            where id = @id and state in @from
            """,
            new
            {
                id = id.Value,
                from = from.Select(WorkStates.Word),
                to = to.Word(),
                message,
                isFinished = to.IsFinished(),
                now = time.GetUtcNow().ToDatabase(),
            }) > 0;
    }

    /// <summary>Records how far the training is.</summary>
    public async Task SetProgressAsync(FactorizationId id, int epochsDone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("update factorization set epochs_done = @epochsDone where id = @id", new { id = id.Value, epochsDone });
    }

    /// <summary>Stores the factors of a running refit and completes it. One that was cancelled meanwhile stays so, without a file.</summary>
    public async Task CompleteAsync(FactorizationId id, TrainedFactors trained, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trained);
        var file = $"{Guid.NewGuid():N}.factors";
        var path = folder.Path("factors", file);
        await Task.Run(() => BlobFile.Write(path, Magic, trained.Write), cancellationToken);
        var completed = 0;
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            completed = await connection.ExecuteAsync(
                """
                update factorization
                set state = 'completed', epochs_done = epochs, finished_at = @now, file = @file,
                    user_count = @users, item_count = @items, like_count = @likes
                where id = @id and state = 'running'
                """,
                new
                {
                    id = id.Value,
                    now = time.GetUtcNow().ToDatabase(),
                    file,
                    users = trained.UserIds.Count,
                    items = trained.ItemIds.Count,
                    likes = trained.LikesPerItem.Sum(),
                });
        }
        finally
        {
            if (completed == 0)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Reads the factors of a completed refit.</summary>
    /// <exception cref="ExplorerException">It is not completed (<see cref="Refusal.Conflict"/>), gone, or its file is damaged.</exception>
    public async Task<TrainedFactors> LoadAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        if (row.State != WorkState.Completed.Word())
        {
            throw new ExplorerException(
                $"Factorization {id} is {row.State}, so there is nothing to look at yet. Wait until it is completed, or train it again.", Refusal.Conflict);
        }

        return await Task.Run(() => BlobFile.Read(folder.Path("factors", row.File), Magic, (reader, _) => TrainedFactors.Read(reader)), cancellationToken);
    }

    /// <summary>The preview of a trial at an epoch that there is or will be; null when it must be trained.</summary>
    public async Task<Refit?> FindPreviewAsync(TrialId trial, int epochs, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryFirstOrDefaultAsync<FactorizationRow>(
            Select + " where f.is_preview and f.trial_id = @id and f.epochs = @epochs and f.state in ('queued', 'running', 'completed') order by f.id desc limit 1",
            new { id = trial.Value, epochs }))?.ToRefit();
    }

    /// <summary>Bytes that the files of completed previews take.</summary>
    public async Task<long> PreviewBytesAsync(CancellationToken cancellationToken) => (await PreviewsAsync(cancellationToken)).Sum(preview => preview.Bytes);

    /// <summary>Deletes completed previews, the oldest first, until the others take no more than so many bytes; the newest stays.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> TrimPreviewsAsync(long bytes, CancellationToken cancellationToken)
    {
        var previews = await PreviewsAsync(cancellationToken);
        var (taken, dropped) = (previews.Sum(preview => preview.Bytes), 0);
        for (; dropped < previews.Count - 1 && taken > bytes; dropped++)
        {
            taken -= previews[dropped].Bytes;
            await DeleteAsync(previews[dropped].Id, cancellationToken);
        }

        return dropped;
    }

    private async Task<IReadOnlyList<(FactorizationId Id, long Bytes)>> PreviewsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Id, string File)>(
            "select id, file from factorization where is_preview and state = 'completed' order by finished_at, id");
        return [.. rows.Select(row => (new FactorizationId(row.Id), new FileInfo(folder.Path("factors", row.File)) is { Exists: true } file ? file.Length : 0))];
    }

    /// <summary>Deletes a refit that is not running.</summary>
    /// <exception cref="ExplorerException">It is running (<see cref="Refusal.Conflict"/>) or gone.</exception>
    public async Task DeleteAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var deleted = await connection.ExecuteAsync("delete from factorization where id = @id and state <> 'running'", new { id = id.Value });
        if (deleted == 0)
        {
            throw new ExplorerException($"Factorization {id} is being trained. Cancel it first, then delete it.", Refusal.Conflict);
        }

        DeleteFiles([row.File]);
    }

    /// <summary>Deletes the files of factorizations whose rows are gone.</summary>
    public void DeleteFiles(IEnumerable<string> files)
    {
        foreach (var file in files.Where(file => file.Length > 0))
        {
            File.Delete(folder.Path("factors", file));
        }
    }

    private async Task<FactorizationRow> RowAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<FactorizationRow>(Select + " where f.id = @id", new { id = id.Value })
            ?? throw new ExplorerException($"There is no factorization {id}. It may have been deleted, as the oldest previews are; the gallery lists what there is.", Refusal.Missing);
    }
}
