using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Explorer.Browser.Tests;
using Explorer.TestKit;
using Microsoft.Playwright;

namespace Explorer.Benchmarks;

/// <summary>The data room in a real browser against the real program: imports, the landscape of thresholds, the sliders.</summary>
internal static class DataRoomBenchmark
{
    /// <summary>Each in a process of its own, so that every import is the first thing that process does.</summary>
    private const int Runs = 3;

    /// <summary>Steps of a slider in each direction.</summary>
    private const int Steps = 20;

    /// <summary>Notes how long each move of a slider takes until the frame after the table shows what is left.</summary>
    private const string Watch =
        """
        () => {
            const panel = document.querySelector('section[aria-labelledby=thresholds]');
            const left = () => panel.querySelector('tr[data-row=after]').textContent;
            let since = 0, before = '';
            window.answers = [];
            panel.addEventListener('input', () => { since = performance.now(); before = left(); }, true);
            new MutationObserver(() => {
                if (since && left() !== before && !panel.querySelector('.stale')) {
                    const begun = since;
                    since = 0;
                    requestAnimationFrame(() => window.answers.push(performance.now() - begun));
                }
            }).observe(panel, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    public static void Run(BenchmarkOptions options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task RunAsync(BenchmarkOptions options)
    {
        if (!Chromium.IsThere)
        {
            Console.WriteLine(Chromium.Missing);
            return;
        }

        using var folder = new TempFolder();
        var file = await UnpackedAsync(options.Data is null ? SharedData.Require("sketchfab_likes_twin.psv.gz") : Path.GetFullPath(options.Data), folder.Path);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var (api, preview, page, landscape, slider, peak) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var run = 0; run < Runs; run++)
        {
            api.Add(await ImportByApiAsync(file));
            using var storage = new TempFolder();
            await using var site = await ExplorerProcess.StartAsync(storage.Path);
            await using var context = await browser.NewContextAsync(new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1440, Height = 900 } });
            var tab = await context.NewPageAsync();
            await tab.GotoAsync(new Uri(site.Address, "/data").ToString());
            await tab.Locator("[data-interactive=true]").First.WaitForAsync();

            preview.Add(await SecondsAsync(async () =>
            {
                await tab.Locator("input[type=file]").First.SetInputFilesAsync(file);
                await tab.Locator(".preview table").WaitForAsync();
            }));
            page.Add(await SecondsAsync(async () =>
            {
                await tab.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
                await tab.WaitForURLAsync(new Regex("/data/[0-9]+"), new() { WaitUntil = WaitUntilState.Commit });
                await tab.Locator("dl.stats").WaitForAsync();
            }));
            landscape.Add(await SecondsAsync(() => tab.Locator(".landscape tbody").WaitForAsync()));
            slider.AddRange(await MoveSlidersAsync(tab));
            peak = Math.Max(peak, site.PeakMegabytes);
        }

        Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(file)}, {new FileInfo(file).Length / 1e6:0} MB; {Runs} processes; {slider.Count} moves of a slider; the program's peak {peak} MB"));
        Console.WriteLine("| what | median | slowest | target |");
        Console.WriteLine("|---|---|---|---|");
        Print("import through the API, s", api, "0.00", "2");
        Print("import through the page, from the click, s", page, "0.00", "3");
        Print("preview after choosing the file, s", preview, "0.00", "");
        Print("landscape after the page shows the dataset, s", landscape, "0.00", "2");
        Print("answer to a move of a slider, ms", slider, "0", "150");
    }

    private static async Task<double> ImportByApiAsync(string file)
    {
        using var storage = new TempFolder();
        await using var site = await ExplorerProcess.StartAsync(storage.Path);
        using var client = new HttpClient { BaseAddress = site.Address };
        return await SecondsAsync(async () =>
        {
            await using var stream = File.OpenRead(file);
            using var content = new StreamContent(stream);
            using var answer = await client.PostAsync(new Uri("/api/datasets?name=twin", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        });
    }

    /// <summary>Milliseconds of every answer.</summary>
    private static async Task<double[]> MoveSlidersAsync(IPage tab)
    {
        await tab.EvaluateAsync(Watch);
        var moves = 0;
        foreach (var name in new[] { "Likes per user, at least", "Likes per item, at least" })
        {
            await tab.GetByRole(AriaRole.Slider, new() { Name = name }).FocusAsync();
            foreach (var key in Enumerable.Repeat("ArrowRight", Steps).Concat(Enumerable.Repeat("ArrowLeft", Steps)))
            {
                await tab.Keyboard.PressAsync(key);
                await tab.WaitForFunctionAsync("moves => window.answers.length >= moves", ++moves);
            }
        }

        return await tab.EvaluateAsync<double[]>("() => window.answers");
    }

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Print(string what, List<double> times, string format, string target)
    {
        times.Sort();
        Console.WriteLine($"| {what} | {times[times.Count / 2].ToString(format, CultureInfo.InvariantCulture)} | {times[^1].ToString(format, CultureInfo.InvariantCulture)} | {target} |");
    }

    private static async Task<string> UnpackedAsync(string path, string folder)
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        var unpacked = Path.Combine(folder, Path.GetFileNameWithoutExtension(path));
        await using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        await using var file = File.Create(unpacked);
        await packed.CopyToAsync(file);
        return unpacked;
    }
}
