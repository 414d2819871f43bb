using Explorer.Web.Shared;

namespace Explorer.Web.Tests.Shared;

public class FormattingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 30, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1\u2009000")]
    [InlineData(548_251, "548\u2009251")]
    [InlineData(-1234, "-1\u2009234")]
    [InlineData(long.MaxValue, "9\u2009223\u2009372\u2009036\u2009854\u2009775\u2009807")]
    public void Whole_numbers_have_thin_spaces_between_thousands(long value, string expected) =>
        Assert.Equal(expected, Formatting.Whole(value));

    [Theory]
    [InlineData(0.0014, 3, "0.140\u2009%")]
    [InlineData(0.2, 0, "20\u2009%")]
    [InlineData(0, 3, "0.000\u2009%")]
    [InlineData(1, 1, "100.0\u2009%")]
    public void Shares_are_percentages(double share, int decimals, string expected) =>
        Assert.Equal(expected, Formatting.Percent(share, decimals));

    [Theory]
    [InlineData(1, "1 user")]
    [InlineData(0, "0 users")]
    [InlineData(2000, "2\u2009000 users")]
    public void A_count_agrees_with_its_noun(long count, string expected) =>
        Assert.Equal(expected, Formatting.Count(count, "user"));

    [Theory]
    [InlineData(0, "0\u2009bytes")]
    [InlineData(512, "512\u2009bytes")]
    [InlineData(1000, "1.0\u2009kB")]
    [InlineData(999_499, "999\u2009kB")]
    [InlineData(999_500, "1.0\u2009MB")]
    [InlineData(14_129_253, "14.1\u2009MB")]
    [InlineData(2_000_000_000, "2.0\u2009GB")]
    [InlineData(5_000_000_000_000_000, "5000\u2009TB")]
    public void Sizes_have_the_unit_that_suits_them(long bytes, string expected) =>
        Assert.Equal(expected, Formatting.Bytes(bytes));

    [Theory]
    [InlineData(0, "today, 09:30")]
    [InlineData(1, "yesterday, 09:30")]
    [InlineData(2, "8 Mar, 09:30")]
    [InlineData(100, "30 Nov 2025, 09:30")]
    public void Moments_are_named_as_one_would_say_them(int daysAgo, string expected) =>
        Assert.Equal(expected, Formatting.Moment(Now.AddDays(-daysAgo), Now));

    [Theory]
    [InlineData(1e-5, "1e-5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    public void Hyperparameters_are_as_short_as_they_can_be(double value, string expected) =>
        Assert.Equal(expected, Formatting.Hyperparameter(value));
}
