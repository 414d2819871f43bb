using System.Globalization;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Explorer.Web.Galleries;

/// <summary>
/// Where an item of a factorization is shown: <c>/gallery/{factorization}/{item}</c>, or <c>/gallery/{factorization}?item=</c> for ids
/// that servers and browsers would not leave alone in a path. Ids are opaque text and come back exactly as they were.
/// </summary>
internal static class GalleryAddress
{
    /// <summary>How many neighbours are shown unless the address says otherwise.</summary>
    public const int UsualTake = 12;

    /// <summary>How many neighbours can be chosen.</summary>
    public static IReadOnlyList<int> Takes { get; } = [12, 24, 48];

    /// <summary>How neighbours are shown unless the address says otherwise.</summary>
    public static NeighbourView UsualView { get; } = new(UsualTake);

    /// <summary>Parts of a gallery that an item of that id would hide.</summary>
    private static readonly string[] Parts = ["users", "basket", "map", "diagnostics", "present"];

    /// <summary>The address of an item.</summary>
    /// <param name="view">How to show its neighbours; null for the usual way.</param>
    /// <param name="why">The neighbour whose similarity is explained beside them; null for none.</param>
    public static string Of(FactorizationId factorization, string itemId, NeighbourView? view = null, string? why = null)
    {
        var isSegment = IsPathSegment(itemId);
        var (shown, query) = (view ?? UsualView, new QueryBuilder());
        if (!isSegment)
        {
            query.Add("item", itemId);
        }

        AddUnless(query, "take", shown.Take, UsualTake);
        AddUnless(query, "min", shown.MinLikes, 0);
        AddUnless(query, "popularity", shown.Popularity, 0);
        if (why is not null)
        {
            query.Add("why", why);
        }

        return (isSegment ? $"/gallery/{factorization}/{Uri.EscapeDataString(itemId)}" : $"/gallery/{factorization}") + query;
    }

    /// <summary>The address of a part of a gallery.</summary>
    /// <param name="query">Names and values; a name may come several times.</param>
    public static string Of(FactorizationId factorization, string part, IEnumerable<(string Name, string Value)> query) =>
        $"/gallery/{factorization}/{part}" + new QueryBuilder(query.Select(one => KeyValuePair.Create(one.Name, one.Value)));

    /// <summary>The item id in an address; null when it names none.</summary>
    /// <remarks>Read from the address itself: routing has unescaped its values once, which ids holding “%2F” do not survive.</remarks>
    /// <param name="uri">Absolute, as the browser shows it.</param>
    public static string? ItemIdOf(string uri)
    {
        var address = uri.Split('#')[0].Split('?');
        if (address.Length > 1 && QueryHelpers.ParseQuery(string.Join('?', address[1..])).TryGetValue("item", out var item))
        {
            return item.ToString();
        }

        var segments = address[0].Split('/');
        var gallery = Array.IndexOf(segments, "gallery", 3);
        return gallery > 0 && segments.Length > gallery + 2 && segments[gallery + 2].Length > 0
            ? Uri.UnescapeDataString(segments[gallery + 2])
            : null;
    }

    /// <summary>An amount that can be chosen; the usual one for anything else.</summary>
    public static int TakeOf(int? asked) => asked is { } take && Takes.Contains(take) ? take : UsualTake;

    /// <summary>The view in an address; what is out of range is the usual.</summary>
    public static NeighbourView ViewOf(int? take, int? minLikes, double? popularity) =>
        new(TakeOf(take), Math.Max(0, minLikes ?? 0), popularity is >= -1 and <= 1 ? popularity.Value : 0);

    private static void AddUnless<T>(QueryBuilder query, string name, T value, T usual)
        where T : struct, IFormattable
    {
        if (!value.Equals(usual))
        {
            query.Add(name, value.ToString(null, CultureInfo.InvariantCulture));
        }
    }

    // Dots are resolved, slashes part segments even when escaped, and servers refuse control characters in a path.
    private static bool IsPathSegment(string itemId) =>
        itemId is not ("" or "." or "..") && !Parts.Contains(itemId, StringComparer.OrdinalIgnoreCase) && !itemId.Any(character => character is '/' or '\\' || char.IsControl(character));
}
