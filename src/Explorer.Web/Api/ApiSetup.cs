namespace Explorer.Web.Api;

/// <summary>Services, error answers and routes of the HTTP API.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOpenApi();
        services.AddProblemDetails();
        return services;
    }

    public static void UseApi(this WebApplication app) => app.UseExceptionHandler();

    public static void MapApi(this WebApplication app) => app.MapOpenApi();
}
