using Explorer.Lab;
using Explorer.Lab.Storage;
using Explorer.Web;
using Explorer.Web.Api;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,

    // Settings and pages lie beside the program, whatever folder it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.WebHost.UseStaticWebAssets();
builder.Services.AddLab();
builder.Services.AddApi();
builder.Services.AddPages();

try
{
    var app = builder.Build();
    app.Services.GetRequiredService<Database>();
    app.UseSecurityHeaders();
    app.UseApi();
    app.MapPages();
    app.MapApi();
    app.PrintWhenReady();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartProblem.Explain(exception) is { } message)
{
    await Console.Error.WriteLineAsync(message);
    return 1;
}

/// <summary>The entry point, visible to tests that host the application.</summary>
public sealed partial class Program;
