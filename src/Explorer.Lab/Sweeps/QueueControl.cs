using System.Globalization;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps;

/// <summary>What a person can change about how a sweep is worked on: how many trials at once, and its turn among the others.</summary>
public sealed class QueueControl(SweepStore sweeps, SweepLog log, ITrialEngine engine, WorkSignals<SweepId> signals, Bell bell)
{
    /// <summary>Most trials of a sweep at once that can be asked for.</summary>
    public const int MaxTrialsAtOnce = 64;

    /// <summary>The farthest a priority may be from 0.</summary>
    public const int MaxPriority = 1_000;

    /// <summary>
    /// Changes how many trials of a sweep run at once; it acts at once. More start right away as far as the memory holds them; when there
    /// are fewer, those that run go on to their end and no other is begun before.
    /// </summary>
    /// <param name="trials">1 … <see cref="MaxTrialsAtOnce"/>; 0 for as many as the setting says.</param>
    /// <exception cref="ExplorerException">The number is out of range, or the sweep is gone.</exception>
    public async Task<SweepEvent> SetTrialsAtOnceAsync(SweepId id, int trials, CancellationToken cancellationToken)
    {
        if (trials is < 0 or > MaxTrialsAtOnce)
        {
            throw new ExplorerException($"Trials at once: {trials} is out of range. Use 1 to {MaxTrialsAtOnce}, or 0 for as many as the settings say.");
        }

        var effect = await EffectAsync(await sweeps.GetAsync(id, cancellationToken), trials, cancellationToken);
        await sweeps.ChangeAsync(id, trials, priority: null, remarks: null, cancellationToken);
        var text = trials == 0 ? "As many trials run at once as the settings say." : trials == 1 ? "One trial at a time from now on."
            : string.Create(CultureInfo.InvariantCulture, $"Up to {trials} trials run at once from now on.");
        var said = await SayAsync(id, SweepEventKind.ConcurrencyChanged, text + effect, CancellationToken.None);
        signals.Nudge(id);
        return said;
    }

    /// <summary>Makes a queued sweep the next one. It interrupts nothing: the sweep that runs ends, or is paused, first.</summary>
    /// <exception cref="ExplorerException">It is not queued (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task<SweepEvent> MoveToFrontAsync(SweepId id, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(id, cancellationToken);
        if (await sweeps.MoveToFrontAsync(id, cancellationToken) is null)
        {
            throw new ExplorerException($"Sweep {id} is {sweep.State.Word()}, so it has no place in the queue to change. That is possible while it is queued.", Refusal.Conflict);
        }

        return await SayToQueueAsync(id, cancellationToken);
    }

    /// <summary>Changes a sweep's priority: of those that are queued, the one with the most runs next. It interrupts nothing.</summary>
    /// <param name="priority">−<see cref="MaxPriority"/> … <see cref="MaxPriority"/>; 0 is usual.</param>
    /// <exception cref="ExplorerException">The number is out of range, or the sweep is gone.</exception>
    public async Task<SweepEvent> SetPriorityAsync(SweepId id, int priority, CancellationToken cancellationToken)
    {
        if (priority is < -MaxPriority or > MaxPriority)
        {
            throw new ExplorerException($"Priority: {priority} is out of range. Use a whole number from -{MaxPriority} to {MaxPriority}; more runs earlier, 0 is usual.");
        }

        await sweeps.GetAsync(id, cancellationToken);
        await sweeps.ChangeAsync(id, trialsAtOnce: null, priority, remarks: null, cancellationToken);
        return await SayToQueueAsync(id, cancellationToken);
    }

    /// <summary>Keeps what a person writes about a sweep.</summary>
    /// <exception cref="ExplorerException">The text is too long, or the sweep is gone.</exception>
    public async Task WriteAsync(SweepId id, string remarks, CancellationToken cancellationToken)
    {
        TrialControl.RequireShort(remarks);
        await sweeps.GetAsync(id, cancellationToken);
        await sweeps.ChangeAsync(id, trialsAtOnce: null, priority: null, remarks.Trim(), cancellationToken);
        Ring(id);
    }

    private async Task<string> EffectAsync(Sweep sweep, int trials, CancellationToken cancellationToken)
    {
        if (sweep.State != WorkState.Running)
        {
            return "";
        }

        var before = await engine.CapacityAsync(sweep, cancellationToken);
        var now = await engine.CapacityAsync(sweep with { TrialsAtOnce = trials }, cancellationToken);
        var bound = now < trials ? string.Create(CultureInfo.InvariantCulture, $" The memory holds {now} at once.") : "";
        return bound + (now > before ? " More start now." : now < before ? " Those that run go on to their end; no other begins before." : "");
    }

    private async Task<SweepEvent> SayToQueueAsync(SweepId id, CancellationToken cancellationToken)
    {
        var all = await sweeps.ListAsync(cancellationToken);
        var sweep = all.First(other => other.Id == id);
        var running = all.FirstOrDefault(other => other.State == WorkState.Running && other.Id != id);
        var text = string.Create(CultureInfo.InvariantCulture, $"Priority {sweep.Priority}") + (sweep.State, sweep.QueuePlace, running) switch
        {
            (not WorkState.Queued, _, _) => ". It counts when the sweep is queued again.",
            (_, 1, { } other) => $": next in the queue. Sweep {other.Id} runs and is not interrupted; pause it to begin at once.",
            (_, 1, null) => ": next in the queue.",
            (_, var place, _) => string.Create(CultureInfo.InvariantCulture, $": place {place} in the queue."),
        };
        foreach (var other in all.Where(other => other.State == WorkState.Queued))
        {
            bell.Ring(Topics.Sweep(other.Id));
        }

        return await SayAsync(id, SweepEventKind.QueueChanged, text, cancellationToken);
    }

    private async Task<SweepEvent> SayAsync(SweepId id, SweepEventKind kind, string text, CancellationToken cancellationToken)
    {
        var said = await log.AddAsync(id, kind, text, trial: null, cancellationToken);
        Ring(id);
        return said;
    }

    private void Ring(SweepId id)
    {
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
    }
}
