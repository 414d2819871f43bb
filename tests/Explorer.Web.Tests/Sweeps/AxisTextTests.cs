using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class AxisTextTests
{
    [Theory]
    [InlineData("10, 20, 40")]
    [InlineData("2..38 step 2")]
    [InlineData("1e-5..100 log 8")]
    [InlineData("1e-5..100 log 8 with 0")]
    [InlineData("0..100 linear 5")]
    [InlineData("..100 log 5")]
    [InlineData("1.. log ")]
    [InlineData("abc..0,5 linear x with 0")]
    [InlineData("")]
    public void A_text_taken_apart_gives_the_same_text_again_however_unfinished(string text) =>
        Assert.Equal(text, AxisText.Read(text).ToString());

    [Theory]
    [InlineData("10, 20, 40", null)]
    [InlineData("2..38 step 2", null)]
    [InlineData("1e-5..100 log 8", RangeScale.Logarithmic)]
    [InlineData("0..100 linear 5", RangeScale.Linear)]
    [InlineData("..  LOG", RangeScale.Logarithmic)]
    public void A_scale_makes_a_range(string text, RangeScale? scale) => Assert.Equal(scale, AxisText.Read(text).Scale);

    [Fact]
    public void A_range_is_read_with_its_zero() =>
        Assert.Equal(
            new SearchRange(1e-5, 100, 8, RangeScale.Logarithmic) { HasZero = true }, AxisText.RangeOf("1e-5..100 log 8 with 0", "λ", isWhole: false));

    [Theory]
    [InlineData("..100 log 5", "λ, from: nothing is given")]
    [InlineData("1..many log 5", "λ, to: “many” is no number")]
    [InlineData("1..100 log x", "λ, steps: “x” is no whole number")]
    [InlineData("0..100 log 5", "cannot begin at 0")]
    public void What_cannot_be_read_is_named(string text, string told) =>
        Assert.Contains(told, Assert.Throws<ExplorerException>(() => AxisText.RangeOf(text, "λ", isWhole: false)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0, 1e-5, 1e-3, 0.1", false, "1e-5..0.1 log 3 with 0")]
    [InlineData("10, 20, 80", true, "10..80 log 3")]
    [InlineData("40", true, "10..160 log 2")]
    [InlineData("many", false, "0.01..100 log 2")]
    public void A_list_becomes_a_range_over_its_values(string list, bool isWhole, string range) =>
        Assert.Equal(range, AxisText.Read(list).AsRange(RangeScale.Logarithmic, isWhole).ToString());

    [Theory]
    [InlineData("0.01..100 log 5 with 0", false, "0, 0.01, 0.1, 1, 10, 100")]
    [InlineData("10..40 linear 4", true, "10, 20, 30, 40")]
    public void A_range_becomes_the_list_of_its_steps(string range, bool isWhole, string list) =>
        Assert.Equal(list, AxisText.Read(range).AsList(isWhole).ToString());
}
