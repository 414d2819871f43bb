using Explorer.Web.Galleries;
using Explorer.Web.Layout;
using Explorer.Web.Shared;
using Explorer.Web.Sweeps;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using MudBlazor.Services;

namespace Explorer.Web;

/// <summary>Services and routes of the pages.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddScoped<Visitor>();
        services.AddScoped<BrowserFiles>();
        services.AddScoped<DrawTurns>();
        services.AddSingleton<StaticGallery>();
        services.AddSingleton<WorkOnServer>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        // A mistyped address of a page answers with the page that says so; the API answers for itself.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = !IsForPrograms(context.Request.Path);
            return next(context);
        });
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/health");
}
