namespace Explorer.Web.Layout;

/// <summary>What the browser tells of its visitor: theme and time zone. One for each circuit, filled before any page renders.</summary>
/// <param name="time">What the time is now.</param>
public sealed class Visitor(TimeProvider time)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>What the visitor chose: light, dark or system.</summary>
    public ThemeChoice Theme { get; set; } = ThemeChoice.System;

    /// <summary>Whether dark is shown.</summary>
    public bool IsDark { get; set; }

    /// <summary>Takes over what js/theme.js reports.</summary>
    public void Learn(VisitorReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Theme = Enum.TryParse<ThemeChoice>(report.Choice, ignoreCase: true, out var choice) ? choice : ThemeChoice.System;
        IsDark = report.IsDark;
        _zone = ZoneOf(report);
    }

    /// <summary>The time as the visitor's clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    /// <summary>The visitor's time now.</summary>
    public DateTimeOffset Now => Local(time.GetUtcNow());

    private static TimeZoneInfo ZoneOf(VisitorReport report)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(report.TimeZone ?? "", out var zone))
        {
            return zone;
        }

        // A server without a time zone database still knows how far the visitor's clock is from UTC today.
        var offset = TimeSpan.FromMinutes(Math.Clamp(report.UtcOffsetMinutes, -14 * 60, 14 * 60));
        return TimeZoneInfo.CreateCustomTimeZone("visitor", offset, "visitor", "visitor");
    }
}
