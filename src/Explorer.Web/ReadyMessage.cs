namespace Explorer.Web;

/// <summary>Says where to point the browser, once the server listens.</summary>
internal static class ReadyMessage
{
    public static void PrintWhenReady(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var address in app.Urls)
        {
            Console.WriteLine($"Explorer is ready at {address}");
        }
    });
}
