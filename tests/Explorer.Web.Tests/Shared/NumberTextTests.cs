using Explorer.Recommender;
using Explorer.Web.Shared;

namespace Explorer.Web.Tests.Shared;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0.2", 0.2)]
    [InlineData("0,2", 0.2)]
    [InlineData(" 1e-5 ", 1e-5)]
    [InlineData("−3", -3)]
    [InlineData("10 000", 10000)]
    public void A_number_is_read_as_people_write_it(string text, double expected) => Assert.Equal(expected, NumberText.Real(text, "x"));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("abc")]
    [InlineData("1,000.5")]
    [InlineData("∞")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    public void What_is_no_number_is_named_and_never_zero(string text)
    {
        var refusal = Assert.Throws<ExplorerException>(() => NumberText.Real(text, "Fraction of users"));

        Assert.StartsWith("Fraction of users: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(text.Trim(), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("1.5")]
    [InlineData("")]
    public void A_whole_number_must_be_whole_and_fit(string text) => Assert.Throws<ExplorerException>(() => NumberText.Whole(text, "k"));
}
