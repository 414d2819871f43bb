using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class SharingTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    public override async ValueTask InitializeAsync()
    {
        await using (var lab = await LabHost.StartAsync(Folder))
        {
            var dataset = await lab.ImportAsync(LikesText.Halves());
            await ManySweeps.AddAsync(lab, dataset.Id, new Grid([10, 20], [0.1, 1], [9]), SweepSpec.PostEpochs);
        }

        await base.InitializeAsync();
    }

    [Fact]
    public async Task Ticked_trials_are_compared_and_a_chart_is_saved()
    {
        var visit = await VisitAsync("/sweeps/1");
        await visit.Page.GetByLabel("Compare trial 1", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("Compare trial 4", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Compare 2 trials" }).ClickAsync();

        await visit.Page.WaitForURLAsync("**/sweeps/compare?trials=1&trials=4");
        await Expect(visit.Page.GetByTestId("settings").Locator("tbody th").First).ToHaveTextAsync("Factors");
        await visit.ScrollToChartsAsync("compared-curves");
        await visit.Page.WaitForFunctionAsync("() => document.getElementById('compared-curves')?.data?.length === 4");
        foreach (var ending in new[] { "svg", "png", "csv" })
        {
            var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByLabel($"Save this chart as {ending.ToUpperInvariant()}").First.ClickAsync());
            Assert.Equal($"trials-1-4-test-precision-at-5-post-protocol-by-epoch.{ending}", file.SuggestedFilename);
            Assert.True(new FileInfo(await file.PathAsync()).Length > 500);
        }

        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task A_replay_bundle_goes_out_and_comes_in_as_a_read_only_sweep()
    {
        var visit = await VisitAsync("/sweeps/1");
        await visit.Page.GetByLabel("Share this sweep").ClickAsync();
        var bundle = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByText("Replay bundle").ClickAsync());
        Assert.Equal("sweep-1-replay.zip", bundle.SuggestedFilename);

        await visit.GoAsync("/sweeps/import");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(await bundle.PathAsync());
        await visit.Page.WaitForURLAsync(new Regex("/sweeps/2$"));

        await Expect(visit.Page.GetByTestId("imported")).ToContainTextAsync("replay bundle of sweep 1");
        await visit.WaitForPointsAsync("precision-chart", 4 * SweepSpec.PostEpochs.Count, Token);
        visit.AssertNoComplaints();
    }

    [Theory]
    [InlineData("/sweeps/compare?trials=1&trials=2&trials=4", ColorScheme.Light, 1440)]
    [InlineData("/sweeps/compare?trials=1&trials=2&trials=4", ColorScheme.Dark, 360)]
    [InlineData("/sweeps/1?ticked=1-2", ColorScheme.Light, 360)]
    [InlineData("/sweeps/import", ColorScheme.Dark, 360)]
    public async Task The_pages_keep_the_rules_of_accessibility_and_the_width(string address, ColorScheme scheme, int width)
    {
        var visit = await VisitAsync(address, scheme, width);
        await visit.Page.Locator("[data-testid=seeds], .tick input, .upload").First.WaitForAsync();

        var result = await visit.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } });

        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }
}
