using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class SweepHistoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_log_tells_what_happened_in_its_order()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { Failure = (3, new ExplorerException("Not today.")) };
        await using var lab = await SteeringHost.StartAsync(_folder, engine);
        var sweep = await lab.CreateAsync(2, 3);
        await lab.WaitAsync(sweep, 1, WorkState.Running);
        await lab.Sweeps.PauseAsync(sweep.Id, Token);
        await Eventually.BecomesAsync(() => Task.FromResult(engine.Running), running => running == 0, Token);
        await lab.Sweeps.ResumeAsync(sweep.Id, Token);
        engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);
        await Eventually.BecomesAsync(() => lab.KindsAsync(sweep), kinds => kinds.Contains(SweepEventKind.Completed), Token);

        var events = await lab.EventsAsync(sweep);

        Assert.Equal(
            [SweepEventKind.Created, SweepEventKind.Started, SweepEventKind.Paused, SweepEventKind.Resumed, SweepEventKind.Started, SweepEventKind.Completed],
            events.Select(happened => happened.Kind).Where(kind => kind != SweepEventKind.TrialFailed));
        var failed = Assert.Single(events, happened => happened.Kind == SweepEventKind.TrialFailed);
        Assert.Equal((2, "Trial 2 (f = 3, λ = 0.1, α = 9) failed: Not today."), (failed.TrialNumber, failed.Text));
        Assert.Equal(events.Select(happened => happened.At).Order(), events.Select(happened => happened.At));
        Assert.Equal(events.Skip(2), await lab.Get<Lab.Storage.SweepLog>().ListAsync(sweep.Id, events[1].Id, 100, Token));
    }

    [Fact]
    public async Task What_ran_where_survives_the_death_of_the_process_which_is_in_the_log()
    {
        Sweep sweep;
        var interrupted = new ScriptedTrialEngine(isGated: true) { Capacity = 2 };
        await using (var lab = await SteeringHost.StartAsync(_folder, interrupted))
        {
            sweep = await lab.CreateAsync(2, 3, 5);
            await lab.WaitForRunningAsync(sweep, 2);
            interrupted.Release(3);
            await lab.WaitForPointsAsync(sweep, 3);
        }

        await using var again = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine());
        await again.WaitAsync(sweep, WorkState.Completed);
        await Eventually.BecomesAsync(() => again.KindsAsync(sweep), kinds => kinds.Contains(SweepEventKind.Completed), Token);

        var kinds = await again.KindsAsync(sweep);
        Assert.Equal(
            [SweepEventKind.Created, SweepEventKind.Started, SweepEventKind.Interrupted, SweepEventKind.Started, SweepEventKind.Completed], kinds);
        var runs = await again.RunsAsync(sweep);
        Assert.Equal([WorkState.Queued, WorkState.Queued, WorkState.Completed, WorkState.Completed, WorkState.Completed], runs.Select(run => run.State));
        Assert.Equal([1, 2, 1, 1, 1], runs.Select(run => run.Slot));
        Assert.All(runs, run => Assert.True(run.StartedAt <= run.EndedAt));
    }

    [Fact]
    public async Task A_run_knows_when_it_was_last_heard_of_although_the_process_died()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var sweep = await lab.CreateAsync(2);
        await lab.WaitForRunningAsync(sweep, 1);
        var before = Assert.Single(await lab.RunsAsync(sweep));

        await Task.Delay(20, Token);
        lab.Engine.Release(1);
        await lab.WaitForPointsAsync(sweep, 1);
        var after = Assert.Single(await lab.RunsAsync(sweep));

        Assert.Equal((WorkState.Running, before.StartedAt), (after.State, after.StartedAt));
        Assert.True(after.EndedAt > before.EndedAt);
    }

    [Fact]
    public async Task A_sweep_of_an_earlier_version_has_the_log_its_times_tell()
    {
        Sweep sweep;
        await using (var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine()))
        {
            sweep = await lab.CreateAsync(2);
            await lab.WaitAsync(sweep, WorkState.Completed);
        }

        OldDatabase.TakeBackTo(_folder.Path, 5);

        await using var again = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine());
        Assert.Equal([SweepEventKind.Created, SweepEventKind.Started, SweepEventKind.Completed], await again.KindsAsync(sweep));
        Assert.Empty(await again.RunsAsync(sweep));
        Assert.Equal((1, ""), ((await again.SweepAsync(sweep)).TrialCount, (await again.SweepAsync(sweep)).Remarks));
    }
}
