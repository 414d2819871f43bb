namespace Explorer.Web.Layout;

/// <summary>The answer of <c>explorerTheme.visitor()</c> in js/theme.js.</summary>
/// <param name="Choice">light, dark or system.</param>
/// <param name="IsDark">Whether dark is shown now.</param>
/// <param name="TimeZone">IANA name; empty when the browser does not say.</param>
/// <param name="UtcOffsetMinutes">Local time minus UTC, now.</param>
public sealed record VisitorReport(string Choice, bool IsDark, string? TimeZone, int UtcOffsetMinutes);
