using System.Text.Json;
using System.Text.Json.Serialization;

namespace Explorer.Web.Api;

/// <summary>Services, error answers and routes of the HTTP API.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Explorer";
            document.Info.Description =
                "Likes in, learning curves, neighbours and recommendations out. Ids are numbers except item and user ids, which are the opaque text of the likes file. " +
                "Refusals are problem details (RFC 9457) whose detail says what is wrong, where, and what to do.";
            return Task.CompletedTask;
        }));
        return services;
    }

    public static void UseApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            api => api.UseStatusCodePages());
        app.UseMiddleware<CrossSiteGuard>();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapHealthChecks("/health", new() { ResponseWriter = DatabaseCheck.WriteAsync });
        app.MapDatasets();
        app.MapSweeps();
        app.MapPins();
        app.MapLiveEvents();
        app.MapSweepFiles();
        app.MapTrials();
        app.MapSteering();
        app.MapFactorizations();
        app.MapGalleries();
        app.MapGalleryExports();
        app.MapThumbnails();
    }
}
