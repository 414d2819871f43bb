using System.Globalization;

namespace Explorer.Web.Shared;

/// <summary>Numbers of an address, as people type and paste them: what is no number counts as not given, rather than fail the page.</summary>
internal static class QueryText
{
    /// <summary>A whole number; null when there is none.</summary>
    public static int? Int(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An id; null when there is none.</summary>
    public static long? Long(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A finite number; null when there is none.</summary>
    public static double? Double(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Ids, given one by one or with commas; what is none is passed over.</summary>
    public static long[]? Longs(string[]? texts) => texts is null
        ? null
        : [.. texts.SelectMany(text => text.Split(',')).Select(Long).OfType<long>()];
}
