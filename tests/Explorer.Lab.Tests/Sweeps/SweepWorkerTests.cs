using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class SweepWorkerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_trial_gets_every_point_once()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());

        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);

        await AssertCompleteAsync(lab, sweep);
    }

    [Fact]
    public async Task The_best_point_is_the_earliest_with_the_best_value_not_the_last()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());

        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);

        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        Assert.All(trials, trial => Assert.Equal(trial.Hyperparameters.FactorCount, trial.Best?.Epoch));
        Assert.All(trials, trial => Assert.Equal(4, trial.LastEpoch));
    }

    [Fact]
    public async Task Pausing_acts_before_the_next_point_and_resuming_completes()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        engine.Release(2);
        await PointsAsync(lab, sweep, 2);

        await lab.Get<SweepControl>().PauseAsync(sweep.Id, Token);
        await Eventually.BecomesAsync(() => TrialStatesAsync(lab, sweep), states => !states.Contains(WorkState.Running), Token);
        Assert.Equal(WorkState.Paused, (await lab.Get<SweepStore>().GetAsync(sweep.Id, Token)).State);

        await lab.Get<SweepControl>().ResumeAsync(sweep.Id, Token);
        engine.Release(1000);
        await WaitAsync(lab, sweep, WorkState.Completed);
        await AssertCompleteAsync(lab, sweep);
    }

    [Fact]
    public async Task A_stop_that_comes_after_the_resuming_does_not_leave_the_sweep_running_without_a_worker()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        engine.Release(2);
        await PointsAsync(lab, sweep, 2);

        lab.Get<WorkSignals<SweepId>>().Stop(sweep.Id);

        engine.Release(1000);
        await WaitAsync(lab, sweep, WorkState.Completed);
        await AssertCompleteAsync(lab, sweep);
    }

    [Fact]
    public async Task A_point_of_a_sweep_deleted_meanwhile_is_dropped()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        await lab.Get<SweepControl>().DeleteAsync(sweep.Id, Token);

        await lab.Get<PointStore>().AppendAsync(trial, ScriptedTrialEngine.PointOf(2, 1), Token);

        Assert.Empty(await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 10, Token));
    }

    [Fact]
    public async Task What_is_added_to_something_deleted_meanwhile_is_refused_as_missing()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        await lab.Get<DatasetStore>().DeleteAsync(sweep.Spec.DatasetId, Token);

        var again = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<SweepStore>().AddAsync(sweep.Spec, Token));
        var refit = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<FactorizationStore>().AddAsync(sweep, trial, 1, isPreview: false, Token));

        Assert.Equal((Refusal.Missing, Refusal.Missing), (again.Refusal, refit.Refusal));
    }

    [Fact]
    public async Task Cancelling_keeps_points_and_ends_every_trial_that_was_left()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        engine.Release(5);
        await PointsAsync(lab, sweep, 5);

        await lab.Get<SweepControl>().CancelAsync(sweep.Id, Token);

        Assert.Equal(WorkState.Cancelled, (await lab.Get<SweepStore>().GetAsync(sweep.Id, Token)).State);
        Assert.Equal(
            [WorkState.Completed, WorkState.Cancelled, WorkState.Cancelled, WorkState.Cancelled], (await TrialStatesAsync(lab, sweep)).Order());
        Assert.Equal(5, (await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token)).Count);
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<SweepControl>().ResumeAsync(sweep.Id, Token));
        Assert.Equal(Refusal.Conflict, refusal.Refusal);
    }

    [Fact]
    public async Task A_cancelled_sweep_makes_room_for_the_next()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var first = await CreateAsync(lab);
        await WaitAsync(lab, first, WorkState.Running);
        var second = await CreateAsync(lab, first.Spec.DatasetId);

        await lab.Get<SweepControl>().CancelAsync(first.Id, Token);
        engine.Release(1000);

        await WaitAsync(lab, second, WorkState.Completed);
        await AssertCompleteAsync(lab, second);
    }

    [Fact]
    public async Task A_trial_that_fails_says_why_and_the_others_go_on()
    {
        var engine = new ScriptedTrialEngine { Failure = (2, new ExplorerException("λ is too small.")) };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);

        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);

        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        Assert.Equal([WorkState.Failed, WorkState.Failed, WorkState.Completed, WorkState.Completed], trials.Select(trial => trial.State));
        Assert.Equal("λ is too small.", trials[0].Message);
    }

    [Fact]
    public async Task A_mistake_of_ours_fails_the_trial_with_a_reference_and_never_its_details()
    {
        var engine = new ScriptedTrialEngine { Failure = (2, new InvalidOperationException("secret")) };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);

        var sweep = await CreateAsync(lab, factors: [2]);
        var failed = await WaitAsync(lab, sweep, WorkState.Failed);

        Assert.Contains("reference", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_stop_in_the_middle_the_next_start_finishes_with_no_point_lost_or_doubled()
    {
        Sweep sweep;
        IReadOnlyList<StoredPoint> before;
        var interrupted = new ScriptedTrialEngine(isGated: true);
        await using (var lab = await LabHost.StartAsync(_folder.Path, interrupted))
        {
            sweep = await CreateAsync(lab);
            interrupted.Release(6);
            before = await PointsAsync(lab, sweep, 6);
        }

        await using var again = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        await WaitAsync(again, sweep, WorkState.Completed);

        await AssertCompleteAsync(again, sweep);
        var after = await again.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token);
        Assert.Equal(before, after.Take(before.Count));
    }

    [Fact]
    public async Task A_paused_sweep_stays_paused_over_a_restart()
    {
        Sweep sweep;
        await using (var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(isGated: true)))
        {
            sweep = await CreateAsync(lab);
            await WaitAsync(lab, sweep, WorkState.Running);
            await lab.Get<SweepControl>().PauseAsync(sweep.Id, Token);
        }

        await using var again = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var other = await CreateAsync(again, sweep.Spec.DatasetId);
        await WaitAsync(again, other, WorkState.Completed);

        Assert.Equal(WorkState.Paused, (await again.Get<SweepStore>().GetAsync(sweep.Id, Token)).State);
    }

    private static async Task<Sweep> CreateAsync(LabHost lab, DatasetId? dataset = null, int[]? factors = null)
    {
        dataset ??= (await lab.ImportAsync(LikesText.Halves())).Id;
        var spec = SweepSpec.Small(dataset.Value) with
        {
            HoldOut = new(2, 0.2, 0),
            Grid = new Grid(factors ?? [2, 3], [0.1], [1, 9]),
            Epochs = [1, 2, 3, 4],
        };
        return await lab.Get<SweepControl>().CreateAsync(spec, Token);
    }

    private static Task<Sweep> WaitAsync(LabHost lab, Sweep sweep, WorkState state) =>
        Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), seen => seen.State == state, Token);

    private static Task<IReadOnlyList<StoredPoint>> PointsAsync(LabHost lab, Sweep sweep, int count) =>
        Eventually.BecomesAsync(() => lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 1000, Token), points => points.Count == count, Token);

    private static async Task<IReadOnlyList<WorkState>> TrialStatesAsync(LabHost lab, Sweep sweep) =>
        [.. (await lab.Get<TrialStore>().TrialsAsync(sweep, Token)).Select(trial => trial.State)];

    private static async Task AssertCompleteAsync(LabHost lab, Sweep sweep)
    {
        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        var points = await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 1000, Token);
        var expected = from trial in trials
                       from epoch in sweep.Spec.Epochs
                       select (trial.Id, ScriptedTrialEngine.PointOf(trial.Hyperparameters.FactorCount, epoch));

        Assert.All(trials, trial => Assert.Equal(WorkState.Completed, trial.State));
        Assert.Equal(expected, points.Select(point => (point.TrialId, point.Point)).OrderBy(point => point.TrialId.Value).ThenBy(point => point.Point.Epoch));
        Assert.Equal(points.Select(point => point.Cursor).Order(), points.Select(point => point.Cursor));
    }
}
