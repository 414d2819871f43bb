using Explorer.Lab.Network;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>Registers everything about thumbnails.</summary>
public static class ThumbnailServices
{
    internal const string ClientName = "thumbnails";

    /// <summary>Bounds of the whole, in attempts' timeouts: three tries and their pauses.</summary>
    internal const int AttemptsInAll = 4;

    private const int Retries = 2;

    /// <summary>Adds the cache, its sources and the HTTP client they share. A <see cref="ThumbnailFolder"/> is expected from the caller.</summary>
    public static IServiceCollection AddThumbnails(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddOptions<ThumbnailOptions>().BindConfiguration(ThumbnailOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ThumbnailOptions>, ThumbnailOptions.Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IThumbnailSource, SketchfabThumbnails>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IThumbnailSource, ItemsFileThumbnails>());
        services.TryAddSingleton<FolderThumbnails>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IThumbnailSource, FolderThumbnails>(provider => provider.GetRequiredService<FolderThumbnails>()));
        services.TryAddSingleton<PictureDownload>();
        services.TryAddSingleton<ThumbnailStore>();
        services.TryAddSingleton<ThumbnailCache>();

        services.AddHttpClient(ClientName, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Explorer/1.0");
            })
            .ConfigurePrimaryHttpMessageHandler(provider =>
                GuardedHandler.Create(
                    provider.GetRequiredService<IOptions<ThumbnailOptions>>().Value.AllowPrivateAddresses,
                    $"{ThumbnailOptions.Section}:{nameof(ThumbnailOptions.AllowPrivateAddresses)}"))
            .RemoveAllLoggers()
            .AddStandardResilienceHandler()
            .SelectPipelineByAuthority()
            .Configure(static (resilience, provider) => Configure(resilience, provider.GetRequiredService<IOptions<ThumbnailOptions>>().Value));
        return services;
    }

    /// <summary>The standard pipeline, which waits as long as Retry-After asks within the total time, with our numbers.</summary>
    private static void Configure(HttpStandardResilienceOptions resilience, ThumbnailOptions options)
    {
        var attempt = TimeSpan.FromSeconds(options.TimeoutSeconds);
        resilience.AttemptTimeout.Timeout = attempt;
        resilience.TotalRequestTimeout.Timeout = AttemptsInAll * attempt;
        resilience.Retry.MaxRetryAttempts = Retries;
        resilience.Retry.Delay = TimeSpan.FromMilliseconds(300);
        resilience.CircuitBreaker.SamplingDuration = 4 * attempt;
        resilience.CircuitBreaker.MinimumThroughput = 12;
        resilience.CircuitBreaker.FailureRatio = 0.9;
        resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(30);
    }
}
