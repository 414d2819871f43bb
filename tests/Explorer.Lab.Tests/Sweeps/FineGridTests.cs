using Explorer.Lab.Sweeps;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class FineGridTests
{
    private static readonly Hyperparameters[] Post = [.. Grid.Post.Combinations()];

    [Fact]
    public void Between_tried_values_it_takes_the_middle_of_the_ratios()
    {
        var grid = FineGrid.Around(new Hyperparameters(40, 0.1, 99), Post);

        Assert.Equal([28, 40, 57], grid.Factors);
        Assert.Equal([0.01, 0.1, 1], grid.Regularization);
        Assert.Equal([70, 99, 220], grid.Alpha);
        Assert.Null(grid.ItemRegularization);
    }

    [Fact]
    public void Beyond_the_edge_it_goes_half_as_far_as_on_the_other_side()
    {
        var grid = FineGrid.Around(new Hyperparameters(120, 100, 999), Post);

        Assert.Equal([98, 120, 150], grid.Factors);
        Assert.Equal([32, 100, 320], grid.Regularization);
        Assert.Equal([710, 999, 1400], grid.Alpha);
    }

    [Fact]
    public void At_zero_and_next_to_it_there_is_no_ratio()
    {
        var atZero = FineGrid.Around(new Hyperparameters(10, 0, 0), Post);
        var nextToIt = FineGrid.Around(new Hyperparameters(10, 1e-5, 9), Post);

        Assert.Equal([0, 1e-6], atZero.Regularization);
        Assert.Equal([0, 0.9], atZero.Alpha);
        Assert.Equal([1e-6, 1e-5, 1e-4], nextToIt.Regularization);
    }

    [Fact]
    public void Where_nothing_else_was_tried_it_goes_half_a_power_of_ten_each_way()
    {
        var only = new Hyperparameters(40, 0, 10) { ItemRegularization = 1 };

        var grid = FineGrid.Around(only, [only]);

        Assert.Equal([13, 40, 130], grid.Factors);
        Assert.Equal([0, 0.1], grid.Regularization);
        Assert.Equal([3.2, 10, 32], grid.Alpha);
        Assert.Equal([0.32, 1, 3.2], grid.ItemRegularization);
        Assert.Contains(only, grid.Combinations());
    }

    [Fact]
    public void Factors_stay_in_their_range()
    {
        var smallest = new Hyperparameters(1, 1, 1);
        var largest = new Hyperparameters(1024, 1, 1);

        Assert.Equal([1, 3], FineGrid.Around(smallest, [smallest]).Factors);
        Assert.Equal([320, 1024], FineGrid.Around(largest, [largest]).Factors);
    }
}
