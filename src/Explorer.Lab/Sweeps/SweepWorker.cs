using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// Works through queued sweeps, one at a time, trial after trial. A point is stored, then announced. What an ended process left
/// running is queued again on start; a repeated trial gives the same points, and those stored already stay.
/// </summary>
public sealed class SweepWorker(
    SweepStore sweeps,
    ITrialEngine engine,
    WorkSignals<SweepId> signals,
    Bell bell,
    ILogger<SweepWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await sweeps.RequeueInterruptedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await sweeps.NextQueuedAsync(stoppingToken) is { } sweep)
            {
                await RunAsync(sweep, stoppingToken);
            }
            else
            {
                await signals.WaitAsync(stoppingToken);
            }
        }
    }

    private async Task RunAsync(Sweep sweep, CancellationToken stoppingToken)
    {
        var stop = signals.Begin(sweep.Id, stoppingToken);
        try
        {
            if (await sweeps.MoveAsync(sweep.Id, [WorkState.Queued], WorkState.Running, "", stoppingToken))
            {
                Ring(sweep.Id);
                await RunTrialsAsync(sweep, stop.Token);
                await FinishAsync(sweep, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Paused, cancelled or shutting down: whoever asked has said so in the store.
        }
        finally
        {
            signals.End(sweep.Id);
            Ring(sweep.Id);
        }
    }

    private async Task RunTrialsAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        while (await sweeps.BeginTrialAsync(sweep, cancellationToken) is { } trial)
        {
            Ring(sweep.Id);
            var (state, message) = await RunTrialAsync(sweep, trial, cancellationToken);
            await sweeps.EndTrialAsync(trial.Id, state, message, CancellationToken.None);
            Ring(sweep.Id);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<(WorkState State, string Message)> RunTrialAsync(Sweep sweep, Trial trial, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var point in engine.RunAsync(TrialRequest.For(sweep, trial), cancellationToken))
            {
                await sweeps.AppendAsync(trial, point, CancellationToken.None);
                Ring(sweep.Id);
            }

            return (WorkState.Completed, "");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (WorkState.Queued, "");
        }
        catch (ExplorerException exception)
        {
            return (WorkState.Failed, exception.Message);
        }
#pragma warning disable CA1031 // Whatever a trial throws ends that trial, never the worker and the sweeps behind it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reference = Guid.NewGuid().ToString("N")[..8];
            logger.LogError(exception, "Trial {Trial} of sweep {Sweep} failed; reference {Reference}", trial.Id, sweep.Id, reference);
            return (WorkState.Failed, $"Something went wrong here, not in your data. The log has the details under reference {reference}.");
        }
    }

    private async Task FinishAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        var trials = await sweeps.TrialsAsync(sweep, cancellationToken);
        var hasFailed = trials.All(trial => trial.State == WorkState.Failed);
        await sweeps.MoveAsync(
            sweep.Id,
            [WorkState.Running],
            hasFailed ? WorkState.Failed : WorkState.Completed,
            hasFailed ? $"Every trial failed. The first one: {trials[0].Message}" : "",
            cancellationToken);
    }

    private void Ring(SweepId id)
    {
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
    }
}
