using System.Text;
using System.Text.RegularExpressions;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class HardToBreakTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string LongSweep = "minLikesPerUser=5&minLikesPerItem=5&factors=32,48,64&regularization=0.1,1&alpha=9,49";

    private static readonly byte[] Likes = Encoding.UTF8.GetBytes(LikesText.Halves(users: 1200, items: 300));

    private static string ManyEpochs => "epochs=" + string.Join(",", Enumerable.Range(1, 150).Select(point => 4 * point));

    [Fact]
    public async Task Two_browsers_and_a_late_one_see_the_same_curves()
    {
        var first = await VisitAsync();
        var dataset = await first.UploadAsync("halves.psv", Likes);
        var sweep = await first.StartSweepAsync($"dataset={dataset}&{LongSweep}&{ManyEpochs}");
        await first.WaitForPointsAsync("precision-chart", 20, Token);

        var second = await VisitAsync($"/sweeps/{sweep}");
        await second.WaitForPointsAsync("precision-chart", 20, Token);
        await second.Button("Pause").ClickAsync();
        await first.ExpectStateAsync("paused");
        await second.ExpectStateAsync("paused");
        await Task.Delay(1500, Token);
        var points = await first.ChartPointsAsync("precision-chart");
        Assert.Equal(points, await second.ChartPointsAsync("precision-chart"));

        var late = await VisitAsync($"/sweeps/{sweep}");
        await late.WaitForPointsAsync("precision-chart", points, Token);
        Assert.Equal(points, await late.ChartPointsAsync("precision-chart"));
        await first.Button("Resume").ClickAsync();
        await late.WaitForPointsAsync("precision-chart", points + 5, Token);
        first.AssertNoComplaints();
        second.AssertNoComplaints();
        late.AssertNoComplaints();
    }

    [Fact]
    public async Task Zoom_survives_new_points()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        await visit.StartSweepAsync($"dataset={dataset}&{LongSweep}&{ManyEpochs}");
        await visit.WaitForPointsAsync("precision-chart", 10, Token);

        var zoomed = await visit.ZoomAsync();
        var points = await visit.ChartPointsAsync("precision-chart");
        await visit.WaitForPointsAsync("precision-chart", points + 30, Token);

        Assert.Equal(zoomed, await visit.ZoomedAsync());
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Going_from_one_sweep_to_another_shows_the_other_ones_points()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        var first = await visit.StartSweepAsync($"dataset={dataset}&factors=4&regularization=0.1&alpha=9&epochs=1,2");
        await visit.ExpectStateAsync("completed");
        var second = await visit.StartSweepAsync($"dataset={dataset}&factors=4&regularization=0.1&alpha=9&epochs=1,2,3,4,5");
        await visit.ExpectStateAsync("completed");
        await visit.WaitForPointsAsync("precision-chart", 5, Token);

        // Within the page, as a link would.
        await visit.Page.EvaluateAsync($"Blazor.navigateTo('/sweeps/{first}')");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = $"Sweep {first}" })).ToBeVisibleAsync();
        await Eventually.BecomesAsync(() => visit.ChartPointsAsync("precision-chart"), points => points == 2, Token);

        await visit.Page.EvaluateAsync($"Blazor.navigateTo('/sweeps/{second}')");
        await Eventually.BecomesAsync(() => visit.ChartPointsAsync("precision-chart"), points => points == 5, Token);
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task A_link_in_a_list_is_one_step_in_the_history()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        var sweep = await visit.StartSweepAsync($"dataset={dataset}&factors=4&regularization=0.1&alpha=9&epochs=1");
        await visit.ExpectStateAsync("completed");
        await visit.GoAsync("/sweeps");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"Sweep {sweep}", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = $"Sweep {sweep}" })).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sweeps", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_do_not_reach_what_a_dialog_covers()
    {
        var visit = await VisitAsync();

        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.Locator(".mud-dialog")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("?");
        await visit.Page.WaitForTimeoutAsync(500);

        await Expect(visit.Page.Locator(".mud-dialog")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_outlives_the_death_of_its_server()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);
        await visit.StartSweepAsync($"dataset={dataset}&{LongSweep}&{ManyEpochs}");
        await visit.WaitForPointsAsync("precision-chart", 10, Token);
        var points = await visit.ChartPointsAsync("precision-chart");

        await RestartAsync();

        // Without a hand on the page: it notices, comes back and goes on.
        await visit.WaitForPointsAsync("precision-chart", points + 100, Token);
        await Expect(visit.Page.Locator("header.head").GetByText("live", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("nasty/17_empty.psv", "The file is empty")]
    [InlineData("nasty/18_header_only.psv", "no rows")]
    [InlineData("nasty/expected.md", "header such as modelname|mid|uid")]
    public async Task Nonsense_is_refused_with_a_reason_and_the_next_good_file_works(string file, string because)
    {
        var content = await File.ReadAllBytesAsync(SharedData.Require(file), Token);
        var visit = await VisitAsync("/data");

        await visit.ChooseFileAsync("nonsense.psv", content);
        await Expect(visit.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(because);

        await visit.UploadAsync("good.psv", Likes);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "good" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Names_are_shown_and_never_run()
    {
        var content = await File.ReadAllBytesAsync(SharedData.Require("nasty/26_html_names.psv"), Token);
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("<img src=x onerror=window.__pwned=1>.psv", content);
        await visit.StartSweepAsync($"dataset={dataset}&k=2&fraction=0.5&factors=2&regularization=0.1&alpha=9&epochs=1,2");
        await visit.ExpectStateAsync("completed");
        await visit.Page.GetByTestId("best-trial").GetByRole(AriaRole.Button, new() { Name = "Train on everything" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Similar models" })).ToBeVisibleAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("<script>window.__pwned=1</script>");
        foreach (var path in new[] { "/", "/data", "/sweeps", "/gallery" })
        {
            await visit.GoAsync(path);
        }

        Assert.True(await visit.Page.EvaluateAsync<bool>("window.__pwned === undefined"));
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task An_upload_can_be_cancelled_and_leaves_nothing()
    {
        var visit = await VisitAsync("/data");
        // A slow line, so that there is time to change one's mind.
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 100_000,
        });
        await visit.ImportAsync("slow.psv", Encoding.UTF8.GetBytes(LikesText.Halves(users: 2000, items: 400)));
        await Expect(visit.Page.Locator("[data-percent]")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-rows]")).ToHaveTextAsync(new Regex("^[1-9].* rows read$"), new() { Timeout = 60_000 });

        await visit.Button("Cancel").ClickAsync();

        await Expect(visit.Page.Locator("[data-percent]")).ToBeHiddenAsync();
        using var client = new HttpClient { BaseAddress = Site.Address };
        Assert.Equal("""{"datasets":[]}""", await client.GetStringAsync("/api/datasets", Token));
    }

    [Theory]
    [InlineData("factors=&regularization=0.1&alpha=9&epochs=1")]
    [InlineData("factors=4&regularization=-1&alpha=9&epochs=1")]
    [InlineData("factors=4&regularization=0.1&alpha=9&epochs=1&k=0")]
    [InlineData("factors=4&regularization=0.1&alpha=9&epochs=1&k=90&fraction=1")]
    [InlineData("factors=4&regularization=0.1&alpha=9&epochs=1&minLikesPerUser=5000")]
    public async Task What_cannot_run_cannot_be_started_and_the_page_says_why(string query)
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Likes);

        await visit.GoAsync($"/sweeps/new?dataset={dataset}&{query}");

        await Expect(visit.Button("Start sweep")).ToBeDisabledAsync();
        await Expect(visit.Page.Locator(".mud-alert, .mud-input-error").First).ToBeVisibleAsync();
    }
}
