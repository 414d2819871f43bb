using System.Data.Common;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// Works through queued sweeps, trial after trial. A point is stored, then announced. A repeated trial gives the same points, and
/// those stored already stay.
/// </summary>
public sealed class SweepWorker(
    SweepStore sweeps,
    ITrialEngine engine,
    WorkSignals<SweepId> signals,
    Bell bell,
    TimeProvider time,
    ILogger<SweepWorker> logger) : QueueWorker<SweepId, Sweep>(signals, time, logger)
{
    /// <inheritdoc/>
    protected override Task RequeueInterruptedAsync(CancellationToken cancellationToken) => sweeps.RequeueInterruptedAsync(cancellationToken);

    /// <inheritdoc/>
    protected override Task<Sweep?> NextQueuedAsync(CancellationToken cancellationToken) => sweeps.NextQueuedAsync(cancellationToken);

    /// <inheritdoc/>
    protected override SweepId IdOf(Sweep job) => job.Id;

    /// <inheritdoc/>
    protected override async Task RunAsync(Sweep job, CancellationToken cancellationToken)
    {
        if (!await sweeps.MoveAsync(job.Id, [WorkState.Queued], WorkState.Running, "", cancellationToken))
        {
            return;
        }

        Ring(job.Id);
        while (await sweeps.BeginTrialAsync(job, cancellationToken) is { } trial)
        {
            Ring(job.Id);
            var (state, message) = await RunTrialAsync(job, trial, cancellationToken);
            await sweeps.EndTrialAsync(trial.Id, state, message, CancellationToken.None);
            Ring(job.Id);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await FinishAsync(job, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Ring(SweepId id)
    {
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
    }

    private async Task<(WorkState State, string Message)> RunTrialAsync(Sweep sweep, Trial trial, CancellationToken cancellationToken)
    {
        var note = "";
        try
        {
            await ReportSplitAsync(sweep, trial, cancellationToken);
            await foreach (var point in engine.RunAsync(TrialRequest.For(sweep, trial), cancellationToken))
            {
                await sweeps.AppendAsync(trial, point, CancellationToken.None);
                note = point.Note;
                Ring(sweep.Id);
            }

            return (WorkState.Completed, note);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (WorkState.Queued, "");
        }
        catch (Exception exception) when (exception is not DbException)
        {
            // Whatever a trial throws ends that trial, never the sweep. A store that fails is not the trial's fault.
            return (WorkState.Failed, Explain(exception, $"Trial {trial.Id} of sweep {sweep.Id}"));
        }
    }

    /// <summary>Stores what the split says, before the first trial alone.</summary>
    private async Task ReportSplitAsync(Sweep sweep, Trial trial, CancellationToken cancellationToken)
    {
        if (!await sweeps.HasReportAsync(sweep.Id, cancellationToken))
        {
            var report = await engine.ReportSplitAsync(TrialRequest.For(sweep, trial), cancellationToken);
            await sweeps.SetReportAsync(sweep.Id, report, CancellationToken.None);
            Ring(sweep.Id);
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
}
