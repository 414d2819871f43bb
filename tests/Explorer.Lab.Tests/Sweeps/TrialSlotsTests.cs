using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class TrialSlotsTests
{
    [Fact]
    public void Without_a_setting_there_is_a_trial_for_every_core() => Assert.Equal(6, SlotsOf(6, 0, 1_000).Plan(1_000, 500, 9_000, false, 40).TrialsAtOnce);

    [Fact]
    public void The_setting_overrides_the_cores() => Assert.Equal(9, SlotsOf(6, 9, 1_000).Plan(1_000, 500, 9_000, false, 40).TrialsAtOnce);

    [Theory]
    [InlineData(120, 1)]
    [InlineData(250, 2)]
    [InlineData(700, 6)]
    [InlineData(30, 0)]
    public void As_many_trials_as_the_memory_holds_beside_the_likes(int megabytes, int expected)
    {
        var plan = SlotsOf(6, 0, megabytes).Plan(100_000, 30_000, 1_000_000, false, 40);

        Assert.Equal(expected, plan.TrialsAtOnce);
        Assert.True(expected == 0 || plan.SplitBytes + (expected * plan.TrialBytes) <= plan.BudgetBytes);
        Assert.True(expected == 6 || plan.SplitBytes + ((expected + 1) * TrialMemory.OfTrial(100_000, 30_000, 40, 6 / (expected + 1))) > plan.BudgetBytes);
    }

    [Fact]
    public void A_sweep_whose_trials_do_not_fit_still_runs_one_at_a_time_which_says_why()
    {
        var slots = SlotsOf(6, 0, 1);

        Assert.Equal(1, slots.Apply(slots.Plan(100_000, 30_000, 1_000_000, false, 40)));
        Assert.Equal((1, 6), (slots.InEffect, slots.ThreadsEach));
    }

    [Fact]
    public void Changed_while_a_sweep_runs_it_acts_on_the_next_plan()
    {
        var slots = SlotsOf(6, 0, 1_000);
        slots.Wanted = 2;

        Assert.Equal(2, slots.Apply(slots.Plan(1_000, 500, 9_000, false, 40)));
        Assert.Equal((2, 3), (slots.InEffect, slots.ThreadsEach));
    }

    private static TrialSlots SlotsOf(int threads, int atOnce, int megabytes)
    {
        var options = Options.Create(new ComputeOptions { Threads = threads, TrialsAtOnce = atOnce, MemoryMegabytes = megabytes });
        return new TrialSlots(options, new CoreShare(options), new MemoryBudget(options));
    }
}
