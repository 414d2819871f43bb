using System.Globalization;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Reads when a like was given.</summary>
internal static class LikeTime
{
    /// <summary>Seconds are below this until the year 5138; milliseconds are above it since 1973.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>The year 9999 in milliseconds.</summary>
    private const long LastMilliseconds = 253_402_300_799_999;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz", "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>Reads Unix seconds or milliseconds, or an ISO 8601 date and time; without an offset it is taken as UTC.</summary>
    /// <param name="seconds">Unix seconds.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long seconds)
    {
        var trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            seconds = number is >= FirstMilliseconds or <= -FirstMilliseconds ? number / 1000 : number;
            return number is >= -LastMilliseconds and <= LastMilliseconds;
        }

        var isDate = DateTimeOffset.TryParseExact(
            trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        seconds = isDate ? time.ToUnixTimeSeconds() : 0;
        return isDate;
    }
}
