namespace Explorer.Recommender.Likes.Tables;

/// <summary>Addresses in a file that will become links or pictures in a page.</summary>
internal static class WebLink
{
    private const int MaxLength = 2000;

    /// <summary>Reads an absolute http or https address of at most 2,000 characters.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out string address)
    {
        var trimmed = text.Trim();
        var isLink = trimmed.Length <= MaxLength
            && Uri.TryCreate(trimmed.ToString(), UriKind.Absolute, out var found)
            && (found.Scheme == Uri.UriSchemeHttp || found.Scheme == Uri.UriSchemeHttps)
            ? found
            : null;
        address = isLink?.AbsoluteUri ?? "";
        return isLink is not null;
    }
}
