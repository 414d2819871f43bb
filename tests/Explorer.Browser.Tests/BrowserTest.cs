using Explorer.TestKit;

namespace Explorer.Browser.Tests;

/// <summary>A test against the real program on a folder of its own.</summary>
public abstract class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly List<Visit> _visits = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ExplorerProcess Site { get; private set; } = null!;

    protected string Folder => _folder.Path;

    public virtual async ValueTask InitializeAsync()
    {
        _ = fixture.Browser;
        Site = await ExplorerProcess.StartAsync(_folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits)
        {
            await visit.DisposeAsync();
        }

        if (Site is not null)
        {
            await Site.DisposeAsync();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<Visit> VisitAsync(string path = "/", Microsoft.Playwright.ColorScheme scheme = Microsoft.Playwright.ColorScheme.Light, int width = 1440, Uri? address = null)
    {
        var visit = await Visit.BeginAsync(fixture.Browser, address ?? Site.Address, scheme, width);
        _visits.Add(visit);
        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>Ends the program and starts it anew at the same address.</summary>
    protected async Task RestartAsync()
    {
        var address = Site.Address;
        await Site.KillAsync();
        await Site.DisposeAsync();
        Site = await ExplorerProcess.StartAsync(_folder.Path, "--urls", address.ToString());
    }
}
