using System.Text;
using System.Text.RegularExpressions;
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
        "/", "/data", "/data/1", "/sweeps", "/sweeps/new?dataset=1", "/sweeps/1", "/sweeps/1?view=live&trial=1", "/gallery", "/gallery/1", "/gallery/1/m4?why=m6",
        "/gallery/1/users?user=u3", "/gallery/1/basket?item=m4", "/gallery/1/map", "/gallery/1/diagnostics", "/gallery/compare?in=1&item=m4", "/gallery/1/present", "/help", "/help/metrics", "/nowhere",
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
            violations.AddRange(await ViolationsAsync(visit, path));
        }

        await visit.GoAsync("/data");
        await visit.ChooseFileAsync("plays.csv", Encoding.UTF8.GetBytes("user_id,item_id,rating,plays\nu1,m1,4,7\n"));
        await visit.Page.Locator(".preview table").WaitForAsync();
        violations.AddRange(await ViolationsAsync(visit, "preview"));
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_menu_of_running_work_opens_by_keyboard_and_keeps_the_rules_of_accessibility(ColorScheme scheme)
    {
        var visit = await VisitAsync("/", scheme);
        var dataset = await visit.UploadAsync("halves.psv", Encoding.UTF8.GetBytes(LikesText.Halves(users: 1200, items: 300)));
        await visit.StartSweepAsync($"dataset={dataset}&factors=40,80,100&regularization=0.1,1&alpha=9&epochs={string.Join(",", Enumerable.Range(1, 400))}");
        // A page with nothing to press below the menu: what it covers is smaller than its rules ask.
        await visit.GoAsync("/help");
        var menu = visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Work on the server: 1") });

        await menu.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem)).ToContainTextAsync("Sweep 1 on halves");
        await visit.Page.WaitForTimeoutAsync(700);
        var violations = (await ViolationsAsync(visit, "menu")).ToList();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Visit visit, string where)
    {
        var result = await visit.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } });
        return result.Violations.Select(violation =>
            $"{where}: {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}");
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
        await visit.TrainAsync(LikesText.Halves());
    }
}
