using System.Text;
using System.Text.Json;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class SteeringTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const float Patient = 60_000;

    private static readonly byte[] Likes = Encoding.UTF8.GetBytes(LikesText.Halves(users: 1200, items: 300));

    /// <summary>Still running after half a minute without anyone watching and a new server, on a fast machine too.</summary>
    private static string LongSweep => "minLikesPerUser=5&minLikesPerItem=5&factors=8,16,24,40,60,80,100&regularization=0.1,1&alpha=9&epochs=" + string.Join(",", Enumerable.Range(1, 500).Select(point => 2 * point));

    [Fact]
    public async Task Two_people_steer_the_same_sweep_at_once_and_each_sees_what_the_other_did()
    {
        var first = await VisitAsync();
        var dataset = await first.UploadAsync("halves.psv", Likes);
        var sweep = await first.StartSweepAsync($"dataset={dataset}&{LongSweep}");
        await first.WaitForPointsAsync("precision-chart", 1, Token);
        var second = await VisitAsync($"/sweeps/{sweep}");

        await Task.WhenAll(
            first.Button("Stop trial 1").ClickAsync(),
            second.Page.GetByLabel("Trials at once").SelectOptionAsync("1"));

        foreach (var visit in new[] { first, second })
        {
            await Expect(visit.Button("Retry trial 1")).ToBeVisibleAsync(new() { Timeout = Patient });
            await Expect(visit.Page.GetByLabel("Trials at once")).ToHaveValueAsync("1", new() { Timeout = Patient });
        }

        await Expect(first.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Trial 1 (" })).ToContainTextAsync("was stopped", new() { Timeout = Patient });
        await second.Button("Retry trial 1").ClickAsync();
        await Expect(first.Button("Stop trial 1")).ToBeVisibleAsync(new() { Timeout = Patient });
        first.AssertNoComplaints();
        second.AssertNoComplaints();
    }

    [Fact]
    public async Task A_fine_grid_around_a_trial_goes_into_a_sweep_that_had_ended()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        await visit.StartSweepAsync($"dataset={dataset}&factors=4&regularization=0.1&alpha=9&epochs=1,2");
        await visit.ExpectStateAsync("completed");

        await visit.Button("Fine grid around it").ClickAsync();
        await Expect(visit.Page.GetByTestId("new-trials")).ToHaveTextAsync("26 new trials; one is in the sweep already.");
        await visit.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Add trials", Exact = true }).ClickAsync();

        await Expect(visit.Page.Locator("header.head")).ToContainTextAsync("27 of 27 trials", new() { Timeout = 2 * Patient });
        await visit.ExpectStateAsync("completed");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "History", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByTestId("log")).ToContainTextAsync("26 trials were added, 2 to 27.");
        await visit.ScrollToChartsAsync("timeline");
        await Expect(visit.Page.Locator("#timeline .bars path").First).ToBeVisibleAsync();
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task What_was_steered_is_there_after_the_connection_was_cut_and_after_the_server_died()
    {
        await using var line = new CuttableLine(Site.Address);
        var visit = await VisitAsync(address: line.Address);
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        var sweep = await visit.StartSweepAsync($"dataset={dataset}&{LongSweep}");
        await visit.WaitForPointsAsync("precision-chart", 1, Token);

        // A program steers while this page is cut off.
        line.Cut();
        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = Patient });
        using var client = new HttpClient { BaseAddress = Site.Address };
        var trials = JsonDocument.Parse(await client.GetStringAsync($"/api/sweeps/{sweep}", Token)).RootElement.GetProperty("trials");
        using (var stopped = await client.PostAsync(new Uri($"/api/trials/{trials[0].GetProperty("id")}/stop", UriKind.Relative), content: null, Token))
        {
            Assert.True(stopped.IsSuccessStatusCode, await stopped.Content.ReadAsStringAsync(Token));
        }

        line.Mend();
        await Expect(visit.Button("Retry trial 1")).ToBeVisibleAsync(new() { Timeout = Patient });

        // The page as it was shows the same button until it has loaded itself anew.
        await visit.Page.EvaluateAsync("() => { window.isOld = true; }");
        await RestartAsync();
        await visit.Page.WaitForFunctionAsync("() => !window.isOld", null, new() { Timeout = Patient });

        await Expect(visit.Button("Retry trial 1")).ToBeVisibleAsync(new() { Timeout = Patient });
        await visit.GoAsync($"/sweeps/{sweep}?view=history");
        var log = visit.Page.GetByTestId("log");
        await Expect(log).ToContainTextAsync("Interrupted while it ran, and queued again.", new() { Timeout = Patient });
        await Expect(log).ToContainTextAsync("was stopped");
        await visit.Button("Pause").ClickAsync();
        await visit.ExpectStateAsync("paused");
    }

    [Fact]
    public async Task A_page_that_was_cut_off_for_half_a_minute_catches_up_without_loading_anew()
    {
        await using var line = new CuttableLine(Site.Address);
        var visit = await VisitAsync(address: line.Address);
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        var sweep = await visit.StartSweepAsync($"dataset={dataset}&{LongSweep}");
        await visit.WaitForPointsAsync("precision-chart", 10, Token);
        await visit.Button("Highlight trial 1").ClickAsync();
        await Expect(visit.Button("Highlight trial 1")).ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = Patient });
        var zoomed = await visit.ZoomAsync();
        await visit.Page.EvaluateAsync("() => { window.isOld = true; }");
        using var client = new HttpClient { BaseAddress = Site.Address };
        var before = await PointsDoneAsync(client, sweep);

        line.Cut();
        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = Patient });
        await Task.Delay(TimeSpan.FromSeconds(30), Token);
        Assert.True(await PointsDoneAsync(client, sweep) > before, "The sweep went on while nobody watched.");
        line.Mend();

        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = Patient });
        await visit.Button("Pause").ClickAsync();
        await visit.ExpectStateAsync("paused");
        await Eventually.BecomesAsync(
            async () => (OnChart: await visit.ChartPointsAsync("precision-chart"), Stored: await PointsDoneAsync(client, sweep)), points => points.OnChart == points.Stored, Token);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.isOld === true"), "The page loaded itself anew.");
        Assert.Equal(zoomed, await visit.ZoomedAsync());
        await Expect(visit.Button("Highlight trial 1")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_click_on_a_curve_highlights_its_trial_and_the_view_is_in_the_address()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        var sweep = await visit.StartSweepAsync($"dataset={dataset}&factors=4,8&regularization=0.1&alpha=9&epochs=1,2,3,4");
        await visit.ExpectStateAsync("completed");
        await visit.GoAsync($"/sweeps/{sweep}?colour=alpha&along=seconds&smooth=3&valueScale=log");
        await Eventually.BecomesAsync(
            () => visit.Page.EvaluateAsync<string>("() => (document.getElementById('precision-chart')?.data ?? []).filter(trace => trace.showlegend !== false).map(trace => trace.name).join()"),
            names => names.Contains("α = 9", StringComparison.Ordinal),
            Token);
        Assert.Equal("log", await visit.Page.EvaluateAsync<string>("() => document.getElementById('precision-chart')._fullLayout.yaxis.type"));

        // As Plotly tells of a click on the second point of the first trace.
        await visit.Page.EvaluateAsync(
            """
            () => {
                const chart = document.getElementById('precision-chart');
                const trace = chart._fullData[0];
                chart.emit('plotly_click', { points: [{ curveNumber: 0, pointIndex: 1, pointNumber: 1, x: trace.x[1], y: trace.y[1], data: chart.data[0], fullData: trace }] });
            }
            """);

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("trial=1"));
        visit.AssertNoComplaints();
    }

    private static async Task<int> PointsDoneAsync(HttpClient client, long sweep) =>
        JsonDocument.Parse(await client.GetStringAsync($"/api/sweeps/{sweep}", Token)).RootElement.GetProperty("pointsDone").GetInt32();
}
