using Explorer.Lab.Datasets;
using Explorer.Lab.Exports;
using Explorer.Lab.Galleries;
using Explorer.Lab.Network;
using Explorer.Lab.Refits;
using Explorer.Lab.Replays;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Lab.Sweeps.Estimates;
using Explorer.Lab.Thumbnails;
using Explorer.Lab.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Explorer.Lab;

/// <summary>Every service and option of the Lab.</summary>
public static class LabServices
{
    /// <summary>Registers the Lab. Options are bound to their sections and validated on start.</summary>
    public static IServiceCollection AddLab(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage");
        services.AddOptions<ImportOptions>().BindConfiguration("Import").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ComputeOptions>().BindConfiguration("Compute").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SweepOptions>().BindConfiguration("Sweeps").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PreviewOptions>().BindConfiguration("Previews").ValidateDataAnnotations().ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddMemoryCache();
        services.AddSingleton<Bell>();
        services.AddSingleton<WorkSignals<SweepId>>();
        services.AddSingleton<WorkSignals<TrialId>>();
        services.AddSingleton<WorkSignals<FactorizationId>>();
        services.AddSingleton<CoreShare>();
        services.AddSingleton<MemoryBudget>();
        services.AddSingleton<TrialSlots>();

        services.AddSingleton<StorageFolder>();
        services.AddSingleton<Database>();
        services.AddSingleton<DatasetStore>();
        services.AddSingleton<SweepStore>();
        services.AddSingleton<TrialStore>();
        services.AddSingleton<PointStore>();
        services.AddSingleton<TrialEditStore>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<SweepLog>();
        services.AddSingleton<RoundStore>();
        services.AddSingleton<PaceStore>();
        services.AddSingleton<FactorizationStore>();
        services.AddSingleton<RatingStore>();
        services.AddSingleton<PinStore>();
        services.AddSingleton<ReplayStore>();

        services.AddSingleton<DatasetImport>();
        services.AddSingleton<DatasetNumbers>();
        services.AddSingleton<UrlImport>();
        services.AddSingleton<RunningImports>();
        services.AddHttpClient(UrlImport.ClientName)
            .ConfigureHttpClient((provider, client) =>
                client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<ImportOptions>>().Value.UrlTimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedHandler.Create(
                provider.GetRequiredService<IOptions<ImportOptions>>().Value.AllowPrivateAddresses, "Import:AllowPrivateAddresses"))
            .RemoveAllLoggers();
        services.AddSingleton<SweepRounds>();
        services.AddSingleton<TimeEstimator>();
        services.AddSingleton<SweepControl>();
        services.AddSingleton<TrialControl>();
        services.AddSingleton<QueueControl>();
        services.AddSingleton<CurveFeed>();
        services.AddSingleton<SweepReadings>();
        services.AddSingleton<SweepItemsCache>();
        services.AddSingleton<Pins>();
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<TrialCurves>();
        services.AddSingleton<TrialComparisons>();
        services.AddSingleton<SweepFiles>();
        services.AddSingleton<TrialScripts>();
        services.AddSingleton<ReplayExport>();
        services.AddSingleton<ReplayImport>();
        services.AddSingleton<RefitControl>();
        services.AddSingleton<PreviewRoom>();
        services.AddSingleton<GalleryCache>();
        services.AddSingleton<GalleryStudies>();
        services.TryAddSingleton<ITrialEngine, LocalTrialEngine>();

        services.AddSingleton(provider => new ThumbnailFolder(provider.GetRequiredService<StorageFolder>().Path("thumbnails")));
        services.AddThumbnails();

        services.AddHostedService<StorageCleanup>();
        services.AddHostedService<SweepWorker>();
        services.AddHostedService<RefitWorker>();
        return services;
    }
}
