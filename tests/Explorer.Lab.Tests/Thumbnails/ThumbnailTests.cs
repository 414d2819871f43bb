using System.Collections.Concurrent;
using Explorer.Lab.Thumbnails;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Explorer.Lab.Tests.Thumbnails;

/// <summary>The real services against a server of our own, with a clock, a folder and a log of the test's.</summary>
public abstract class ThumbnailTests : IAsyncLifetime
{
    private ServiceProvider? _services;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("thumbnails").FullName;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected Dictionary<string, string?> Settings { get; } = new()
    {
        ["Thumbnails:AllowPrivateAddresses"] = "true",
        ["Thumbnails:TimeoutSeconds"] = "1",
        ["Thumbnails:MaxPictureBytes"] = "20000",
    };

    protected ConcurrentQueue<string> Log { get; } = new();

    private protected PictureServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PictureServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected Task<Thumbnail> GetAsync(string path) =>
        Cache().GetAsync(ThumbnailSourceKind.ItemsFile, new ThumbnailRequest("m1", "Some thing", Server.UrlOf(path)), Token);

    protected ThumbnailCache Cache()
    {
        Settings.TryAdd("Thumbnails:SketchfabAddress", Server.Address.AbsoluteUri);
        if (_services is null)
        {
            var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
                .AddSingleton(new ThumbnailFolder(Settings.GetValueOrDefault("folder") ?? Folder))
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new Lines(Log)))
                .AddThumbnails();
            if (!Settings.ContainsKey("system clock"))
            {
                services.AddSingleton<TimeProvider>(Time);
            }

            _services = services.BuildServiceProvider();
        }

        return _services.GetRequiredService<ThumbnailCache>();
    }

    protected async Task RestartAsync()
    {
        await _services!.DisposeAsync();
        _services = null;
    }

    /// <summary>What the thumbnails log.</summary>
    private sealed class Lines(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Explorer", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
