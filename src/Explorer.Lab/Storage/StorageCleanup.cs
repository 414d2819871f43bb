using Microsoft.Extensions.Hosting;

namespace Explorer.Lab.Storage;

/// <summary>Removes, before anything else starts, what a killed process may have left behind.</summary>
internal sealed class StorageCleanup(DatasetStore datasets) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => datasets.DeleteOrphansAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
