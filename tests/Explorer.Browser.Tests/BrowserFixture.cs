using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Explorer.Browser.Tests.BrowserFixture))]

namespace Explorer.Browser.Tests;

/// <summary>One real Chromium for all tests. Tests skip, saying so, on a machine without one.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, Chromium.Missing);
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.IsThere)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.LaunchAsync(_playwright);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
