using Dapper;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class TrialsAtOnceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task As_many_trials_run_at_once_as_the_engine_can_and_each_runs_once()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { Capacity = 3 };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        await TrialsAsync(lab, sweep, states => states.Count(state => state == WorkState.Running) == 3);

        engine.Release(1000);
        await WaitAsync(lab, sweep, WorkState.Completed);

        Assert.Equal(3, engine.MostAtOnce);
        Assert.Equal(8, engine.Requests.Select(request => request.TrialId).Distinct().Count());
        Assert.Equal(8, engine.Requests.Count);
        Assert.Equal(32, await PointsAsync(lab, sweep));
    }

    [Fact]
    public async Task More_room_than_trials_runs_them_all_at_once()
    {
        var engine = new ScriptedTrialEngine { Capacity = 64 };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);

        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);

        Assert.Equal(32, await PointsAsync(lab, sweep));
    }

    [Fact]
    public async Task A_larger_capacity_acts_when_the_next_trial_ends()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        await TrialsAsync(lab, sweep, states => states.Contains(WorkState.Running));

        engine.Capacity = 4;
        engine.Release(4);

        await TrialsAsync(lab, sweep, states => states.Count(state => state == WorkState.Running) == 4);
    }

    [Fact]
    public async Task Pausing_stops_all_running_trials_and_resuming_goes_on_with_them()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { Capacity = 2 };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);

        // Both run before a point is let through: one trial could take the two of them before the other has begun.
        await Eventually.BecomesAsync(() => Task.FromResult(engine.Requests.Count), count => count == 2, Token);
        engine.Release(2);
        await Eventually.BecomesAsync(() => PointsAsync(lab, sweep), count => count == 2, Token);

        await lab.Get<SweepControl>().PauseAsync(sweep.Id, Token);
        var states = await TrialsAsync(lab, sweep, states => !states.Contains(WorkState.Running));

        Assert.All(states, state => Assert.Equal(WorkState.Queued, state));
        Assert.Empty(engine.Forgotten);

        var stopped = engine.Requests.Select(request => request.TrialId).ToHashSet();
        await lab.Get<SweepControl>().ResumeAsync(sweep.Id, Token);
        await Eventually.BecomesAsync(() => Task.FromResult(engine.Requests.Count), count => count == 4, Token);
        engine.Release(1000);
        await WaitAsync(lab, sweep, WorkState.Completed);

        Assert.Equal(stopped, engine.Requests.Skip(2).Take(2).Select(request => request.TrialId).ToHashSet());
        Assert.Equal(32, await PointsAsync(lab, sweep));
        Assert.Contains(sweep.Id, engine.Forgotten);
    }

    [Fact]
    public async Task Cancelling_stops_all_running_trials_and_nothing_is_kept_of_them()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { Capacity = 3 };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        await TrialsAsync(lab, sweep, states => states.Count(state => state == WorkState.Running) == 3);

        await lab.Get<SweepControl>().CancelAsync(sweep.Id, Token);

        // Once when it was cancelled, and once when the trials had stopped.
        await Eventually.BecomesAsync(() => Task.FromResult(engine.Forgotten.Count), count => count == 2, Token);
        Assert.Equal(0, engine.Running);
        Assert.All(await TrialsAsync(lab, sweep, _ => true), state => Assert.Equal(WorkState.Cancelled, state));
    }

    [Fact]
    public async Task A_trial_that_fails_leaves_the_one_beside_it_alone()
    {
        var engine = new ScriptedTrialEngine { Capacity = 2, Failure = (2, new ExplorerException("λ is too small.")) };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);

        var sweep = await CreateAsync(lab);
        await WaitAsync(lab, sweep, WorkState.Completed);

        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        Assert.All(trials, trial => Assert.Equal(trial.Hyperparameters.FactorCount == 2 ? WorkState.Failed : WorkState.Completed, trial.State));
    }

    [Fact]
    public async Task After_a_stop_in_the_middle_of_several_trials_the_next_start_finishes_with_no_point_lost_or_doubled()
    {
        Sweep sweep;
        var interrupted = new ScriptedTrialEngine(isGated: true) { Capacity = 3 };
        await using (var lab = await LabHost.StartAsync(_folder.Path, interrupted))
        {
            sweep = await CreateAsync(lab);
            interrupted.Release(7);
            await Eventually.BecomesAsync(() => PointsAsync(lab, sweep), count => count == 7, Token);
        }

        await using var again = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine { Capacity = 2 });
        await WaitAsync(again, sweep, WorkState.Completed);

        Assert.Equal(32, await PointsAsync(again, sweep));
    }

    [Fact]
    public async Task A_store_that_fails_stops_all_trials_and_fails_none_of_them()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { Capacity = 2 };
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        await TrialsAsync(lab, sweep, states => states.Count(state => state == WorkState.Running) == 2);
        await ExecuteAsync(lab, "create trigger broken before insert on point begin select raise(abort, 'no'); end");

        engine.Release(1);
        await Eventually.BecomesAsync(() => Task.FromResult(engine.Running), running => running == 0, Token);
        await ExecuteAsync(lab, "drop trigger broken");
        engine.Release(1000);
        await WaitAsync(lab, sweep, WorkState.Completed);

        Assert.All(await TrialsAsync(lab, sweep, _ => true), state => Assert.Equal(WorkState.Completed, state));
        Assert.Equal(32, await PointsAsync(lab, sweep));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(int.MaxValue)]
    public async Task Whenever_one_looks_the_trials_done_are_spread_over_the_grid(int seed)
    {
        var engine = new ScriptedTrialEngine();
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Post(dataset.Id) with { HoldOut = new(2, 0.2, seed), Epochs = [1] };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        await WaitAsync(lab, sweep, WorkState.Completed);

        var order = engine.Requests.Select(request => request.Hyperparameters).ToList();

        Assert.Equal(180, order.Distinct().Count());
        for (var start = 0; start + 18 <= order.Count; start += 18)
        {
            var some = order.GetRange(start, 18);
            Assert.Equal(5, some.Select(trial => trial.FactorCount).Distinct().Count());
            Assert.Equal(6, some.Select(trial => trial.Alpha).Distinct().Count());
        }
    }

    private static async Task ExecuteAsync(LabHost lab, string sql)
    {
        await using var connection = await lab.Get<Database>().OpenAsync(Token);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Eight trials of four points.</summary>
    private static async Task<Sweep> CreateAsync(LabHost lab)
    {
        var dataset = await lab.ImportAsync(LikesText.Halves());
        return await lab.Get<SweepControl>().CreateAsync(
            SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0), Grid = new Grid([2, 3], [0.1, 1], [1, 9]), Epochs = [1, 2, 3, 4] },
            Token);
    }

    private static Task<Sweep> WaitAsync(LabHost lab, Sweep sweep, WorkState state) =>
        Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), seen => seen.State == state, Token);

    private static async Task<int> PointsAsync(LabHost lab, Sweep sweep)
    {
        var points = await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 1000, Token);
        return points.DistinctBy(point => (point.TrialId, point.Point.Epoch)).Count();
    }

    private static Task<List<WorkState>> TrialsAsync(LabHost lab, Sweep sweep, Func<List<WorkState>, bool> isExpected) => Eventually.BecomesAsync(
        async () => (await lab.Get<TrialStore>().TrialsAsync(sweep, Token)).Select(trial => trial.State).ToList(), isExpected, Token);
}
