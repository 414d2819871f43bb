using Microsoft.AspNetCore.Http.Features;

namespace Explorer.Web.Api;

/// <summary>
/// Ids in an address as they were sent. Routing leaves an escaped slash escaped, so that “a%2Fb” and “a%252Fb” would be told apart no
/// longer; ids are opaque, and both may exist.
/// </summary>
internal static class OpaqueSegment
{
    /// <summary>One segment of the address, unescaped once.</summary>
    /// <param name="fromEnd">0 for the last segment, 1 for the one before it.</param>
    /// <param name="routed">What routing made of it, for an address that cannot be read.</param>
    public static string Of(HttpContext context, int fromEnd, string routed)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var segments = target.Split('?')[0].TrimEnd('/').Split('/');
        return segments.Length > fromEnd + 1 ? Uri.UnescapeDataString(segments[^(fromEnd + 1)]) : routed;
    }
}
