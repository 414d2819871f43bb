using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Refits;

/// <summary>Trains queued refits, one at a time, and stores their factors. One that an ended process left running starts anew.</summary>
public sealed class RefitWorker(
    FactorizationStore factorizations,
    DatasetStore datasets,
    WorkSignals<FactorizationId> signals,
    Bell bell,
    IOptions<ComputeOptions> options,
    ILogger<RefitWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await factorizations.RequeueInterruptedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await factorizations.NextQueuedAsync(stoppingToken) is { } refit)
            {
                await RunAsync(refit, stoppingToken);
            }
            else
            {
                await signals.WaitAsync(stoppingToken);
            }
        }
    }

    private async Task RunAsync(Refit refit, CancellationToken stoppingToken)
    {
        var stop = signals.Begin(refit.Id, stoppingToken);
        try
        {
            if (await factorizations.MoveAsync(refit.Id, [WorkState.Queued], WorkState.Running, "", stoppingToken))
            {
                Ring(refit.Id);
                await factorizations.CompleteAsync(refit.Id, await TrainAsync(refit, stop.Token), stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled: the store says so. Shutting down: the next start queues it again.
        }
        catch (ExplorerException exception)
        {
            await FailAsync(refit.Id, exception.Message);
        }
#pragma warning disable CA1031 // Whatever a refit throws ends that refit, never the worker and the refits behind it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reference = Guid.NewGuid().ToString("N")[..8];
            logger.LogError(exception, "Refit {Refit} failed; reference {Reference}", refit.Id, reference);
            await FailAsync(refit.Id, $"Something went wrong here, not in your data. The log has the details under reference {reference}.");
        }
        finally
        {
            signals.End(refit.Id);
            Ring(refit.Id);
        }
    }

    private async Task<TrainedFactors> TrainAsync(Refit refit, CancellationToken cancellationToken)
    {
        var all = await datasets.LikesAsync(refit.DatasetId, cancellationToken);
        var likes = await Task.Run(
            () => KCore.Of(all, refit.MinLikesPerUser, refit.MinLikesPerItem, cancellationToken).ToLikeSet(), cancellationToken);
        var matrix = LikesMatrix.Of(likes);
        var trainer = await Task.Run(
            () => new WrmfTrainer(matrix, refit.Hyperparameters, new TrainingOptions(refit.Seed, options.Value.Threads)), cancellationToken);
        while (trainer.Epoch < refit.Epochs)
        {
            await Task.Run(() => trainer.RunEpoch(cancellationToken), cancellationToken);
            await factorizations.SetProgressAsync(refit.Id, trainer.Epoch, cancellationToken);
            Ring(refit.Id);
        }

        var likesPerItem = new int[likes.ItemCount];
        foreach (var item in likes.Items)
        {
            likesPerItem[item]++;
        }

        return new TrainedFactors(likes.UserVocabulary.Ids, likes.ItemVocabulary.Ids, likes.ItemNames, likesPerItem, trainer.Factorization);
    }

    private async Task FailAsync(FactorizationId id, string message) =>
        await factorizations.MoveAsync(id, [WorkState.Running], WorkState.Failed, message, CancellationToken.None);

    private void Ring(FactorizationId id)
    {
        bell.Ring(Topics.Factorization(id));
        bell.Ring(Topics.Lists);
    }
}
