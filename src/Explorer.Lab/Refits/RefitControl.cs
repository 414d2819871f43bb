using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Refits;

/// <summary>What a person can do to refits. Each acts on the store first, then tells the worker.</summary>
public sealed class RefitControl(
    SweepStore sweeps,
    TrialStore trials,
    FactorizationStore factorizations,
    WorkSignals<FactorizationId> signals,
    Bell bell)
{
    /// <summary>Queues “train on everything”: the trial's hyperparameters, for its best epoch count, on all thresholded likes.</summary>
    /// <exception cref="ExplorerException">The trial has no point yet (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task<Refit> StartAsync(TrialId trialId, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(trialId, cancellationToken);
        var sweep = await sweeps.GetAsync(trial.SweepId, cancellationToken);
        SweepOrigin.RequireNone(sweep, "trained on everything");
        if (trial.Best is not { } best)
        {
            throw new ExplorerException(
                $"Trial {trial.Number} is {trial.State.Word()} and has no measured epoch yet, so its best epoch is unknown. Wait for its first point.",
                Refusal.Conflict);
        }

        return await QueueAsync(sweep, trial, best.Epoch, isPreview: false, cancellationToken);
    }

    /// <summary>A trial as it was at an epoch: trained anew on what it was trained on, when no preview of it is kept.</summary>
    /// <param name="epoch">1 … the sweep's last epoch; null for the trial's best, or the sweep's last when it has none yet.</param>
    /// <exception cref="ExplorerException">The epoch is out of range, or the trial is gone.</exception>
    public async Task<Refit> PreviewAsync(TrialId trialId, int? epoch, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(trialId, cancellationToken);
        var sweep = await sweeps.GetAsync(trial.SweepId, cancellationToken);
        SweepOrigin.RequireNone(sweep, "previewed");
        var last = sweep.Spec.OrderedEpochs[^1];
        var epochs = epoch ?? trial.Best?.Epoch ?? last;
        if (epochs < 1 || epochs > last)
        {
            throw new ExplorerException($"epoch: {epochs} is out of range. Sweep {sweep.Id} trains to epoch {last}; use 1 to {last}.");
        }

        return await factorizations.FindPreviewAsync(trial.Id, epochs, cancellationToken)
            ?? await QueueAsync(sweep, trial, epochs, isPreview: true, cancellationToken);
    }

    /// <summary>Stops a refit for good.</summary>
    /// <exception cref="ExplorerException">It has ended already (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task CancelAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var refit = await factorizations.GetAsync(id, cancellationToken);
        if (!await factorizations.MoveAsync(id, [WorkState.Queued, WorkState.Running], WorkState.Cancelled, "", cancellationToken))
        {
            throw new ExplorerException($"Factorization {id} is {refit.State.Word()} and cannot be cancelled.", Refusal.Conflict);
        }

        signals.Stop(id);
        Ring(id);
    }

    /// <summary>Deletes a refit that is not running.</summary>
    /// <exception cref="ExplorerException">It is running (<see cref="Refusal.Conflict"/>), or gone.</exception>
    public async Task DeleteAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        await factorizations.DeleteAsync(id, cancellationToken);
        Ring(id);
    }

    private async Task<Refit> QueueAsync(Sweep sweep, Trial trial, int epochs, bool isPreview, CancellationToken cancellationToken)
    {
        var id = await factorizations.AddAsync(sweep, trial, epochs, isPreview, cancellationToken);
        signals.Wake();
        Ring(id);
        return await factorizations.GetAsync(id, cancellationToken);
    }

    private void Ring(FactorizationId id)
    {
        bell.Ring(Topics.Factorization(id));
        bell.Ring(Topics.Lists);
    }
}
