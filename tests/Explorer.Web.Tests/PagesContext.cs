using Bunit;
using Bunit.TestDoubles;
using Explorer.Lab;
using Explorer.Lab.Datasets;
using Explorer.Lab.Exports;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Lab.Thumbnails;
using Explorer.TestKit;
using Explorer.Web.Layout;
using Explorer.Web.Shared;
using Explorer.Web.Sweeps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace Explorer.Web.Tests;

/// <summary>Pages on the real Lab in a folder of its own. The browser's side of a chart is recorded, not drawn.</summary>
public sealed class PagesContext : BunitContext
{
    private readonly TempFolder _folder = new();

    private PagesContext()
    {
    }

    public LabHost Lab { get; private set; } = null!;

    /// <summary>What was asked of Plotly.</summary>
    public BunitJSModuleInterop Charts { get; private set; } = null!;

    /// <summary>The browser's side of an upload box.</summary>
    public BunitJSModuleInterop Uploads { get; private set; } = null!;

    /// <summary>Files that pages have given to the browser.</summary>
    public BunitJSModuleInterop Files { get; private set; } = null!;

    public string Address => Services.GetRequiredService<BunitNavigationManager>().Uri;

    /// <param name="hasPopovers">Off for what brings its own provider.</param>
    /// <param name="settings">As in the settings file, <c>Import:AllowUrls</c>.</param>
    public static async Task<PagesContext> StartAsync(ITrialEngine? engine = null, bool hasPopovers = true, params (string Key, string Value)[] settings)
    {
        var context = new PagesContext();
        context.Lab = await LabHost.StartAsync(context._folder.Path, engine, settings);
        context.AddServices();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Charts = context.JSInterop.SetupModule("./_content/Plotly.Blazor/plotly-interop-7.2.0.js");
        context.Charts.Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./js/tiles.js").Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./js/brush.js").Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./js/present.js").Mode = JSRuntimeMode.Loose;
        context.JSInterop.SetupModule("./js/map.js").SetupModule("create", _ => true).Mode = JSRuntimeMode.Loose;
        context.Files = context.JSInterop.SetupModule("./js/files.js");
        context.Files.Mode = JSRuntimeMode.Loose;
        context.Uploads = context.JSInterop.SetupModule("./js/upload.js").SetupModule("connect", _ => true);
        context.Uploads.Mode = JSRuntimeMode.Loose;
        if (hasPopovers)
        {
            context.Render<MudPopoverProvider>();
        }

        return context;
    }

    public void GoTo(string address) => Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);

    protected override async ValueTask DisposeAsyncCore()
    {
        // First the pages, which still read; then what they read from.
        await DisposeComponentsAsync();
        await Lab.DisposeAsync();
        await base.DisposeAsyncCore();
        _folder.Dispose();
    }

    private void AddServices()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<Visitor>();
        Services.AddScoped<BrowserFiles>();
        Services.AddScoped<DrawTurns>();
        Services.AddSingleton<WorkOnServer>();
        Services.AddSingleton(Lab.Get<TrialComparisons>());
        Services.AddSingleton(Lab.Get<TrialScripts>());
        Services.AddSingleton(Lab.Get<Bell>());
        Services.AddSingleton(Lab.Get<DatasetStore>());
        Services.AddSingleton(Lab.Get<DatasetImport>());
        Services.AddSingleton(Lab.Get<DatasetNumbers>());
        Services.AddSingleton(Lab.Get<UrlImport>());
        Services.AddSingleton(Lab.Get<RunningImports>());
        Services.AddSingleton(Lab.Get<IOptions<ImportOptions>>());
        Services.AddSingleton(Lab.Get<SweepStore>());
        Services.AddSingleton(Lab.Get<TrialStore>());
        Services.AddSingleton(Lab.Get<RunStore>());
        Services.AddSingleton(Lab.Get<SweepLog>());
        Services.AddSingleton(Lab.Get<FactorizationStore>());
        Services.AddSingleton(Lab.Get<SweepControl>());
        Services.AddSingleton(Lab.Get<TrialControl>());
        Services.AddSingleton(Lab.Get<QueueControl>());
        Services.AddSingleton(Lab.Get<TrialSlots>());
        Services.AddSingleton(Lab.Get<SweepReadings>());
        Services.AddSingleton(Lab.Get<RefitControl>());
        Services.AddSingleton(Lab.Get<GalleryCache>());
        Services.AddSingleton(Lab.Get<GalleryStudies>());
        Services.AddSingleton(Lab.Get<RatingStore>());
        Services.AddSingleton(Lab.Get<PinStore>());
        Services.AddSingleton(Lab.Get<Pins>());
        Services.AddSingleton(Lab.Get<SweepItemsCache>());
        Services.AddSingleton(Lab.Get<PreviewRoom>());
        Services.AddSingleton(Lab.Get<FolderThumbnails>());
    }
}
