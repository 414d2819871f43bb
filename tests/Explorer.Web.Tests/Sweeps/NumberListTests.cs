using Explorer.Recommender;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class NumberListTests
{
    [Theory]
    [InlineData("10, 20,40", new[] { 10, 20, 40 })]
    [InlineData("10;20 40\t80", new[] { 10, 20, 40, 80 })]
    [InlineData("2..8 step 2", new[] { 2, 4, 6, 8 })]
    [InlineData("1, 2, 4 … 6, 10..20 STEP 5", new[] { 1, 2, 4, 5, 6, 10, 15, 20 })]
    [InlineData("3, 3, 3", new[] { 3 })]
    [InlineData(" ", new int[0])]
    public void Whole_numbers_and_ranges_are_read(string text, int[] expected) =>
        Assert.Equal(expected, NumberList.Whole(text, "Epochs"));

    [Fact]
    public void Scientific_notation_is_read() =>
        Assert.Equal([0, 1e-5, 0.1, 100], NumberList.Real("0, 1e-5; .1 1E2", "λ"));

    [Theory]
    [InlineData("9, x", "“x”")]
    [InlineData("0.1, 1e", "“1e”")]
    [InlineData("NaN", "“NaN”")]
    public void What_is_no_number_is_named(string text, string named)
    {
        var exception = Assert.Throws<ExplorerException>(() => NumberList.Real(text, "Alpha (α)"));

        Assert.StartsWith("Alpha (α): ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.5")]
    [InlineData("8..2")]
    [InlineData("1..2000000000")]
    [InlineData("99999999999")]
    [InlineData("2..8 step 0")]
    public void What_gives_no_whole_numbers_is_refused(string text) =>
        Assert.Throws<ExplorerException>(() => NumberList.Whole(text, "Epochs"));

    [Theory]
    [InlineData(new[] { 2, 4, 6, 8, 10 }, "2..10 step 2")]
    [InlineData(new[] { 1, 2, 3, 4, 5 }, "1..5")]
    [InlineData(new[] { 1, 2, 4, 6, 8, 10 }, "1, 2, 4, 6, 8, 10")]
    [InlineData(new[] { 7 }, "7")]
    public void Text_is_short_and_gives_the_same_numbers_again(int[] values, string text)
    {
        Assert.Equal(text, NumberList.Text(values));
        Assert.Equal(values, NumberList.Whole(text, "Epochs"));
    }
}
