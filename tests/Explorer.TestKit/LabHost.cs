using System.Text;
using Explorer.Lab;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Explorer.TestKit;

/// <summary>The whole Lab on a folder, with real stores and workers; the engine can be scripted.</summary>
public sealed class LabHost : IAsyncDisposable
{
    private readonly IHost _host;

    private LabHost(IHost host) => _host = host;

    public static async Task<LabHost> StartAsync(string folder, ITrialEngine? engine = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        builder.Configuration.AddInMemoryCollection(
            [new("Storage:Folder", folder), .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))]);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        if (engine is not null)
        {
            builder.Services.AddSingleton(engine);
        }

        builder.Services.AddLab();
        var host = builder.Build();
        await host.StartAsync();
        return new LabHost(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Imports a likes file given as text.</summary>
    public async Task<Dataset> ImportAsync(string content, string name = "Test")
    {
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await Get<DatasetImport>().RunAsync(name, stream, progress: null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
