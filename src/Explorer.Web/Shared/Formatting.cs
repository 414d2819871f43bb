using System.Globalization;

namespace Explorer.Web.Shared;

/// <summary>Numbers and times as pages write them.</summary>
public static class Formatting
{
    private static readonly NumberFormatInfo ThinSpaces = new() { NumberGroupSeparator = "\u2009" };

    /// <summary>A whole number with thin-space thousands.</summary>
    public static string Whole(long value) => value.ToString("#,0", ThinSpaces);

    /// <summary>A share as a percentage with honest precision: 0.0014 is “0.140 %”.</summary>
    public static string Percent(double share, int decimals = 3) =>
        (share * 100).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "\u2009%";

    /// <summary>A metric with five significant digits; an en dash when there is none.</summary>
    public static string Metric(double? value) => value is { } number && double.IsFinite(number)
        ? number.ToString("0.00000", CultureInfo.InvariantCulture)
        : "–";

    /// <summary>A hyperparameter as short as it can be without loss: 1E-05 is “1e-5”.</summary>
    public static string Hyperparameter(double value) => Lab.Sweeps.Understanding.TrialFields.Text(value);

    /// <summary>A count with its noun: “1 user”, “2 000 users”.</summary>
    /// <param name="plural">The plural when it is not the noun with an s.</param>
    public static string Count(long count, string noun, string? plural = null) => $"{Whole(count)} {(count == 1 ? noun : plural ?? noun + "s")}";

    /// <summary>A size in the unit that leaves one to three digits before the point: “512 bytes”, “24.1 MB”. A kB has 1000 bytes.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 999.5 && unit < units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        var format = unit == 0 || value >= 99.95 ? "0" : "0.0";
        return value.ToString(format, CultureInfo.InvariantCulture) + "\u2009" + units[unit];
    }

    /// <summary>A moment for lists: “today, 14:05”, “yesterday, 14:05”, “3 May, 14:05”, and with the year when it is another one.</summary>
    /// <param name="moment">In the reader's time zone.</param>
    /// <param name="now">Now, in the same zone.</param>
    public static string Moment(DateTimeOffset moment, DateTimeOffset now)
    {
        var day = (now.Date - moment.Date).Days switch
        {
            0 => "today",
            1 => "yesterday",
            _ => moment.ToString(moment.Year == now.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
        };
        return $"{day}, {moment.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A duration in its two largest units: “2 h 5 min”, “40 s”.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => "under 1\u2009s",
        { TotalMinutes: < 1 } => $"{duration.Seconds}\u2009s",
        { TotalHours: < 1 } => $"{duration.Minutes}\u2009min {duration.Seconds}\u2009s",
        { TotalDays: < 1 } => $"{duration.Hours}\u2009h {duration.Minutes}\u2009min",
        _ => $"{(int)duration.TotalDays}\u2009d {duration.Hours}\u2009h",
    };
}
