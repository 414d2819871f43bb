using System.Data.Common;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Refits;

/// <summary>Trains queued refits and stores their factors. One that an ended process left running starts anew.</summary>
public sealed class RefitWorker(
    FactorizationStore factorizations,
    DatasetStore datasets,
    WorkSignals<FactorizationId> signals,
    Bell bell,
    TimeProvider time,
    CoreShare cores,
    MemoryBudget memory,
    PreviewRoom previews,
    ILogger<RefitWorker> logger) : QueueWorker<FactorizationId, Refit>(signals, time, logger)
{
    /// <inheritdoc/>
    protected override Task RequeueInterruptedAsync(CancellationToken cancellationToken) =>
        factorizations.RequeueInterruptedAsync(cancellationToken);

    /// <inheritdoc/>
    protected override Task<Refit?> NextQueuedAsync(CancellationToken cancellationToken) => factorizations.NextQueuedAsync(cancellationToken);

    /// <inheritdoc/>
    protected override FactorizationId IdOf(Refit job) => job.Id;

    /// <inheritdoc/>
    protected override async Task RunAsync(Refit job, CancellationToken cancellationToken)
    {
        if (!await factorizations.MoveAsync(job.Id, [WorkState.Queued], WorkState.Running, "", cancellationToken))
        {
            return;
        }

        Ring(job.Id);
        try
        {
            await factorizations.CompleteAsync(job.Id, await TrainAsync(job, cancellationToken), cancellationToken);
            await previews.KeepAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not (DbException or OperationCanceledException))
        {
            await factorizations.MoveAsync(
                job.Id, [WorkState.Running], WorkState.Failed, Explain(exception, $"Refit {job.Id}"), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    protected override void Ring(FactorizationId id)
    {
        bell.Ring(Topics.Factorization(id));
        bell.Ring(Topics.Lists);
    }

    private async Task<TrainedFactors> TrainAsync(Refit refit, CancellationToken cancellationToken)
    {
        var all = await datasets.LikesAsync(refit.DatasetId, cancellationToken);
        var likes = await Task.Run(
            () => KCore.Of(all, refit.MinLikesPerUser, refit.MinLikesPerItem, cancellationToken).ToLikeSet(), cancellationToken);
        previews.RequireRoom(refit, likes);
        using var reservation = await ReserveAsync(likes, refit.Hyperparameters.FactorCount, cancellationToken);
        var matrix = await TrainingLikes.OfAsync(refit, likes, datasets, cancellationToken);
        using var seat = cores.Join();
        var trainer = await Task.Run(
            () => new WrmfTrainer(
                matrix, refit.Hyperparameters, new TrainingOptions(refit.Seed, seat.Threads) { Settings = refit.Training }),
            cancellationToken);
        while (trainer.Epoch < refit.Epochs)
        {
            trainer.Threads = seat.Threads;
            await Task.Run(() => trainer.RunEpoch(cancellationToken), cancellationToken);
            await factorizations.SetProgressAsync(refit.Id, trainer.Epoch, cancellationToken);
            Ring(refit.Id);
        }

        var likesPerItem = new int[likes.ItemCount];
        foreach (var item in matrix.Columns)
        {
            likesPerItem[item]++;
        }

        return new TrainedFactors(likes.UserVocabulary.Ids, likes.ItemVocabulary.Ids, likes.ItemNames, likesPerItem, trainer.Factorization);
    }

    private Task<MemoryReservation> ReserveAsync(LikeSet likes, int factorCount, CancellationToken cancellationToken) => memory.ReserveAsync(
        TrialMemory.OfSplit(likes.UserCount, likes.ItemCount, likes.Count, likes.Weights.Length > 0)
            + TrialMemory.OfTrial(likes.UserCount, likes.ItemCount, factorCount, cores.Cores),
        $"Training {factorCount} factors for {likes.UserCount} users and {likes.ItemCount} items",
        cancellationToken);
}
