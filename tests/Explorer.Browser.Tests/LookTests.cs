using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Explorer.TestKit;
using Microsoft.Playwright;

namespace Explorer.Browser.Tests;

public sealed class LookTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>Every page, with something on it where that is possible.</summary>
    private static readonly string[] Pages =
    [
        "/", "/data", "/data/1", "/sweeps", "/sweeps/new?dataset=1", "/sweeps/1", "/gallery", "/gallery/1", "/help", "/help/metrics", "/nowhere",
    ];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_breaks_the_rules_of_accessibility(ColorScheme scheme)
    {
        await FillAsync();
        var visit = await VisitAsync("/", scheme);
        var violations = new List<string>();
        foreach (var path in Pages)
        {
            await visit.GoAsync(path);
            await visit.Page.WaitForTimeoutAsync(700);
            var result = await visit.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } });
            violations.AddRange(result.Violations.Select(violation =>
                $"{path}: {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        }

        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }

    [Fact]
    public async Task A_phone_shows_every_page_without_scrolling_sideways()
    {
        await FillAsync();
        var visit = await VisitAsync("/", width: 360);
        foreach (var path in Pages)
        {
            await visit.GoAsync(path);
            await visit.Page.WaitForTimeoutAsync(400);
            var beyond = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(beyond <= 0, $"{path} is {beyond} pixels too wide.");
        }
    }

    /// <summary>A dataset, a finished sweep and a gallery.</summary>
    private async Task FillAsync()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Encoding.UTF8.GetBytes(LikesText.Halves()));
        await visit.StartSweepAsync($"dataset={dataset}&k=2&fraction=0.5&factors=2,4&regularization=0.1,1&alpha=9&epochs=1,2,4");
        await visit.ExpectStateAsync("completed");
        await visit.Page.GetByTestId("best-trial").GetByRole(AriaRole.Button, new() { Name = "Train on everything" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Similar models" }).WaitForAsync();
    }
}
