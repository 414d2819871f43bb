using System.Globalization;
using Explorer.Recommender.Comparison;

namespace Explorer.Web.Galleries;

/// <summary>What has become of an entry of a list, in a word or a sign.</summary>
internal static class ChangeText
{
    public static string Of<T>(ListChange<T> change) => change.Mark switch
    {
        ListMark.New => "new",
        ListMark.Left => string.Create(CultureInfo.InvariantCulture, $"left (was {change.Before})"),
        ListMark.Moved when change.After < change.Before => string.Create(CultureInfo.InvariantCulture, $"▲ {change.Before - change.After}"),
        ListMark.Moved => string.Create(CultureInfo.InvariantCulture, $"▼ {change.After - change.Before}"),
        _ => "=",
    };
}
