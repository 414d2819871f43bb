using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Explorer.Browser.Tests;
using Explorer.TestKit;
using Microsoft.Playwright;

namespace Explorer.Benchmarks;

/// <summary>The sweeps room in a real browser against the real program: a stored sweep of 2,000 trials, the post's grid live, ten watchers.</summary>
internal static class SweepsRoomBenchmark
{
    private const int Opens = 5;

    /// <summary>How long the live sweep is watched.</summary>
    private static readonly TimeSpan Live = TimeSpan.FromSeconds(90);

    /// <summary>Whether Plotly has drawn a curve with points.</summary>
    private const string CurvesAreDrawn =
        "() => { const chart = document.getElementById('precision-chart'); return !!chart?._fullLayout && chart.data.some(trace => /^f = /.test(trace.name) && trace.y.length > 1); }";

    /// <summary>Whether the parallel coordinates have a line.</summary>
    private const string LinesAreDrawn = "() => [...document.querySelectorAll('[data-testid=parallel] svg path')].some(path => path.getAttribute('d')?.length > 10)";

    /// <summary>
    /// Types a filter and waits for the count beside the field and for the frame after it, then until each chart in sight shows what passes. Answers with both in milliseconds, the
    /// field's rest of 300 included.
    /// </summary>
    private const string Filter =
        """
        async ([text, wanted]) => {
          const field = document.querySelector('[role=search] input');
          const count = document.querySelector('[role=search] .count b');
          const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
          const begun = performance.now();
          set.call(field, text);
          field.dispatchEvent(new Event('input', { bubbles: true }));
          while (count.textContent.replace(/[^0-9]/g, '') !== wanted) {
            if (performance.now() - begun > 30000) { throw new Error(`The filter ${text} did not answer with ${wanted} but with ${count.textContent}.`); }
            await new Promise(requestAnimationFrame);
          }
          const answered = performance.now() - begun;
          const isInSight = chart => { const { top, bottom } = chart.getBoundingClientRect(); return bottom > 0 && top < innerHeight; };
          while ([...document.querySelectorAll('[data-chart][data-stale]')].some(isInSight)) {
            if (performance.now() - begun > 30000) { throw new Error(`The charts did not show ${text}.`); }
            await new Promise(requestAnimationFrame);
          }
          return [answered, performance.now() - begun];
        }
        """;

    /// <summary>Clicks a toggle and waits until the title of the chart has changed. Answers with milliseconds.</summary>
    private const string Toggle =
        """
        async name => {
          const button = [...document.querySelectorAll('[role=group] button')].find(other => other.textContent.trim() === name);
          const title = document.querySelector('.charts h2');
          const before = title.textContent;
          const begun = performance.now();
          button.click();
          while (document.querySelector('.charts h2').textContent === before) {
            if (performance.now() - begun > 30000) { throw new Error(`“${name}” did nothing.`); }
            await new Promise(requestAnimationFrame);
          }
          return performance.now() - begun;
        }
        """;

    /// <summary>Notes from then on when how many points are on the first chart.</summary>
    private const string WatchPoints =
        """
        () => {
          window.seen = [];
          let last = -1;
          setInterval(() => {
            const drawn = document.getElementById('precision-chart')?.data ?? [];
            const count = drawn.filter(trace => /^f = /.test(trace.name)).reduce((sum, trace) => sum + trace.y.filter(value => value !== null).length, 0);
            if (count !== last) { window.seen.push([Date.now(), last = count]); }
          }, 20);
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

        var file = options.Data is null ? SharedData.Require("sketchfab_likes_twin.psv.gz") : Path.GetFullPath(options.Data);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        Console.WriteLine("| what | median | p95 | slowest | target |\n|---|---|---|---|---|");
        foreach (var (step, measure) in new (string, Func<Task>)[]
        {
            ("stored", () => MeasureStoredAsync(browser)),
            ("live", () => MeasureLiveAsync(browser, file)),
            ("watchers", () => WatchersBenchmark.MeasureAsync(browser, file)),
        })
        {
            if (options.Wants(step))
            {
                await measure();
            }
        }
    }

    private static async Task MeasureStoredAsync(IBrowser browser)
    {
        using var folder = new TempFolder();
        await using (var lab = await LabHost.StartAsync(folder.Path))
        {
            var dataset = await lab.ImportAsync(LikesText.Halves(users: 100, items: 20));
            await ManySweeps.AddAsync(lab, dataset.Id, ManySweeps.TwoThousand, [.. Enumerable.Range(1, 20)]);
        }

        await using var site = await ExplorerProcess.StartAsync(folder.Path);
        foreach (var (view, drawn) in new[] { ("", CurvesAreDrawn), ("?view=understand", LinesAreDrawn) })
        {
            var times = new List<double>();
            for (var open = 0; open < Opens; open++)
            {
                await using var context = await browser.NewContextAsync(Desktop);
                var page = await context.NewPageAsync();
                times.Add(await MillisecondsAsync(async () =>
                {
                    await page.GotoAsync(new Uri(site.Address, $"/sweeps/1{view}").ToString());
                    await page.WaitForFunctionAsync(drawn);
                    await page.GetByRole(AriaRole.Row).Nth(2).WaitForAsync();
                }));
            }

            Print($"page of 2,000 trials × 20 points{(view.Length > 0 ? ", Understand" : "")}, ms", times, "3,000");
            await MeasureFiltersAsync(browser, new Uri(site.Address, $"/sweeps/1{view}"), drawn, view.Length > 0 ? ", Understand" : "");
        }

        await MeasureFiltersAsync(browser, new Uri(site.Address, "/sweeps/1?view=understand"), LinesAreDrawn, ", Understand, scrolled to the last charts", "cost");
    }

    /// <param name="chart">The chart that is scrolled to; without it the page stays where it begins, with no chart in sight that is drawn apart.</param>
    private static async Task MeasureFiltersAsync(IBrowser browser, Uri address, string drawn, string where, string? chart = null)
    {
        await using var context = await browser.NewContextAsync(Desktop);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.ToString());
        await page.WaitForFunctionAsync(drawn);
        await page.Locator("[data-interactive=true]").First.WaitForAsync();
        if (chart is not null)
        {
            await page.Locator($"[data-chart={chart}]").ScrollIntoViewIfNeededAsync();
            await page.Locator($"[data-chart={chart}]:not([data-stale])").WaitForAsync();
        }

        var times = new List<double>();
        var charts = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            foreach (var (text, count) in new[] { ("factors == 40", "200"), ("factors >= 40", "1000"), ("lambda == 0", "200"), ("", "2000") })
            {
                var answers = await page.EvaluateAsync<double[]>(Filter, new[] { text, count });
                times.Add(answers[0] - 300);
                charts.Add(answers[1] - 300);
            }
        }

        Print($"filter among 2,000 trials{where}, without its rest of 300 ms, ms", times, "200");
        if (chart is not null)
        {
            Print("the same until each chart in sight shows it, ms", charts, "");
        }
    }

    private static async Task MeasureLiveAsync(IBrowser browser, string file)
    {
        using var folder = new TempFolder();
        await using var site = await ExplorerProcess.StartAsync(folder.Path);
        using var http = await ImportAsync(site, file);
        await StartAsync(http, new { factors = new[] { 10, 20, 40, 80, 120 }, regularization = new[] { 0, 1e-5, 1e-3, 1e-1, 1e1, 1e2 }, alpha = new[] { 0, 9, 49, 99, 499, 999 } });
        await using var context = await browser.NewContextAsync(Desktop);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(site.Address, "/sweeps/1?show=all").ToString());
        await page.WaitForFunctionAsync(CurvesAreDrawn, null, new() { Timeout = 120_000 });

        var lags = await LagsAsync(page, http);
        var heap = await HeapAsync(page);
        var clicks = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Live)
        {
            clicks.Add(await page.EvaluateAsync<double>(Toggle, clicks.Count % 2 == 0 ? "Train" : "Test"));
            await Task.Delay(500);
        }

        Print("click while the post's grid runs, ms", clicks, "median 250, p95 1,000");
        Print("stored point until it is on the chart, all trials drawn, ms", lags, "p95 1,000");
        Console.WriteLine(FormattableString.Invariant($"| memory of the page, MB, at the start and {watch.Elapsed.TotalSeconds:0} s later | {heap:0.0} | {await HeapAsync(page):0.0} | | no growth beyond the points |"));
    }

    /// <summary>For each point that is stored while it watches: milliseconds until as many are on the chart.</summary>
    private static async Task<List<double>> LagsAsync(IPage page, HttpClient http)
    {
        await page.EvaluateAsync(WatchPoints);
        var stored = new List<(long At, int Count)>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Live)
        {
            var sweep = await http.GetFromJsonAsync<JsonElement>("/api/sweeps/1");
            var count = sweep.GetProperty("pointsDone").GetInt32();
            if (stored.Count == 0 || stored[^1].Count < count)
            {
                stored.Add((TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), count));
            }

            await Task.Delay(50);
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
        var seen = await page.EvaluateAsync<long[][]>("() => window.seen");
        return
        [
            .. from point in stored.Skip(1)
            let shown = seen.FirstOrDefault(moment => moment[1] >= point.Count)
            where shown is not null
            select Math.Max(0.0, shown[0] - point.At),
        ];
    }

    private static async Task<double> HeapAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await session.SendAsync("Runtime.getHeapUsage");
        return (usage?.GetProperty("usedSize").GetDouble() ?? 0) / (1 << 20);
    }

    /// <summary>The same sweep without and with watchers: what they cost is the processor seconds it takes more, over the time they watched.</summary>
    internal static async Task<HttpClient> ImportAsync(ExplorerProcess site, string file)
    {
        var http = new HttpClient { BaseAddress = site.Address, Timeout = TimeSpan.FromMinutes(10) };
        await using var likes = File.OpenRead(file);
        using var imported = await http.PostAsync(new Uri("/api/datasets?name=Benchmark", UriKind.Relative), new StreamContent(likes));
        imported.EnsureSuccessStatusCode();
        return http;
    }

    /// <returns>The sweep's id.</returns>
    internal static async Task<long> StartAsync(HttpClient http, object grid)
    {
        using var answer = await http.PostAsJsonAsync("/api/sweeps", new { datasetId = 1, grid, epochs = Enumerable.Range(1, 19).Select(half => 2 * half) });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    internal static BrowserNewContextOptions Desktop => new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1440, Height = 900 } };

    private static async Task<double> MillisecondsAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Print(string what, List<double> times, string target)
    {
        times.Sort();
        Console.WriteLine(times.Count == 0
            ? $"| {what} | none was seen | | | {target} |"
            : string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:0} | {times[(int)(0.95 * times.Count)]:0} | {times[^1]:0} | {target} |"));
    }
}
