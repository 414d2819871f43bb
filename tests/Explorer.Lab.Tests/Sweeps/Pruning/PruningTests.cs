using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Work;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps.Pruning;

public sealed class PruningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Patience_stops_a_trial_after_so_many_evaluations_without_a_new_best_value()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = await SweepRunner.SpecAsync(lab) with { Pruning = new PruningPlan { Patience = 3 } };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        // The best value is at epoch f, so a trial stops after epoch f + 3; the last epoch completes it.
        Assert.Equal([4, 5, 6, 7, 8, 8], trials.Select(trial => trial.LastEpoch));
        Assert.Equal(
            [WorkState.Pruned, WorkState.Pruned, WorkState.Pruned, WorkState.Pruned, WorkState.Completed, WorkState.Completed], trials.Select(trial => trial.State));
        Assert.Equal("Pruned after epoch 4 by patience: no value better than 0.50000, of epoch 1, for 3 evaluations.", trials[0].Message);
    }

    [Fact]
    public async Task Pruned_trials_count_as_finished_and_keep_their_points()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = await SweepRunner.SpecAsync(lab) with { Pruning = new PruningPlan { Patience = 1 } };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);
        var sweep = await lab.Get<SweepStore>().GetAsync(trials[0].SweepId, Token);

        Assert.Equal((6, 1.0), (sweep.TrialsFinished, sweep.Progress));
        Assert.Equal(trials.Sum(trial => trial.LastEpoch), sweep.PointsDone);
        Assert.Equal(sweep.PointsDone, sweep.PointsOfEnded);
        Assert.Contains(trials, trial => trial.State == WorkState.Pruned);
    }

    [Fact]
    public async Task The_median_stops_what_lags_behind_completed_trials_after_the_warm_up()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = await SweepRunner.SpecAsync(lab) with { Pruning = new PruningPlan { Median = new MedianRule(2, 3) } };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        var completed = trials.Where(trial => trial.State == WorkState.Completed).ToList();
        var pruned = trials.Where(trial => trial.State == WorkState.Pruned).ToList();
        Assert.True(completed.Count >= 2);
        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.True(trial.LastEpoch is >= 4 and < 8));

        // With one trial at a time the rule can be followed by hand: the value at epoch e of a trial with f factors is ½ / (1 + |e − f|).
        Assert.All(pruned, trial => Assert.StartsWith($"Pruned after epoch {trial.LastEpoch} by the median: test precision@2 is ", trial.Message, StringComparison.Ordinal));
        Assert.All(pruned, trial => Assert.Contains("finished trials had reached 0.50000 by then", trial.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_median_compares_only_trials_of_the_same_seed()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());

        // Six seeds of two combinations: no seed ever has two completed trials beside the one that runs.
        var spec = await SweepRunner.SpecAsync(lab) with
        {
            Grid = new Grid([1, 6], [0.1], [9]),
            Repeats = 6,
            Pruning = new PruningPlan { Median = new MedianRule(2, 0) },
        };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.All(trials, trial => Assert.Equal(WorkState.Completed, trial.State));
    }

    [Fact]
    public async Task What_patience_stopped_has_a_final_best_that_the_median_compares_with()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = await SweepRunner.SpecAsync(lab) with
        {
            Grid = new Grid([1, 8, 2], [0.1], [9]),
            Pruning = new PruningPlan { Patience = 2, Median = new MedianRule(2, 0) },
        };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        // Trial 2 comes last, and neither of the others is completed.
        Assert.Equal([3, 1, 4], trials.Select(trial => trial.LastEpoch));
        Assert.Equal([true, false, true], trials.Select(trial => spec.Pruning.HasFinalBest(spec.OrderedEpochs, trial)));
        Assert.Contains("half of 2 finished trials had reached 0.37500", trials[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Successive_halving_keeps_the_best_whatever_runs_at_once(int atOnce)
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine { Capacity = atOnce });
        var spec = await SweepRunner.SpecAsync(lab) with { Pruning = new PruningPlan { Halving = new HalvingRule(2, 2) } };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        // Cut after epochs 2 and 4. By epoch 2 f = 1 and 2 are best and f = 3 is next; by epoch 4 all three have reached their best, the first two stay.
        Assert.Equal([8, 8, 4, 2, 2, 2], trials.Select(trial => trial.LastEpoch));
        Assert.Equal(2, trials.Count(trial => trial.State == WorkState.Completed));
        Assert.Equal("Pruned after epoch 2 by successive halving: place 4 of 6 by test precision@2; the best 3 went on.", trials[3].Message);
        Assert.All(trials, trial => Assert.Equal(trial.State == WorkState.Completed ? "" : trial.Message, trial.Message));
    }

    [Fact]
    public async Task Repeats_of_a_combination_go_on_or_leave_together()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine { Capacity = 3 });
        var spec = await SweepRunner.SpecAsync(lab) with { Repeats = 3, Pruning = new PruningPlan { Halving = new HalvingRule(3, 1) } };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.All(trials.GroupBy(trial => trial.Hyperparameters), same => Assert.Single(same.DistinctBy(trial => trial.State)));
        Assert.Equal(6, trials.Count(trial => trial.State == WorkState.Completed));
    }

    [Fact]
    public async Task A_restart_while_trials_wait_at_a_cut_changes_nothing()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        Sweep sweep;
        await using (var lab = await LabHost.StartAsync(_folder.Path, engine))
        {
            var spec = await SweepRunner.SpecAsync(lab) with { Pruning = new PruningPlan { Halving = new HalvingRule(2, 2) } };
            sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
            engine.Release(5);
            await Eventually.BecomesAsync(
                () => lab.Get<TrialStore>().TrialsAsync(sweep, Token), trials => trials.Count(trial => trial.State == WorkState.Paused) == 2, Token);
        }

        await using var next = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var ended = await SweepRunner.EndAsync(next, sweep, Token);

        Assert.Equal([8, 8, 4, 2, 2, 2], ended.Select(trial => trial.LastEpoch));
    }

    [Fact]
    public async Task Cancelling_a_sweep_cancels_the_trials_that_wait_at_a_cut()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var spec = await SweepRunner.SpecAsync(lab) with { Pruning = new PruningPlan { Halving = new HalvingRule(2, 2) } };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        engine.Release(3);
        await Eventually.BecomesAsync(
            () => lab.Get<TrialStore>().TrialsAsync(sweep, Token), trials => trials.Any(trial => trial.State == WorkState.Paused), Token);

        await lab.Get<SweepControl>().CancelAsync(sweep.Id, Token);

        await Eventually.BecomesAsync(
            () => lab.Get<TrialStore>().TrialsAsync(sweep, Token), trials => trials.All(trial => trial.State == WorkState.Cancelled), Token);
    }
}
