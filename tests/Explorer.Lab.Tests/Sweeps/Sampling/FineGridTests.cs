using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Sampling;

public sealed class FineGridTests
{
    private static readonly Hyperparameters[] Post = [.. Grid.Post.Combinations()];

    [Fact]
    public void Each_axis_gets_the_value_and_the_ones_half_way_to_its_neighbours()
    {
        var fine = FineGrid.Around(new Hyperparameters(40, 0.1, 49), Post);

        Assert.Equal([28, 40, 57], fine.Factors);
        Assert.Equal([0.01, 0.1, 1], fine.Regularization);
        Assert.Equal([21, 49, 70], fine.Alpha);
        Assert.Null(fine.ItemRegularization);
    }

    [Fact]
    public void Beyond_an_edge_half_a_step_of_the_same_ratio_is_added()
    {
        var fine = FineGrid.Around(new Hyperparameters(120, 100, 999), Post);

        Assert.Equal([98, 120, 150], fine.Factors);
        Assert.Equal([32, 100, 320], fine.Regularization);
        Assert.Equal([710, 999, 1400], fine.Alpha);
    }

    [Fact]
    public void Around_zero_are_small_parts_of_the_smallest_positive_value()
    {
        var fine = FineGrid.Around(new Hyperparameters(10, 0, 0), Post);

        Assert.Equal([0, 1e-7, 1e-6], fine.Regularization);
        Assert.Equal([0, 0.09, 0.9], fine.Alpha);
        Assert.Equal([7, 10, 14], fine.Factors);
    }

    [Fact]
    public void Between_zero_and_the_smallest_positive_value_are_small_parts_of_it()
    {
        var fine = FineGrid.Around(new Hyperparameters(20, 1e-5, 9), Post);

        Assert.Equal([1e-7, 1e-6, 1e-5, 1e-4], fine.Regularization);
        Assert.Equal([0.09, 0.9, 9, 21], fine.Alpha);
    }

    [Fact]
    public void An_axis_with_one_value_keeps_it()
    {
        var fine = FineGrid.Around(new Hyperparameters(8, 0.1, 9), [new Hyperparameters(8, 0.1, 9), new Hyperparameters(16, 0.1, 9)]);

        Assert.Equal([0.1], fine.Regularization);
        Assert.Equal([9], fine.Alpha);
        Assert.Equal([6, 8, 11], fine.Factors);
    }

    [Fact]
    public void After_a_random_search_the_step_is_a_part_of_the_range_and_not_a_chance_neighbour()
    {
        var tried = Enumerable.Range(0, 101).Select(index => new Hyperparameters(10, Math.Pow(10, (index - 50) / 10.0), 9)).ToList();

        var fine = FineGrid.Around(new Hyperparameters(10, 1, 9), tried);

        Assert.Equal([0.1, 1, 10], fine.Regularization);
    }

    [Fact]
    public void A_trial_that_is_alone_is_searched_around_on_every_axis()
    {
        var only = new Hyperparameters(4, 0.1, 0);

        var fine = FineGrid.Around(only, [only]);

        Assert.Equal([1, 4, 13], fine.Factors);
        Assert.Equal([0.032, 0.1, 0.32], fine.Regularization);
        Assert.Equal([0, 0.1], fine.Alpha);
    }
}
