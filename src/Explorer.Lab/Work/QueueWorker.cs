using Explorer.Recommender;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Work;

/// <summary>
/// Works through what the store has queued, one at a time. When the store itself fails (a full disk, a locked file) nothing is given
/// up: it waits, queues again what was running, and goes on.
/// </summary>
/// <typeparam name="TId">Identity of what runs.</typeparam>
/// <typeparam name="TJob">What runs.</typeparam>
public abstract class QueueWorker<TId, TJob>(WorkSignals<TId> signals, TimeProvider time, ILogger logger) : BackgroundService
    where TId : notnull
    where TJob : class
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RequeueInterruptedAsync(stoppingToken);
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Shutting down: the next start queues again what was running.
            }
#pragma warning disable CA1031 // Whatever it was, the work that is queued must go on once it can.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogError(exception, "The queue stopped; it goes on in {Seconds} seconds", RestAfterFailure.TotalSeconds);
                await Task.Delay(RestAfterFailure, time, stoppingToken);
            }
        }
    }

    /// <summary>Queues again what a process that ended, or a store that failed, had left running.</summary>
    protected abstract Task RequeueInterruptedAsync(CancellationToken cancellationToken);

    /// <summary>What is next, or null.</summary>
    protected abstract Task<TJob?> NextQueuedAsync(CancellationToken cancellationToken);

    /// <summary>The identity of a job.</summary>
    protected abstract TId IdOf(TJob job);

    /// <summary>Does the work, from “queued” to its end. Stopped, it leaves by <see cref="OperationCanceledException"/>.</summary>
    protected abstract Task RunAsync(TJob job, CancellationToken cancellationToken);

    /// <summary>Announces that a job has changed.</summary>
    protected abstract void Ring(TId id);

    /// <summary>What to tell the person about an exception: a refusal's own words, or a reference into the log.</summary>
    protected string Explain(Exception exception, string what)
    {
        if (exception is ExplorerException)
        {
            return exception.Message;
        }

        var reference = Guid.NewGuid().ToString("N")[..8];
        logger.LogError(exception, "{What} failed; reference {Reference}", what, reference);
        return $"Something went wrong here, not in your data. The log has the details under reference {reference}.";
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (await NextQueuedAsync(stoppingToken) is { } job)
            {
                await RunUntilStoppedAsync(job, stoppingToken);
            }
            else
            {
                await signals.WaitAsync(stoppingToken);
            }
        }
    }

    private async Task RunUntilStoppedAsync(TJob job, CancellationToken stoppingToken)
    {
        var id = IdOf(job);
        var stop = signals.Begin(id, stoppingToken);
        try
        {
            await RunAsync(job, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Paused or cancelled: whoever asked has said so in the store. Shutting down: the loop above sees it.
            stoppingToken.ThrowIfCancellationRequested();

            // A pause can come so late that it stops the run after the resuming, which nobody asked to stop: it is queued again.
            await RequeueInterruptedAsync(stoppingToken);
        }
        finally
        {
            signals.End(id);
            Ring(id);
        }
    }
}
