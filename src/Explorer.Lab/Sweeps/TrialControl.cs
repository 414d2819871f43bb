using System.Globalization;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Sweeps;

/// <summary>What a person can do to trials. Each acts on the store first, then tells the worker, and answers with what it did.</summary>
public sealed class TrialControl(
    SweepStore sweeps,
    TrialStore trials,
    TrialEditStore edits,
    FactorizationStore factorizations,
    SweepLog log,
    WorkSignals<SweepId> signals,
    WorkSignals<TrialId> stops,
    Bell bell,
    IOptions<SweepOptions> options)
{
    /// <summary>The longest text about a trial or a sweep, in characters.</summary>
    public const int MaxRemarks = 10_000;

    /// <summary>Ends a trial that is queued or runs, within an epoch. Its points stay, and it can be retried.</summary>
    /// <exception cref="ExplorerException">It has ended already (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task<SweepEvent> StopAsync(TrialId id, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(id, cancellationToken);
        if (!await edits.StopAsync(id, cancellationToken))
        {
            throw await NowAsync(id, "stopped. That is possible while it is queued or running.", cancellationToken);
        }

        var said = await SayAsync(
            trial.SweepId, SweepEventKind.TrialStopped, $"{Name(trial)} was stopped. Its points stay; “Retry” takes it up again.", trial.Number, CancellationToken.None);
        stops.Stop(id);
        return said;
    }

    /// <summary>Queues a failed or stopped trial again, and its sweep when that had ended. Points stored already stay.</summary>
    /// <exception cref="ExplorerException">It has not ended, or is completed (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task<SweepEvent> RetryAsync(TrialId id, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(id, cancellationToken);
        SweepOrigin.RequireNone(await sweeps.GetAsync(trial.SweepId, cancellationToken), "gone on with");
        if (!await edits.RetryAsync(trial, cancellationToken))
        {
            throw await NowAsync(id, "retried. That is possible when it has failed or was stopped.", cancellationToken);
        }

        return await GoOnAsync(trial.SweepId, SweepEventKind.TrialRetried, $"{Name(trial)} is queued again.", trial.Number);
    }

    /// <summary>Queues all failed trials of a sweep again, and the sweep when it had ended.</summary>
    /// <exception cref="ExplorerException">None has failed (<see cref="Refusal.Conflict"/>), or the sweep is gone.</exception>
    public async Task<SweepEvent> RetryFailedAsync(SweepId id, CancellationToken cancellationToken)
    {
        SweepOrigin.RequireNone(await sweeps.GetAsync(id, cancellationToken), "gone on with");
        var count = await edits.RetryFailedAsync(id, cancellationToken);
        if (count == 0)
        {
            throw new ExplorerException($"No trial of sweep {id} has failed, so there is none to retry.", Refusal.Conflict);
        }

        var text = count == 1 ? "The failed trial is queued again." : string.Create(CultureInfo.InvariantCulture, $"{count} failed trials are queued again.");
        return await GoOnAsync(id, SweepEventKind.TrialRetried, text, trial: null);
    }

    /// <summary>Adds trials to a sweep; those it has already are left out. A sweep that had ended goes on.</summary>
    /// <exception cref="ExplorerException">
    /// A value is out of range, there would be too many trials, or it has all of them already (<see cref="Refusal.Conflict"/>), or is gone. Nothing is stored.
    /// </exception>
    public async Task<SweepEvent> AddAsync(SweepId id, Grid grid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grid);
        grid.Validate();
        var sweep = await sweeps.GetAsync(id, cancellationToken);
        SweepOrigin.RequireNone(sweep, "added to");
        if (sweep.TrialCount + grid.Count > options.Value.MaxTrials)
        {
            throw new ExplorerException(string.Create(CultureInfo.InvariantCulture,
                $"Sweep {id} has {sweep.TrialCount:N0} trials and would get {grid.Count:N0} more; at most {options.Value.MaxTrials:N0} are allowed. Give fewer values, or raise the setting Sweeps:MaxTrials."));
        }

        Hyperparameters[] wanted = [.. grid.Combinations()];
        var added = await edits.AddAsync(id, wanted, cancellationToken);
        if (added.Count == 0)
        {
            throw new ExplorerException($"Sweep {id} has {(wanted.Length == 1 ? "this trial" : "all of these trials")} already. Give other values.", Refusal.Conflict);
        }

        return await GoOnAsync(id, SweepEventKind.TrialsAdded, Added(added, wanted), added.Count == 1 ? added[0] : null);
    }

    /// <summary>The values around a trial of a sweep, as <see cref="AddAsync"/> takes them.</summary>
    /// <param name="number">The trial's place in the sweep.</param>
    /// <exception cref="ExplorerException">The sweep has no such trial (<see cref="Refusal.Missing"/>), or is gone.</exception>
    public async Task<Grid> FineGridAsync(SweepId id, int number, CancellationToken cancellationToken)
    {
        await sweeps.GetAsync(id, cancellationToken);
        var all = await trials.TrialsWithoutPointsAsync(id, cancellationToken);
        var centre = all.FirstOrDefault(trial => trial.Number == number)
            ?? throw new ExplorerException($"Sweep {id} has no trial {number}. It may have been deleted.", Refusal.Missing);
        return FineGrid.Around(centre.Hyperparameters, [.. all.Select(trial => trial.Hyperparameters)]);
    }

    /// <summary>Deletes a trial that does not run, with its points and the factorizations trained from it.</summary>
    /// <exception cref="ExplorerException">It or a refit of it runs, or it is the last one (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task<SweepEvent> DeleteAsync(TrialId id, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(id, cancellationToken);
        var files = await edits.DeleteAsync(trial, cancellationToken) ?? throw new ExplorerException(
            (await sweeps.GetAsync(trial.SweepId, cancellationToken)).TrialCount == 1
                ? $"Trial {trial.Number} is the only one of sweep {trial.SweepId}. Delete the sweep instead."
                : $"Trial {trial.Number} or a training of it on everything is running. Stop it first, then delete it.",
            Refusal.Conflict);
        factorizations.DeleteFiles(files);
        return await SayAsync(
            trial.SweepId, SweepEventKind.TrialDeleted, $"{Name(trial)} was deleted with its points.", trial.Number, cancellationToken);
    }

    /// <summary>Keeps what a person writes about a trial.</summary>
    /// <exception cref="ExplorerException">The text is too long, or the trial is gone.</exception>
    public async Task WriteAsync(TrialId id, string remarks, CancellationToken cancellationToken)
    {
        RequireShort(remarks);
        var trial = await trials.GetTrialAsync(id, cancellationToken);
        await edits.SetRemarksAsync(id, remarks.Trim(), cancellationToken);
        bell.Ring(Topics.Sweep(trial.SweepId));
    }

    internal static void RequireShort(string remarks)
    {
        ArgumentNullException.ThrowIfNull(remarks);
        if (remarks.Length > MaxRemarks)
        {
            throw new ExplorerException($"The note has {remarks.Length} characters; at most {MaxRemarks} are kept. Shorten it.");
        }
    }

    private static string Name(Trial trial) => $"Trial {trial.Number} ({trial.Hyperparameters})";

    private static string Added(IReadOnlyList<int> numbers, Hyperparameters[] wanted)
    {
        var what = numbers.Count == 1
            ? $"Trial {numbers[0]} was added."
            : string.Create(CultureInfo.InvariantCulture, $"{numbers.Count} trials were added, {numbers[0]} to {numbers[^1]}.");
        return (wanted.Length - numbers.Count) switch
        {
            0 => what,
            1 => what + " One was there already.",
            var known => what + string.Create(CultureInfo.InvariantCulture, $" {known} were there already."),
        };
    }

    // What is stored is told and acted on, even if whoever asked has gone meanwhile.
    private async Task<SweepEvent> GoOnAsync(SweepId id, SweepEventKind kind, string text, int? trial)
    {
        var next = (await sweeps.GetAsync(id, CancellationToken.None)).State switch
        {
            WorkState.Paused => " The sweep is paused: resume it to go on.",
            WorkState.Queued => " The sweep goes on when its turn comes.",
            _ => "",
        };

        // Told before it is begun, so that the log has both in their order.
        var said = await SayAsync(id, kind, text + next, trial, CancellationToken.None);
        signals.Wake();
        signals.Nudge(id);
        return said;
    }

    private async Task<SweepEvent> SayAsync(SweepId id, SweepEventKind kind, string text, int? trial, CancellationToken cancellationToken)
    {
        var said = await log.AddAsync(id, kind, text, trial, cancellationToken);
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
        return said;
    }

    private async Task<ExplorerException> NowAsync(TrialId id, string what, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(id, cancellationToken);
        return new ExplorerException($"Trial {trial.Number} is {trial.State.Word()} and cannot be {what}", Refusal.Conflict);
    }
}
