using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Explorer.Browser.Tests;

/// <summary>What visitors do, in their own words.</summary>
internal static partial class Actions
{
    public static ILocator Button(this Visit visit, string name) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    /// <summary>Chooses a file in the first upload box of the page.</summary>
    public static Task ChooseFileAsync(this Visit visit, string name, byte[] content) =>
        visit.Page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = content });

    /// <summary>Chooses a likes file whose preview needs no correction, and imports it.</summary>
    public static async Task ImportAsync(this Visit visit, string name, byte[] content)
    {
        await visit.ChooseFileAsync(name, content);
        await visit.Button("Import").ClickAsync();
    }

    /// <summary>Uploads a likes file and waits for the dataset's page.</summary>
    /// <returns>The dataset's id.</returns>
    public static async Task<long> UploadAsync(this Visit visit, string name, byte[] content)
    {
        await visit.GoAsync("/data");
        await visit.ImportAsync(name, content);
        await visit.Page.WaitForURLAsync(new Regex("/data/[0-9]+"), new() { Timeout = 60_000 });
        return IdIn(visit.Page.Url);
    }

    /// <summary>Sets up a sweep by its address and starts it.</summary>
    /// <returns>The sweep's id.</returns>
    public static async Task<long> StartSweepAsync(this Visit visit, string query)
    {
        await visit.GoAsync($"/sweeps/new?{query}");
        await Assertions.Expect(visit.Button("Start sweep")).ToBeEnabledAsync();
        await visit.Button("Start sweep").ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/sweeps/[0-9]+"));
        return IdIn(visit.Page.Url);
    }

    /// <summary>Uploads likes, runs a small sweep and trains its best trial on everything; ends on the gallery's page.</summary>
    public static async Task TrainAsync(this Visit visit, string likes)
    {
        var dataset = await visit.UploadAsync("halves.psv", Encoding.UTF8.GetBytes(likes));
        await visit.StartSweepAsync($"dataset={dataset}&k=2&fraction=0.5&factors=2,4&regularization=0.1,1&alpha=9&epochs=1,2,4");
        await visit.ExpectStateAsync("completed");
        await visit.Page.GetByTestId("best-trial").GetByRole(AriaRole.Button, new() { Name = "Train on everything" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Similar models" }).WaitForAsync();
    }

    /// <summary>How many points a chart holds, read from the chart's own data, without gaps and without the raised copy of the best trial; −1 while the page changes.</summary>
    public static async Task<int> ChartPointsAsync(this Visit visit, string chart)
    {
        try
        {
            return await visit.Page.EvaluateAsync<int>(
                """
                id => (document.getElementById(id)?.data ?? [])
                    .filter(trace => trace.name?.startsWith('f = ') && trace.line?.dash !== 'dash')
                    .reduce((sum, trace) => sum + (trace.y ?? []).filter(y => y !== null && y !== undefined).length, 0)
                """,
                chart);
        }
        catch (PlaywrightException exception) when (exception.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            return -1;
        }
    }

    /// <summary>Waits until the chart holds at least so many points.</summary>
    public static async Task WaitForPointsAsync(this Visit visit, string chart, int points, CancellationToken cancellationToken) =>
        await TestKit.Eventually.BecomesAsync(() => visit.ChartPointsAsync(chart), seen => seen >= points, cancellationToken);

    /// <summary>Scrolls to charts one after another and waits until each shows what is wanted now: out of sight they are not drawn.</summary>
    public static async Task ScrollToChartsAsync(this Visit visit, params string[] charts)
    {
        foreach (var chart in charts)
        {
            await visit.Page.Locator($"[data-chart={chart}]").ScrollIntoViewIfNeededAsync();
            await visit.Page.Locator($"[data-chart={chart}]:not([data-stale]) .main-svg").First.WaitForAsync();
        }
    }

    /// <summary>Drags a frame over a part of the first chart, again when the chart was just drawn anew under the pointer.</summary>
    /// <returns>What <see cref="ZoomedAsync"/> answers then.</returns>
    public static async Task<double[]> ZoomAsync(this Visit visit)
    {
        // The horizontal axis moves with no point, only with a zoom.
        var before = await visit.ZoomedAsync();
        await visit.Page.EvaluateAsync("() => document.getElementById('precision-chart').scrollIntoView({ block: 'center' })");
        for (var tries = 0; tries < 5; tries++)
        {
            var box = await visit.Page.Locator("#precision-chart .nsewdrag").First.BoundingBoxAsync() ?? throw new InvalidOperationException("The chart has no plot.");
            await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.2f), box.Y + (box.Height * 0.2f));
            await visit.Page.Mouse.DownAsync();
            await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.7f), new() { Steps = 8 });
            await visit.Page.Mouse.UpAsync();
            if (await visit.ZoomedAsync() is var zoomed && zoomed[1] < before[1])
            {
                return zoomed;
            }
        }

        throw new InvalidOperationException("The chart did not zoom.");
    }

    /// <summary>The ends of both axes of the first chart.</summary>
    public static Task<double[]> ZoomedAsync(this Visit visit) => visit.Page.EvaluateAsync<double[]>(
        "() => { const { xaxis, yaxis } = document.getElementById('precision-chart')._fullLayout; return [...xaxis.range, ...yaxis.range]; }");

    public static Task ExpectStateAsync(this Visit visit, string state, float timeout = 60_000) =>
        Assertions.Expect(visit.Page.Locator("header.head").GetByText(state, new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = timeout });

    private static long IdIn(string url) => long.Parse(Number().Match(new Uri(url).AbsolutePath).Value, null);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
