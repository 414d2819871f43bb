using System.Threading.Channels;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// Works through queued sweeps, one after another, and through the trials of each, as many at once as the engine can and the sweep wants,
/// asked again whenever a trial ends or a person steers. A point is stored, then announced. A repeated trial gives the same points, and those stored already stay.
/// </summary>
public sealed class SweepWorker(
    SweepStore sweeps,
    TrialStore trials,
    PointStore points,
    SweepLog log,
    SweepRounds rounds,
    PinStore pins,
    ITrialEngine engine,
    WorkSignals<SweepId> signals,
    WorkSignals<TrialId> stops,
    Bell bell,
    TimeProvider time,
    ILogger<SweepWorker> logger) : QueueWorker<SweepId, Sweep>(signals, time, logger)
{
    // The database has one writer at a time, and who finds it taken looks again only after a while: better to queue here.
    private readonly SemaphoreSlim _storing = new(1, 1);
    private readonly WorkSignals<SweepId> _signals = signals;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _storing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task RequeueInterruptedAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await sweeps.RequeueInterruptedAsync(cancellationToken))
        {
            await log.AddAsync(
                id, SweepEventKind.Interrupted, "Interrupted while it ran, and queued again. Points stay; trials that ran go on or are repeated.", trial: null, cancellationToken);
            Ring(id);
        }
    }

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

        await log.AddAsync(job.Id, SweepEventKind.Started, job.StartedAt is null ? "Started." : "Went on.", trial: null, cancellationToken);
        await RingAllWaitingAsync(job.Id, cancellationToken);
        var nudges = _signals.Listen(job.Id);
        try
        {
            do
            {
                await RunTrialsAsync(job, nudges, cancellationToken);
            }
            while (!await FinishAsync(job, cancellationToken));
        }
        finally
        {
            _signals.Unlisten(job.Id);
            await ForgetIfEndedAsync(job.Id);
        }
    }

    /// <inheritdoc/>
    protected override void Ring(SweepId id)
    {
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
    }

    // Those that still wait have moved up by one.
    private async Task RingAllWaitingAsync(SweepId started, CancellationToken cancellationToken)
    {
        Ring(started);
        foreach (var sweep in (await sweeps.ListAsync(cancellationToken)).Where(sweep => sweep.State == WorkState.Queued))
        {
            bell.Ring(Topics.Sweep(sweep.Id));
        }
    }

    private async Task RunTrialsAsync(Sweep sweep, ChannelReader<bool> nudges, CancellationToken cancellationToken)
    {
        var pruner = await Pruner.OfAsync(points, trials, sweep, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<RunningTrial>();
        var nudge = Task.CompletedTask;
        try
        {
            await FillAsync(sweep.Id, pruner, running, stop.Token);
            nudge = NextAsync(nudges, stop.Token);
            while (running.Count > 0)
            {
                var first = await Task.WhenAny([nudge, .. running.Select(trial => trial.Task)]);
                running.RemoveAll(trial => trial.Task == first);
                await first;
                cancellationToken.ThrowIfCancellationRequested();
                nudge = first == nudge ? NextAsync(nudges, stop.Token) : nudge;
                await FillAsync(sweep.Id, pruner, running, stop.Token);
            }
        }
        finally
        {
            // Whatever ends the loop ends the other trials; what they throw on the way is an echo of it.
            await stop.CancelAsync();
            await Task.WhenAll([nudge, .. running.Select(trial => trial.Task)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task NextAsync(ChannelReader<bool> nudges, CancellationToken cancellationToken) => await nudges.ReadAsync(cancellationToken);

    private async Task FillAsync(SweepId id, Pruner pruner, List<RunningTrial> running, CancellationToken cancellationToken)
    {
        // Read again, since a person may have changed how many are to run, or added a larger trial.
        var sweep = await sweeps.GetAsync(id, cancellationToken);
        var capacity = await CapacityAsync(sweep, cancellationToken);
        while (running.Count < capacity)
        {
            var slot = Enumerable.Range(1, capacity).First(number => running.All(trial => trial.Slot != number));
            if (await NextTrialAsync(sweep, slot, isIdle: running.Count == 0, cancellationToken) is not var (trial, run))
            {
                return;
            }

            Ring(id);
            var before = running.FindLast(other => other.Id == trial.Id)?.Task ?? Task.CompletedTask;
            running.Add(new RunningTrial(trial.Id, slot, RunToEndAsync(sweep, trial, run, pruner, before, cancellationToken)));
        }
    }

    // What comes next may depend on every trial that is still on its way, so it is asked for when none is.
    private async Task<(Trial Trial, RunId Run)?> NextTrialAsync(Sweep sweep, int slot, bool isIdle, CancellationToken cancellationToken) =>
        await trials.BeginTrialAsync(sweep, slot, cancellationToken)
        ?? (isIdle && await rounds.NextAsync(sweep, cancellationToken) ? await trials.BeginTrialAsync(sweep, slot, cancellationToken) : null);

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

    /// <param name="before">An earlier run of the same trial, stopped and retried so quickly that it may still be on its way out.</param>
    private async Task RunToEndAsync(Sweep sweep, Trial trial, RunId run, Pruner pruner, Task before, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var stop = stops.Begin(trial.Id, cancellationToken);
        try
        {
            var (state, message) = await RunUntilStoppedAsync(sweep, trial, run, pruner, stop.Token, cancellationToken);
            await trials.EndTrialAsync(run, state, message, CancellationToken.None);
            if (state == WorkState.Failed)
            {
                await log.AddAsync(
                    sweep.Id, SweepEventKind.TrialFailed, $"Trial {trial.Number} ({trial.Hyperparameters}) failed: {message}", trial.Number, CancellationToken.None);
            }
        }
        finally
        {
            stops.End(trial.Id);
        }

        Ring(sweep.Id);
    }

    /// <param name="stop">Stopped by a person, or with the sweep.</param>
    /// <param name="cancellationToken">Stopped with the sweep.</param>
    private async Task<(WorkState State, string Message)> RunUntilStoppedAsync(
        Sweep sweep, Trial trial, RunId run, Pruner pruner, CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            // Whoever stopped it before its stop was open has said so in the store.
            return await trials.IsRunningAsync(run, stop) ? await RunTrialAsync(sweep, trial, pruner, stop) : (WorkState.Cancelled, "");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (cancellationToken.IsCancellationRequested ? WorkState.Queued : WorkState.Cancelled, "");
        }
    }

    private async Task<(WorkState State, string Message)> RunTrialAsync(Sweep sweep, Trial trial, Pruner pruner, CancellationToken cancellationToken)
    {
        var note = "";
        try
        {
            await ReportSplitAsync(sweep, trial, cancellationToken);
            var request = TrialRequest.For(sweep, trial);
            await foreach (var point in engine.RunAsync(request, cancellationToken))
            {
                await StoreAsync(trial, point);
                note = point.Note;
                Ring(sweep.Id);
                if (pruner.Judge(trial, point) is { } why)
                {
                    return (WorkState.Pruned, $"{why} {note}".TrimEnd());
                }
            }

            if (request.MayGoOn)
            {
                return (WorkState.Paused, $"Waits after epoch {request.Epochs[^1]} until all trials have got there; the best go on.");
            }

            pruner.Complete(trial);
            return (WorkState.Completed, note);
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken) && !Database.IsStoreFailure(exception))
        {
            // Whatever a trial throws ends that trial, never the sweep. A store that fails is not the trial's fault.
            return (WorkState.Failed, Explain(exception, $"Trial {trial.Id} of sweep {sweep.Id}"));
        }
    }

    private static bool IsStop(Exception exception, CancellationToken token) => exception is OperationCanceledException && token.IsCancellationRequested;

    private async Task StoreAsync(Trial trial, LearningCurvePoint point)
    {
        await _storing.WaitAsync(CancellationToken.None);
        try
        {
            await pins.AppendAsync(trial, point, CancellationToken.None);
            await points.AppendAsync(trial, point, CancellationToken.None);
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
            var report = await engine.ReportSplitAsync(TrialRequest.For(sweep, trial with { Seed = null }), cancellationToken);
            await pins.BeginAsync(sweep.Id, report.MostLiked, CancellationToken.None);
            await sweeps.SetReportAsync(sweep.Id, report, CancellationToken.None);
            Ring(sweep.Id);
        }
    }

    /// <returns>Whether it has ended; not when a person has queued a trial since the last one ended.</returns>
    private async Task<bool> FinishAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        var all = await trials.TrialsWithoutPointsAsync(sweep.Id, cancellationToken);
        var hasFailed = all.All(trial => trial.State == WorkState.Failed);
        var message = hasFailed ? $"Every trial failed. The first one: {all[0].Message}" : "";
        if (!await sweeps.FinishAsync(sweep.Id, hasFailed ? WorkState.Failed : WorkState.Completed, message, cancellationToken))
        {
            // Paused or cancelled at the last moment: then the token says so, and there is nothing more to run.
            return (await sweeps.GetAsync(sweep.Id, cancellationToken)).State != WorkState.Running;
        }

        var kind = hasFailed ? SweepEventKind.Failed : SweepEventKind.Completed;
        await log.AddAsync(sweep.Id, kind, hasFailed ? message : Completed(all), trial: null, CancellationToken.None);
        return true;
    }

    private static string Completed(IReadOnlyList<Trial> all)
    {
        var words = all.GroupBy(trial => trial.State).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.Word()}");
        return $"All trials have ended: {string.Join(", ", words)}.";
    }

    private async Task ForgetIfEndedAsync(SweepId id)
    {
        var present = (await sweeps.ListAsync(CancellationToken.None)).FirstOrDefault(sweep => sweep.Id == id);
        if (present is null || present.State.IsFinished())
        {
            engine.Forget(id);
        }
    }

    private sealed record RunningTrial(TrialId Id, int Slot, Task Task);
}
