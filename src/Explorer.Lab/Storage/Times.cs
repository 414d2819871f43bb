namespace Explorer.Lab.Storage;

/// <summary>Times as the database keeps them: milliseconds since 1970 in UTC.</summary>
internal static class Times
{
    public static long ToDatabase(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromDatabase(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? FromDatabase(long? milliseconds) => milliseconds is { } value ? FromDatabase(value) : null;
}
