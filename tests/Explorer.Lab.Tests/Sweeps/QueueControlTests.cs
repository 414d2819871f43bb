using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class QueueControlTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task More_at_once_start_although_no_trial_has_ended()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { HonoursSweep = true };
        await using var lab = await SteeringHost.StartAsync(_folder, engine);
        var sweep = await lab.CreateAsync(2, 3, 4, 5);
        await lab.WaitForRunningAsync(sweep, 1);

        var said = await lab.Queue.SetTrialsAtOnceAsync(sweep.Id, 3, Token);

        await lab.WaitForRunningAsync(sweep, 3);
        Assert.Equal("Up to 3 trials run at once from now on. More start now.", said.Text);
        Assert.Equal([1, 2, 3], (await lab.RunsAsync(sweep)).Select(run => run.Slot));
        engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);
        Assert.Equal(3, engine.MostAtOnce);
    }

    [Fact]
    public async Task With_fewer_at_once_those_that_run_end_and_no_other_begins_before()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { HonoursSweep = true };
        await using var lab = await SteeringHost.StartAsync(_folder, engine);
        var sweep = await lab.CreateAsync(2, 3, 4, 5);
        await lab.Queue.SetTrialsAtOnceAsync(sweep.Id, 3, Token);
        await lab.WaitForRunningAsync(sweep, 3);

        var said = await lab.Queue.SetTrialsAtOnceAsync(sweep.Id, 1, Token);
        Assert.Contains("Those that run go on to their end", said.Text, StringComparison.Ordinal);
        await lab.WaitForRunningAsync(sweep, 3);
        engine.Release(16);
        await lab.WaitAsync(sweep, WorkState.Completed);

        var runs = await lab.RunsAsync(sweep);
        Assert.Equal(4, runs.Count);
        Assert.True(runs.Take(3).Max(run => run.EndedAt) <= runs[3].StartedAt, "The fourth began before the three had ended.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public async Task A_number_of_trials_at_once_out_of_range_is_refused(int trials)
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine());
        var sweep = await lab.CreateAsync(2);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Queue.SetTrialsAtOnceAsync(sweep.Id, trials, Token));

        Assert.Contains($"{trials} is out of range", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await lab.SweepAsync(sweep)).TrialsAtOnce);
    }

    [Fact]
    public async Task The_engine_of_this_machine_runs_as_many_as_the_sweep_asks_for_and_the_memory_holds()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, engine: null, ("Compute:Threads", "2"), ("Compute:MemoryMegabytes", "64"));
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var sweep = await lab.Get<SweepControl>().CreateAsync(
            SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.5, 0), Grid = new Grid([2], [0.1], [9]), Epochs = [1] }, Token);
        var engine = lab.Get<ITrialEngine>();
        var stored = await lab.Get<Lab.Storage.SweepStore>().GetAsync(sweep.Id, Token);

        Assert.Equal(2, await engine.CapacityAsync(stored, Token));
        Assert.Equal(5, await engine.CapacityAsync(stored with { TrialsAtOnce = 5 }, Token));
        Assert.InRange(await engine.CapacityAsync(stored with { TrialsAtOnce = 64, LargestFactorCount = 1024 }, Token), 1, 63);
    }

    [Fact]
    public async Task A_sweep_moved_to_the_front_runs_next_and_interrupts_nothing()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var first = await lab.CreateAsync(2);
        await lab.WaitAsync(first, WorkState.Running);
        var second = await lab.CreateAsync(first.Spec.DatasetId, 3);
        var third = await lab.CreateAsync(first.Spec.DatasetId, 5);
        Assert.Equal((1, 2), ((await lab.SweepAsync(second)).QueuePlace, (await lab.SweepAsync(third)).QueuePlace));

        var said = await lab.Queue.MoveToFrontAsync(third.Id, Token);

        Assert.Equal($"Priority 1: next in the queue. Sweep {first.Id} runs and is not interrupted; pause it to begin at once.", said.Text);
        Assert.Equal((2, 1), ((await lab.SweepAsync(second)).QueuePlace, (await lab.SweepAsync(third)).QueuePlace));
        Assert.Equal(WorkState.Running, (await lab.SweepAsync(first)).State);
        lab.Engine.Release(100);
        await lab.WaitAsync(second, WorkState.Completed);
        Assert.Equal([2, 5, 3], lab.Engine.Requests.Select(request => request.Hyperparameters.FactorCount));
    }

    [Fact]
    public async Task The_highest_priority_runs_next_and_of_equals_the_one_that_had_begun()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var first = await lab.CreateAsync(2);
        await lab.WaitForRunningAsync(first, 1);
        var low = await lab.CreateAsync(first.Spec.DatasetId, 3);
        var high = await lab.CreateAsync(first.Spec.DatasetId, 5);
        await lab.Queue.SetPriorityAsync(low.Id, -5, Token);
        await lab.Queue.SetPriorityAsync(high.Id, 7, Token);

        await lab.Sweeps.PauseAsync(first.Id, Token);
        await lab.WaitAsync(high, WorkState.Running);
        await lab.Sweeps.ResumeAsync(first.Id, Token);
        Assert.Equal((1, 2), ((await lab.SweepAsync(first)).QueuePlace, (await lab.SweepAsync(low)).QueuePlace));
        lab.Engine.Release(100);
        await lab.WaitAsync(low, WorkState.Completed);

        Assert.Equal([2, 5, 2, 3], lab.Engine.Requests.Select(request => request.Hyperparameters.FactorCount));
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Queue.MoveToFrontAsync(low.Id, Token));
        Assert.Equal(Refusal.Conflict, refusal.Refusal);
        Assert.Contains("is out of range", (await Assert.ThrowsAsync<ExplorerException>(() => lab.Queue.SetPriorityAsync(low.Id, 1001, Token))).Message, StringComparison.Ordinal);
    }
}
