using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Explorer.Browser.Tests;

/// <summary>One visitor with a browser of their own, who notes every console error and every request to another host.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        Address = address;
    }

    public IPage Page { get; }

    public Uri Address { get; }

    public static async Task<Visit> BeginAsync(IBrowser browser, Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1440)
    {
        var context = await browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(20_000);
        var visit = new Visit(context, await context.NewPageAsync(), address);
        visit.Listen();
        return visit;
    }

    /// <summary>Opens an address of the program and waits until the page answers.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(new Uri(Address, path).ToString());
        await ReadyAsync();
    }

    public async Task ReadyAsync() => await Page.Locator("[data-interactive=true]").First.WaitForAsync();

    /// <summary>Fails when the console showed an error, or a request went elsewhere.</summary>
    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                _complaints.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        Page.PageError += (_, error) => _complaints.Enqueue($"page: {error}");
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } url && url.Authority != Address.Authority)
            {
                _complaints.Enqueue($"request to another host: {request.Url}");
            }
        };
    }
}
