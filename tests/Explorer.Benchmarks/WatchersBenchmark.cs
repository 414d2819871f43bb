using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Explorer.TestKit;
using Microsoft.Playwright;

namespace Explorer.Benchmarks;

/// <summary>What ten browsers that watch one running sweep cost the server beside the training.</summary>
/// <remarks>
/// The same sweep runs three times on one server: watched, so that the program is warm and its code compiled; alone; and watched again. The
/// threads that train are left out, since they take more processor time wherever browsers draw on the same cores.
/// </remarks>
internal static class WatchersBenchmark
{
    private const int Watchers = 10;

    /// <summary>How .NET on Linux names the threads of long-running tasks, one of which trains up to a point.</summary>
    private const string TrainingThreads = ".NET Long Runni";

    /// <summary>Of the grid's 342. A trial that is left over at the end trains on all cores, on threads that also serve pages.</summary>
    private const int CountedPoints = 250;

    private static readonly object s_grid =
        new { factors = new[] { 20, 40 }, regularization = new[] { 0.1, 1, 10 }, alpha = new[] { 9, 49, 99 } };

    /// <summary>Prints one line.</summary>
    public static async Task MeasureAsync(IBrowser browser, string file)
    {
        if (!ThreadTimes.AreThere)
        {
            Console.WriteLine("| browsers watch | not measured: the system does not tell the time of each thread | | | 10 % |");
            return;
        }

        using var folder = new TempFolder();
        await using var site = await ExplorerProcess.StartAsync(folder.Path);
        using var http = await SweepsRoomBenchmark.ImportAsync(site, file);
        var first = await RunAsync(browser, site, http, Watchers);
        var alone = await RunAsync(browser, site, http, 0);
        var watched = await RunAsync(browser, site, http, Watchers);
        Console.WriteLine(FormattableString.Invariant(
            $"| {Watchers} browsers watch for {watched.Wall:0} s: processor seconds of all threads but those that train {watched.Processor:0.0}, without browsers {alone.Processor:0.0}: share of a core | {Share(watched):0.0 %} | | {Share(first):0.0 %}, just started | 10 % |"));

        double Share((double Processor, double Wall) run) => (run.Processor - alone.Processor) / run.Wall;
    }

    /// <summary>Runs the sweep once.</summary>
    /// <returns>Up to <see cref="CountedPoints"/>: processor seconds of the threads that do not train, and seconds on the wall.</returns>
    private static async Task<(double Processor, double Wall)> RunAsync(IBrowser browser, ExplorerProcess site, HttpClient http, int watchers)
    {
        var id = await SweepsRoomBenchmark.StartAsync(http, s_grid);
        var contexts = new List<IBrowserContext>();
        for (var watcher = 0; watcher < watchers; watcher++)
        {
            contexts.Add(await browser.NewContextAsync(SweepsRoomBenchmark.Desktop));
            var page = await contexts[^1].NewPageAsync();
            await page.GotoAsync(new Uri(site.Address, $"/sweeps/{id}").ToString(), new() { Timeout = 120_000 });
        }

        var times = new ThreadTimes(site.ProcessId, TrainingThreads);
        var watch = Stopwatch.StartNew();
        var counted = TimeSpan.Zero;
        for (var state = ""; state != "completed"; await Task.Delay(200))
        {
            var sweep = await http.GetFromJsonAsync<JsonElement>($"/api/sweeps/{id}");
            state = sweep.GetProperty("state").GetString();
            if (sweep.GetProperty("pointsDone").GetInt32() < CountedPoints)
            {
                times.Look();
                counted = watch.Elapsed;
            }
        }

        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }

        return (times.Seconds, counted.TotalSeconds);
    }
}
