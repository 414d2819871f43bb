using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps.Estimates;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Sweeps;

/// <summary>What a person can do to sweeps. Each acts on the store first, then tells the worker.</summary>
public sealed class SweepControl(
    SweepStore sweeps,
    DatasetStore datasets,
    FactorizationStore factorizations,
    PaceStore paces,
    TimeEstimator estimator,
    ITrialEngine engine,
    TrialSlots slots,
    SweepLog log,
    WorkSignals<SweepId> signals,
    Bell bell,
    IOptions<SweepOptions> options)
{
    /// <summary>Checks a sweep against its dataset, stores it and queues it.</summary>
    /// <exception cref="ExplorerException">A value is out of range, the thresholds leave nothing, or too few users can be split; nothing is stored.</exception>
    public async Task<Sweep> CreateAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        var plan = await CheckAsync(spec, cancellationToken);
        var id = await sweeps.AddAsync(spec, cancellationToken);
        await log.AddAsync(
            id, SweepEventKind.Created, $"Created with {spec.TrialCount} {(spec.TrialCount == 1 ? "trial" : "trials")} and queued.", trial: null, cancellationToken);
        signals.Wake();
        Ring(id);
        await paces.SetSizesAsync(id, plan.Sizes, cancellationToken);
        return await sweeps.GetAsync(id, cancellationToken);
    }

    /// <summary>What a sweep would train and test on.</summary>
    /// <exception cref="ExplorerException">As for <see cref="CreateAsync"/>.</exception>
    public async Task<SweepPlan> CheckAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Validate(options.Value);
        var likes = await datasets.LikesAsync(spec.DatasetId, cancellationToken);
        var test = spec.TestDatasetId is { } file ? await datasets.LikesAsync(file, cancellationToken) : null;
        var plan = await Task.Run(() => PlanOf(spec, likes, test, cancellationToken), cancellationToken);
        return plan with { Estimate = await estimator.OfAsync(spec, plan.Sizes, cancellationToken) };
    }

    /// <summary>Stops a sweep for now. The trials that run keep their points and go on when the sweep is resumed.</summary>
    /// <exception cref="ExplorerException">It is neither queued nor running (<see cref="Refusal.Conflict"/>), or gone.</exception>
    public Task PauseAsync(SweepId id, CancellationToken cancellationToken) =>
        StopAsync(
            id, "paused", [WorkState.Queued, WorkState.Running], WorkState.Paused, SweepEventKind.Paused, "Paused by a person. Points stay.", cancellationToken);

    /// <summary>Stops a sweep for good. Its points stay.</summary>
    /// <exception cref="ExplorerException">It has ended already (<see cref="Refusal.Conflict"/>), or is gone.</exception>
    public async Task CancelAsync(SweepId id, CancellationToken cancellationToken)
    {
        await StopAsync(
            id,
            "cancelled",
            [WorkState.Queued, WorkState.Running, WorkState.Paused],
            WorkState.Cancelled,
            SweepEventKind.Cancelled,
            "Cancelled by a person. Points stay.",
            cancellationToken);
        engine.Forget(id);
    }

    /// <summary>Queues a paused sweep again.</summary>
    /// <exception cref="ExplorerException">It is not paused (<see cref="Refusal.Conflict"/>), or gone.</exception>
    public async Task ResumeAsync(SweepId id, CancellationToken cancellationToken)
    {
        await MoveAsync(id, "resumed", [WorkState.Paused], WorkState.Queued, cancellationToken);
        await log.AddAsync(id, SweepEventKind.Resumed, "Resumed by a person and queued.", trial: null, cancellationToken);
        signals.Wake();
        Ring(id);
    }

    /// <summary>Deletes a sweep with its trials, points and factorizations.</summary>
    /// <exception cref="ExplorerException">It or a refit of it is running (<see cref="Refusal.Conflict"/>), or it is gone.</exception>
    public async Task DeleteAsync(SweepId id, CancellationToken cancellationToken)
    {
        await sweeps.GetAsync(id, cancellationToken);
        var files = await sweeps.DeleteAsync(id, cancellationToken)
            ?? throw new ExplorerException($"Sweep {id} or a refit of one of its trials is running. Cancel it first, then delete the sweep.", Refusal.Conflict);
        factorizations.DeleteFiles(files);
        engine.Forget(id);
        Ring(id);
    }

    private async Task StopAsync(
        SweepId id, string what, WorkState[] from, WorkState to, SweepEventKind kind, string text, CancellationToken cancellationToken)
    {
        await MoveAsync(id, what, from, to, cancellationToken);
        signals.Stop(id);
        await log.AddAsync(id, kind, text, trial: null, cancellationToken);
        Ring(id);
    }

    private async Task MoveAsync(SweepId id, string what, WorkState[] from, WorkState to, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(id, cancellationToken);
        SweepOrigin.RequireNone(sweep, what);
        if (!await sweeps.MoveAsync(id, from, to, "", cancellationToken))
        {
            throw new ExplorerException(
                $"Sweep {id} is {sweep.State.Word()} and cannot be {what}. That is possible while it is {string.Join(" or ", from.Select(WorkStates.Word))}.",
                Refusal.Conflict);
        }
    }

    private void Ring(SweepId id)
    {
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
    }

    private SweepPlan PlanOf(SweepSpec spec, LikeSet likes, LikeSet? test, CancellationToken cancellationToken)
    {
        var core = KCore.Of(likes, spec.MinLikesPerUser, spec.MinLikesPerItem, cancellationToken);
        if (core.LikeCount == 0)
        {
            throw new ExplorerException(ThresholdAdvice.NothingLeft(likes, spec.MinLikesPerUser, spec.MinLikesPerItem, cancellationToken));
        }

        if (test is not null)
        {
            var split = TestFile.Split(core.ToLikeSet(), test);
            return PlanFor(split.TestUsers.Count, split.TestUsers.Count) with { Note = split.Note };
        }

        spec.HoldOut.RequireTimes(likes.Times);
        return PlanFor(spec.HoldOut.CountTestUsers(core.LikesPerUser), spec.HoldOut.CountEligible(core.LikesPerUser));

        SweepPlan PlanFor(int testUsers, int eligibleUsers) => new(
            core.UserCount,
            core.ItemCount,
            core.LikeCount,
            testUsers,
            eligibleUsers,
            slots.Plan(core.UserCount, core.ItemCount, core.LikeCount, likes.Weights.Length > 0, spec.Grid.Factors.Max()));
    }
}
