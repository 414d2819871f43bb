using System.Globalization;
using Explorer.Lab.Refits;
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

    /// <summary>The address of an item.</summary>
    /// <param name="take">How many neighbours to show.</param>
    public static string Of(FactorizationId factorization, string itemId, int take = UsualTake)
    {
        var escaped = Uri.EscapeDataString(itemId);
        var amount = take == UsualTake ? null : take.ToString(CultureInfo.InvariantCulture);
        var room = $"/gallery/{factorization}";
        return IsPathSegment(itemId)
            ? $"{room}/{escaped}{(amount is null ? "" : $"?take={amount}")}"
            : $"{room}?item={escaped}{(amount is null ? "" : $"&take={amount}")}";
    }

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

    // Dots are resolved, slashes part segments even when escaped, and servers refuse control characters in a path.
    private static bool IsPathSegment(string itemId) =>
        itemId is not ("" or "." or "..") && !itemId.Any(character => character is '/' or '\\' || char.IsControl(character));
}
