using System.Globalization;

namespace Explorer.Web.Sweeps;

/// <summary>Addresses of the page that shows trials side by side.</summary>
public static class CompareAddress
{
    /// <summary>The page with these trials, in this order.</summary>
    /// <param name="metric">Word of a metric; null for that of the first trial's sweep.</param>
    /// <param name="hasTrain">Whether curves of training likes are drawn too.</param>
    public static string Of(IEnumerable<long> trials, string? metric = null, bool hasTrain = false) => "/sweeps/compare?" + Query(trials, metric) + (hasTrain ? "&series=both" : "");

    /// <summary>The same from the API.</summary>
    public static string OfApi(IEnumerable<long> trials, string? metric) => "/api/trials/compare?" + Query(trials, metric);

    private static string Query(IEnumerable<long> trials, string? metric) => string.Join(
        '&', [.. trials.Select(id => string.Create(CultureInfo.InvariantCulture, $"trials={id}")), .. metric is null ? (string[])[] : [$"metric={Uri.EscapeDataString(metric)}"]]);
}
