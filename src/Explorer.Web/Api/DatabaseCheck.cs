using Explorer.Lab.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Explorer.Web.Api;

/// <summary>Healthy when the database answers.</summary>
internal sealed class DatabaseCheck(DatasetStore datasets) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await datasets.ListAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }

    /// <summary>{"status":"healthy"}.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new { status = report.Status.ToString().ToLowerInvariant() });
}
