using Explorer.Web.Layout;

namespace Explorer.Web.Tests.Layout;

public class VisitorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Visitor _visitor = new(TimeProvider.System);

    [Theory]
    [InlineData("Nowhere/Unknown", 330, 17)]
    [InlineData("", -300, 7)]
    [InlineData(null, 0, 12)]
    public void Without_a_known_zone_the_offset_of_the_clock_serves(string? zone, int offset, int hour)
    {
        _visitor.Learn(new VisitorReport("system", IsDark: false, zone, offset));

        Assert.Equal(hour, _visitor.Local(Noon).Hour);
    }

    [Theory]
    [InlineData("dark", ThemeChoice.Dark)]
    [InlineData("light", ThemeChoice.Light)]
    [InlineData("system", ThemeChoice.System)]
    [InlineData("purple", ThemeChoice.System)]
    public void The_choice_is_the_browsers_word(string word, ThemeChoice expected)
    {
        _visitor.Learn(new VisitorReport(word, IsDark: true, "UTC", 0));

        Assert.Equal(expected, _visitor.Theme);
        Assert.True(_visitor.IsDark);
    }
}
