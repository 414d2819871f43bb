using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Explorer.Browser.Tests;
using Explorer.TestKit;
using MathNet.Numerics.Random;
using Microsoft.Playwright;

namespace Explorer.Benchmarks;

/// <summary>What a visitor of the gallery waits for: the real program in a process of its own, asked over HTTP and by a real browser.</summary>
internal static class GalleryBenchmark
{
    private const int Requests = 300;
    private const int Clicks = 60;
    private const int WarmUps = 20;

    /// <summary>
    /// Clicks the tile and waits, frame by frame, until the page shows its item: the name, the input picture, and as many tiles as before.
    /// Answers with milliseconds.
    /// </summary>
    private const string ClickAndWait =
        """
        async place => {
          const tiles = [...document.querySelectorAll('a.tile')];
          const tile = tiles[place % tiles.length];
          const wanted = tile.dataset.item;
          const name = tile.querySelector('.name').textContent;
          const begun = performance.now();
          tile.click();
          for (;;) {
            await new Promise(requestAnimationFrame);
            const picture = document.querySelector('.wall .input img');
            const now = [...document.querySelectorAll('a.tile')];
            if (document.querySelector('.wall .input .name')?.textContent === name && picture?.complete && decodeURIComponent(picture.src).includes(`item=${wanted}`)
                && now.length === tiles.length && now.every(other => other.dataset.item !== wanted)) {
              return performance.now() - begun;
            }
            if (performance.now() - begun > 30000) { throw new Error(`The page of ${wanted} did not come.`); }
          }
        }
        """;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        string[] files = options.Data is null ? ["goodbooks_likes.psv.gz", "sketchfab_likes_twin.psv.gz"] : [options.Data];
        var table = new List<string>();
        foreach (var file in files)
        {
            await MeasureAsync(File.Exists(file) ? Path.GetFullPath(file) : SharedData.Require(file), table);
        }

        foreach (var count in SearchBenchmark.Counts)
        {
            var times = SearchBenchmark.Milliseconds(count).Times.Select(time => time.Milliseconds).ToList();
            table.Add(Row("search as one types", $"{count:#,0} generated names", times, $"slowest {(count > 100_000 ? 200 : 100)} ms"));
        }

        Console.WriteLine("| what | data | median | p95 | slowest | target |\n|---|---|---|---|---|---|");
        table.ForEach(Console.WriteLine);
    }

    private static async Task MeasureAsync(string file, List<string> table)
    {
        using var folder = new TempFolder();
        await using var program = await ExplorerProcess.StartAsync(folder.Path);
        using var http = new HttpClient { BaseAddress = program.Address, Timeout = TimeSpan.FromMinutes(10) };
        await TrainAsync(http, file);
        var data = $"{Path.GetFileName(file)}, {await CountAsync(http):#,0} items";
        var items = (await http.GetFromJsonAsync<JsonElement>("/api/factorizations/1/items?take=1000")).GetProperty("items").EnumerateArray().ToArray();
        var random = new Xoshiro256StarStar(1);

        var ids = Enumerable.Range(0, Requests).Select(_ => items[random.Next(items.Length)].GetProperty("itemId").GetString() ?? "");
        table.Add(Row(
            "neighbours by the API", data, await AskAsync(http, ids.Select(id => $"/api/factorizations/1/items/neighbours?take=12&item={Uri.EscapeDataString(id)}")), "p95 20 ms"));

        // A name as it is typed: its first letters.
        var typed = Enumerable.Range(0, Requests).Select(_ => items[random.Next(items.Length)].GetProperty("name").GetString() ?? "").Select(name => name[..Math.Min(name.Length, 1 + random.Next(8))]);
        table.Add(Row("search by the API", data, await AskAsync(http, typed.Select(text => $"/api/factorizations/1/items?take=12&search={Uri.EscapeDataString(text)}")), "100 ms"));
        table.Add(Row("item page after a click", data, await ClickAsync(program.Address), "median 300 ms"));
    }

    private static async Task<int> CountAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonElement>("/api/factorizations/1")).GetProperty("items").GetInt32();

    private static async Task TrainAsync(HttpClient http, string file)
    {
        await using var likes = File.OpenRead(file);
        using var imported = await http.PostAsync("/api/datasets?name=Benchmark", new StreamContent(likes));
        imported.EnsureSuccessStatusCode();
        using var sweep = await http.PostAsJsonAsync(
            "/api/sweeps", new { datasetId = 1, grid = new { factors = new[] { 40 }, regularization = new[] { 0.1 }, alpha = new[] { 49 } }, epochs = new[] { 4 } });
        sweep.EnsureSuccessStatusCode();
        await CompletedAsync(http, "/api/sweeps/1");
        using var refit = await http.PostAsync("/api/trials/1/refit", null);
        refit.EnsureSuccessStatusCode();
        await CompletedAsync(http, "/api/factorizations/1");
    }

    private static async Task CompletedAsync(HttpClient http, string address) => await Eventually.BecomesAsync(
        async () => (await http.GetFromJsonAsync<JsonElement>(address)).GetProperty("state").GetString(), state => state == "completed", CancellationToken.None);

    private static async Task<List<double>> AskAsync(HttpClient http, IEnumerable<string> addresses)
    {
        var times = new List<double>();
        foreach (var address in addresses)
        {
            var watch = Stopwatch.StartNew();
            await http.GetByteArrayAsync(address);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times[WarmUps..];
    }

    private static async Task<List<double>> ClickAsync(Uri address)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.GotoAsync(new Uri(address, "/gallery/1").ToString());
        await page.Locator("[data-arrows=on]").WaitForAsync();
        var times = new List<double>();
        for (var click = 0; click < Clicks + WarmUps; click++)
        {
            times.Add(await page.EvaluateAsync<double>(ClickAndWait, click));
        }

        return times[WarmUps..];
    }

    private static string Row(string what, string data, List<double> times, string target)
    {
        times.Sort();
        return FormattableString.Invariant(
            $"| {what} | {data} | {times[times.Count / 2]:0.0} ms | {times[(int)(0.95 * times.Count)]:0.0} ms | {times[^1]:0.0} ms | {target} |");
    }
}
