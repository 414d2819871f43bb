using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class FactorGroupsTests
{
    private static readonly GridRanges Ranges = new() { Factors = new SearchRange(4, 256, 7, RangeScale.Logarithmic) };
    private static readonly SweepSpec Drawn = SweepSpec.Small(new DatasetId(1)) with
    {
        Grid = Grid.Small.WithRanges(Ranges),
        Sampling = new SamplingPlan(SamplerKind.Random, 20),
    };

    [Fact]
    public void Every_number_of_a_range_that_is_drawn_from_has_a_group()
    {
        var groups = FactorGroups.Of(Drawn);

        Assert.Equal(["f = 4 … 7", "f = 8 … 15", "f = 16 … 31", "f = 32 … 63", "f = 64 … 127", "f = 128 … 256"], Enumerable.Range(0, groups.Count).Select(groups.NameOf));
        Assert.Equal([0, 0, 1, 4, 5, 5], new[] { 4, 7, 8, 127, 128, 256 }.Select(groups.Of));
        Assert.All(Enumerable.Range(4, 253), count => Assert.InRange(groups.Of(count), 0, 5));
    }

    [Fact]
    public void The_steps_of_a_grid_have_a_group_each()
    {
        var groups = FactorGroups.Of(Drawn with { Sampling = SamplingPlan.EveryCombination });

        Assert.Equal(7, groups.Count);
        Assert.Equal(("f = 4", 6, -1), (groups.NameOf(0), groups.Of(256), groups.Of(5)));
    }

    [Fact]
    public void A_range_of_many_steps_has_few_groups()
    {
        var many = Drawn with { Grid = Grid.Small.WithRanges(new GridRanges { Factors = new SearchRange(1, 300, 200, RangeScale.Linear) }) };

        Assert.Equal(6, FactorGroups.Of(many).Count);
    }
}
