using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Recommender;

namespace Explorer.Lab.Tests.Sweeps.Pruning;

public sealed class HalvingRuleTests
{
    [Fact]
    public void Cuts_are_at_measured_epochs_a_ratio_apart() =>
        Assert.Equal([6, 14], new HalvingRule(3, 2).RungsOf(SweepSpec.PostEpochs));

    [Fact]
    public void Cuts_that_fall_on_one_measured_epoch_are_one() =>
        Assert.Equal([4], new HalvingRule(2, 4).RungsOf([4, 8]));

    [Fact]
    public void One_measured_epoch_leaves_no_room_for_a_cut()
    {
        var spec = SweepSpec.Small(new(1)) with { Epochs = [8], Pruning = new PruningPlan { Halving = new HalvingRule() } };

        Assert.Contains("Measure at more epochs", Assert.Throws<ExplorerException>(() => spec.Validate(new SweepOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_each_cut_one_in_eta_is_expected_to_go_on()
    {
        var plan = new PruningPlan { Halving = new HalvingRule(2, 2) };

        Assert.Equal([(1, 1), (2, 1), (4, 0.5), (6, 0.25), (8, 0.25)], plan.Ahead([1, 2, 4, 6, 8], after: 0, rung: 0));
        Assert.Equal([(6, 0.5), (8, 0.5)], plan.Ahead([1, 2, 4, 6, 8], after: 4, rung: 1));
    }

    [Fact]
    public void Two_rules_that_compare_trials_exclude_each_other()
    {
        var plan = new PruningPlan { Median = new MedianRule(), Halving = new HalvingRule() };

        Assert.Contains("Choose one of them", Assert.Throws<ExplorerException>(plan.Validate).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2, "Patience: 0")]
    [InlineData(1, 1, "η: 1")]
    public void Numbers_out_of_range_are_named(int patience, int eta, string told)
    {
        var plan = new PruningPlan { Patience = patience, Halving = new HalvingRule(eta) };

        Assert.Contains(told, Assert.Throws<ExplorerException>(plan.Validate).Message, StringComparison.Ordinal);
    }
}
