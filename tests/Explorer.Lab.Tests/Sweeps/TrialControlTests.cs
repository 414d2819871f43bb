using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class TrialControlTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_running_trial_stops_before_its_next_point_and_the_others_go_on()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true) { Capacity = 2 });
        var sweep = await lab.CreateAsync(2, 3);
        await lab.WaitForRunningAsync(sweep, 2);

        var said = await lab.Trials.StopAsync((await lab.TrialAsync(sweep, 1)).Id, Token);
        await Eventually.BecomesAsync(() => Task.FromResult(lab.Engine.Running), running => running == 1, Token);
        lab.Engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);

        Assert.StartsWith("Trial 1 (f = 2, λ = 0.1, α = 9) was stopped.", said.Text, StringComparison.Ordinal);
        Assert.Equal([WorkState.Cancelled, WorkState.Completed], (await lab.TrialsAsync(sweep)).Select(trial => trial.State));
        Assert.Equal(4, (await lab.PointsAsync(sweep)).Count);
        await Eventually.BecomesAsync(
            () => lab.EventsAsync(sweep), events => events[^1].Text.Contains("1 completed, 1 cancelled", StringComparison.Ordinal), Token);
    }

    [Fact]
    public async Task A_queued_trial_that_is_stopped_never_runs()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var sweep = await lab.CreateAsync(2, 3, 4);
        await lab.WaitForRunningAsync(sweep, 1);
        var queued = (await lab.TrialsAsync(sweep)).First(trial => trial.State == WorkState.Queued);

        await lab.Trials.StopAsync(queued.Id, Token);
        lab.Engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);

        Assert.DoesNotContain(queued.Id, lab.Engine.Requests.Select(request => request.TrialId));
        Assert.Equal(WorkState.Cancelled, (await lab.TrialAsync(sweep, queued.Number)).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_stopped_trial_that_is_retried_while_it_still_stops_runs_once_at_a_time_and_ends_completed(int capacity)
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true) { Capacity = capacity });
        var sweep = await lab.CreateAsync(2);
        await lab.WaitForRunningAsync(sweep, 1);
        var trial = await lab.TrialAsync(sweep, 1);

        for (var round = 0; round < 5; round++)
        {
            await lab.Trials.StopAsync(trial.Id, Token);
            await lab.Trials.RetryAsync(trial.Id, Token);
            await Eventually.BecomesAsync(() => lab.SweepAsync(sweep), seen => seen.State == WorkState.Running, Token);
            await lab.WaitForRunningAsync(sweep, 1);
        }

        lab.Engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);
        Assert.Equal(WorkState.Completed, (await lab.TrialAsync(sweep, 1)).State);
        Assert.Equal([1, 2, 3, 4], (await lab.PointsAsync(sweep)).Select(stored => stored.Point.Epoch));
        Assert.Equal(1, lab.Engine.MostAtOnce);
    }

    [Fact]
    public async Task Retrying_failed_trials_wakes_a_sweep_that_had_ended()
    {
        var engine = new ScriptedTrialEngine { Failure = (3, new ExplorerException("Not today.")) };
        await using var lab = await SteeringHost.StartAsync(_folder, engine);
        var sweep = await lab.CreateAsync(2, 3);
        await lab.WaitAsync(sweep, WorkState.Completed);
        engine.Failure = null;

        var said = await lab.Trials.RetryFailedAsync(sweep.Id, Token);
        await lab.WaitAsync(sweep, 2, WorkState.Completed);
        await lab.WaitAsync(sweep, WorkState.Completed);

        Assert.StartsWith("The failed trial is queued again.", said.Text, StringComparison.Ordinal);
        Assert.Equal("", (await lab.TrialAsync(sweep, 2)).Message);
        Assert.Equal(8, (await lab.PointsAsync(sweep)).Count);
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.RetryFailedAsync(sweep.Id, Token));
        Assert.Equal(Refusal.Conflict, refusal.Refusal);
    }

    [Fact]
    public async Task Only_what_failed_or_was_stopped_is_retried_and_only_what_goes_on_is_stopped()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine());
        var sweep = await lab.CreateAsync(2);
        await lab.WaitAsync(sweep, WorkState.Completed);
        var trial = (await lab.TrialAsync(sweep, 1)).Id;

        var retried = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.RetryAsync(trial, Token));
        var stopped = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.StopAsync(trial, Token));
        var missing = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.StopAsync(new(999), Token));

        Assert.Contains("is completed and cannot be retried", retried.Message, StringComparison.Ordinal);
        Assert.Contains("is completed and cannot be stopped", stopped.Message, StringComparison.Ordinal);
        Assert.Equal((Refusal.Conflict, Refusal.Conflict, Refusal.Missing), (retried.Refusal, stopped.Refusal, missing.Refusal));
    }

    [Fact]
    public async Task Added_trials_run_in_a_sweep_that_runs()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true) { Capacity = 3 });
        var sweep = await lab.CreateAsync(2);
        await lab.WaitForRunningAsync(sweep, 1);

        var said = await lab.Trials.AddAsync(sweep.Id, new Grid([2, 5], [0.1], [9]), Token);

        // Not only when the trial that runs has ended: it waits at the gate.
        await lab.WaitForRunningAsync(sweep, 2);
        lab.Engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);
        Assert.StartsWith("Trial 2 was added. One was there already.", said.Text, StringComparison.Ordinal);
        Assert.Equal((2, 8L), ((await lab.SweepAsync(sweep)).TrialCount, (await lab.SweepAsync(sweep)).PointCount));
        Assert.Equal(8, (await lab.PointsAsync(sweep)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sweep_that_had_ended_goes_on_with_added_trials(bool wasCancelled)
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var sweep = await lab.CreateAsync(2, 3);
        if (wasCancelled)
        {
            await lab.Sweeps.CancelAsync(sweep.Id, Token);
        }
        else
        {
            lab.Engine.Release(8);
            await lab.WaitAsync(sweep, WorkState.Completed);
        }

        await lab.Trials.AddAsync(sweep.Id, new Grid([5], [0.1], [1, 9]), Token);
        lab.Engine.Release(8);
        await lab.WaitAsync(sweep, 4, WorkState.Completed);
        var done = await lab.WaitAsync(sweep, WorkState.Completed);

        Assert.Equal(4, done.TrialCount);
        Assert.Equal(wasCancelled ? 2 : 0, (await lab.TrialsAsync(sweep)).Count(trial => trial.State == WorkState.Cancelled));
    }

    [Fact]
    public async Task Trials_added_to_a_paused_sweep_wait_for_its_resuming()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var sweep = await lab.CreateAsync(2);
        await lab.Sweeps.PauseAsync(sweep.Id, Token);

        var said = await lab.Trials.AddAsync(sweep.Id, new Grid([5], [0.1], [9]), Token);

        Assert.Contains("paused: resume it", said.Text, StringComparison.Ordinal);
        Assert.Equal(WorkState.Paused, (await lab.SweepAsync(sweep)).State);
        await lab.Sweeps.ResumeAsync(sweep.Id, Token);
        lab.Engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);
        Assert.Equal(8, (await lab.PointsAsync(sweep)).Count);
    }

    [Fact]
    public async Task What_cannot_be_added_is_refused_and_nothing_is_stored()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(), ("Sweeps:MaxTrials", "3"));
        var sweep = await lab.CreateAsync(2, 3);
        await lab.WaitAsync(sweep, WorkState.Completed);

        var known = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.AddAsync(sweep.Id, new Grid([3], [0.1], [9]), Token));
        var wrong = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.AddAsync(sweep.Id, new Grid([0], [0.1], [9]), Token));
        var many = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.AddAsync(sweep.Id, new Grid([4, 5], [0.1], [9]), Token));
        var empty = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.AddAsync(sweep.Id, new Grid([], [0.1], [9]), Token));

        Assert.Contains("has this trial already", known.Message, StringComparison.Ordinal);
        Assert.Contains("Factors: 0 is out of range", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("at most 3 are allowed", many.Message, StringComparison.Ordinal);
        Assert.Contains("no value for factors", empty.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await lab.SweepAsync(sweep)).TrialCount);
        Assert.Equal(WorkState.Completed, (await lab.SweepAsync(sweep)).State);
    }

    [Fact]
    public async Task A_deleted_trial_takes_its_points_along_and_its_number_is_never_given_again()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine());
        var sweep = await lab.CreateAsync(2, 3);
        await lab.WaitAsync(sweep, WorkState.Completed);

        var said = await lab.Trials.DeleteAsync((await lab.TrialAsync(sweep, 2)).Id, Token);
        await lab.Trials.AddAsync(sweep.Id, new Grid([3], [0.1], [9]), Token);
        await lab.WaitAsync(sweep, 3, WorkState.Completed);

        Assert.Equal(2, said.TrialNumber);
        Assert.Equal([1, 3], (await lab.TrialsAsync(sweep)).Select(trial => trial.Number));
        Assert.Equal(8, (await lab.PointsAsync(sweep)).Count);
    }

    [Fact]
    public async Task A_trial_that_runs_and_the_last_one_cannot_be_deleted()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine(isGated: true));
        var sweep = await lab.CreateAsync(2, 3);
        await lab.WaitForRunningAsync(sweep, 1);
        var trials = await lab.TrialsAsync(sweep);
        var running = trials.Single(trial => trial.State == WorkState.Running);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.DeleteAsync(running.Id, Token));
        await lab.Trials.DeleteAsync(trials.Single(trial => trial.Id != running.Id).Id, Token);
        lab.Engine.Release(100);
        await lab.WaitAsync(sweep, WorkState.Completed);
        var last = await Assert.ThrowsAsync<ExplorerException>(() => lab.Trials.DeleteAsync(running.Id, Token));

        Assert.Contains("Stop it first", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Delete the sweep instead", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_trial_deletes_what_was_trained_from_it()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.5, 0), Grid = new Grid([2, 4], [0.1], [9]), Epochs = [1] };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), now => now.State == WorkState.Completed, Token);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        var refit = await lab.Get<RefitControl>().StartAsync(trial.Id, Token);
        await Eventually.BecomesAsync(() => lab.Get<FactorizationStore>().GetAsync(refit.Id, Token), now => now.State == WorkState.Completed, Token);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder.Path, "factors")));

        await lab.Get<TrialControl>().DeleteAsync(trial.Id, Token);

        Assert.Empty(await lab.Get<FactorizationStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "factors")));
    }

    [Fact]
    public async Task Notes_on_trials_and_sweeps_are_kept()
    {
        await using var lab = await SteeringHost.StartAsync(_folder, new ScriptedTrialEngine());
        var sweep = await lab.CreateAsync(2);
        await lab.WaitAsync(sweep, WorkState.Completed);

        await lab.Trials.WriteAsync((await lab.TrialAsync(sweep, 1)).Id, " <b>why</b> ", Token);
        await lab.Queue.WriteAsync(sweep.Id, "For the talk", Token);
        var tooLong = await Assert.ThrowsAsync<ExplorerException>(() => lab.Queue.WriteAsync(sweep.Id, new string('x', 10_001), Token));

        Assert.Equal(("<b>why</b>", "For the talk"), ((await lab.TrialAsync(sweep, 1)).Remarks, (await lab.SweepAsync(sweep)).Remarks));
        Assert.Equal("<b>why</b>", (await lab.Get<TrialStore>().TrialsWithoutPointsAsync(sweep.Id, Token))[0].Remarks);
        Assert.Contains("10001 characters", tooLong.Message, StringComparison.Ordinal);
    }
}
