using Microsoft.Playwright;

namespace Explorer.Browser.Tests;

/// <summary>The real browser, where the machine has one.</summary>
internal static class Chromium
{
    /// <summary>What to say on a machine without one.</summary>
    public const string Missing = "Chromium is missing. Install it (apt-get install chromium fonts-liberation), or name it in the variable CHROMIUM.";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static string Path => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public static bool IsThere => File.Exists(Path);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments });
}
