using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;

namespace Explorer.Lab.Tests.Sweeps.Sampling;

public sealed class SearchRangeTests
{
    [Fact]
    public void Logarithmic_steps_have_equal_ratios_and_land_on_powers_of_ten() =>
        Assert.Equal([1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100], new SearchRange(1e-5, 100, 8, RangeScale.Logarithmic).Values());

    [Fact]
    public void Linear_steps_have_equal_differences() =>
        Assert.Equal([0, 25, 50, 75, 100], new SearchRange(0, 100, 5, RangeScale.Linear).Values());

    [Fact]
    public void Zero_comes_first_where_a_logarithmic_range_has_it() =>
        Assert.Equal([0, 0.1, 1, 10], new SearchRange(0.1, 10, 3, RangeScale.Logarithmic) { HasZero = true }.Values());

    [Fact]
    public void Whole_steps_are_distinct() =>
        Assert.Equal([1, 2, 3, 4], new SearchRange(1, 4, 9, RangeScale.Logarithmic).WholeValues());

    [Theory]
    [InlineData(1e-5, 100, RangeScale.Logarithmic)]
    [InlineData(0, 7, RangeScale.Linear)]
    public void The_share_of_a_value_leads_back_to_it(double from, double to, RangeScale scale)
    {
        var range = new SearchRange(from, to, 5, scale);

        foreach (var share in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            Assert.Equal(share, range.ShareOf(range.At(share)), 3);
        }
    }

    [Theory]
    [InlineData(0, 10, 5, RangeScale.Logarithmic, false, "cannot begin at 0")]
    [InlineData(10, 10, 5, RangeScale.Linear, false, "has no values")]
    [InlineData(1, double.PositiveInfinity, 5, RangeScale.Linear, false, "has no values")]
    [InlineData(-1, 10, 5, RangeScale.Linear, false, "has no values")]
    [InlineData(1, 10, 1, RangeScale.Linear, false, "1 steps")]
    [InlineData(0, 10, 5, RangeScale.Linear, true, "whole numbers from 1")]
    [InlineData(1.5, 10, 5, RangeScale.Linear, true, "whole numbers from 1")]
    public void What_gives_no_range_is_named(double from, double to, int steps, RangeScale scale, bool isWhole, string told)
    {
        var refusal = Assert.Throws<ExplorerException>(() => new SearchRange(from, to, steps, scale).Validate("λ", isWhole));

        Assert.StartsWith("λ: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
    }
}
