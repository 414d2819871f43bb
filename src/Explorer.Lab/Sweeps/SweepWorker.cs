using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// Works through queued sweeps, one after another, and through the trials of each, as many at once as the engine can. A point is stored,
/// then announced. A repeated trial gives the same points, and those stored already stay.
/// </summary>
public sealed class SweepWorker(
    SweepStore sweeps,
    PinStore pins,
    ITrialEngine engine,
    WorkSignals<SweepId> signals,
    Bell bell,
    TimeProvider time,
    ILogger<SweepWorker> logger) : QueueWorker<SweepId, Sweep>(signals, time, logger)
{
    // The database has one writer at a time, and who finds it taken looks again only after a while: better to queue here.
    private readonly SemaphoreSlim _storing = new(1, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _storing.Dispose();
        base.Dispose();
    }

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
        try
        {
            await RunTrialsAsync(job, cancellationToken);
            await FinishAsync(job, cancellationToken);
        }
        finally
        {
            await ForgetIfEndedAsync(job.Id);
        }
    }

    /// <inheritdoc/>
    protected override void Ring(SweepId id)
    {
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
    }

    private async Task RunTrialsAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        try
        {
            await FillAsync(sweep, running, stop.Token);
            while (running.Count > 0)
            {
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                await ended;
                cancellationToken.ThrowIfCancellationRequested();
                await FillAsync(sweep, running, stop.Token);
            }
        }
        finally
        {
            // Whatever ends the loop ends the other trials; what they throw on the way is an echo of it.
            await stop.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(Sweep sweep, List<Task> running, CancellationToken cancellationToken)
    {
        var capacity = await CapacityAsync(sweep, cancellationToken);
        while (running.Count < capacity && await sweeps.BeginTrialAsync(sweep, cancellationToken) is { } trial)
        {
            Ring(sweep.Id);
            running.Add(RunToEndAsync(sweep, trial, cancellationToken));
        }
    }

    private async Task<int> CapacityAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.CapacityAsync(sweep, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !Database.IsStoreFailure(exception))
        {
            // Each trial will meet what was met here, and is the one to say so.
            return 1;
        }
    }

    private async Task RunToEndAsync(Sweep sweep, Trial trial, CancellationToken cancellationToken)
    {
        var (state, message) = await RunTrialAsync(sweep, trial, cancellationToken);
        await sweeps.EndTrialAsync(trial.Id, state, message, CancellationToken.None);
        Ring(sweep.Id);
    }

    private async Task<(WorkState State, string Message)> RunTrialAsync(Sweep sweep, Trial trial, CancellationToken cancellationToken)
    {
        var note = "";
        try
        {
            await ReportSplitAsync(sweep, trial, cancellationToken);
            await foreach (var point in engine.RunAsync(TrialRequest.For(sweep, trial), cancellationToken))
            {
                await StoreAsync(trial, point);
                note = point.Note;
                Ring(sweep.Id);
            }

            return (WorkState.Completed, note);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (WorkState.Queued, "");
        }
        catch (Exception exception) when (!Database.IsStoreFailure(exception))
        {
            // Whatever a trial throws ends that trial, never the sweep. A store that fails is not the trial's fault.
            return (WorkState.Failed, Explain(exception, $"Trial {trial.Id} of sweep {sweep.Id}"));
        }
    }

    private async Task StoreAsync(Trial trial, LearningCurvePoint point)
    {
        await _storing.WaitAsync(CancellationToken.None);
        try
        {
            await pins.AppendAsync(trial, point, CancellationToken.None);
            await sweeps.AppendAsync(trial, point, CancellationToken.None);
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>Stores what the split says, before the first trial alone.</summary>
    private async Task ReportSplitAsync(Sweep sweep, Trial trial, CancellationToken cancellationToken)
    {
        if (!await sweeps.HasReportAsync(sweep.Id, cancellationToken))
        {
            var report = await engine.ReportSplitAsync(TrialRequest.For(sweep, trial), cancellationToken);
            await pins.BeginAsync(sweep.Id, report.MostLiked, CancellationToken.None);
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

    private async Task ForgetIfEndedAsync(SweepId id)
    {
        var present = (await sweeps.ListAsync(CancellationToken.None)).FirstOrDefault(sweep => sweep.Id == id);
        if (present is null || present.State.IsFinished())
        {
            engine.Forget(id);
        }
    }
}
