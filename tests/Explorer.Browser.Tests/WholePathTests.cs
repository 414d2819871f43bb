using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class WholePathTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task From_an_upload_over_live_curves_to_a_neighbours_neighbour()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Encoding.UTF8.GetBytes(LikesText.Halves(users: 2000, items: 300)));
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "halves" })).ToBeVisibleAsync();

        await visit.StartSweepAsync($"dataset={dataset}&factors=32,64&regularization=0.1,1&alpha=9,49&epochs={string.Join(",", Enumerable.Range(1, 40).Select(point => 10 * point))}");
        await Expect(visit.Page.Locator("header.head")).ToContainTextAsync("of 8 trials");
        // Points are in the chart while other trials still wait.
        await visit.Page.WaitForFunctionAsync(
            "() => document.getElementById('precision-chart')?.data?.some(trace => trace.y?.length > 0) && document.body.innerText.includes('queued')");
        await visit.ExpectStateAsync("completed");
        await visit.WaitForPointsAsync("precision-chart", 320, Token);
        await visit.WaitForPointsAsync("mse-chart", 320, Token);

        await visit.Page.GetByTestId("best-trial").GetByRole(AriaRole.Button, new() { Name = "Train on everything" }).ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/gallery/[0-9]+/.+"));
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Input model" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Similar models" })).ToBeVisibleAsync();

        await visit.Page.GetByLabel("Search models by name or id").FillAsync("item 17");
        await visit.Page.Locator(".mud-list-item", new() { HasTextString = "Item 17" }).First.ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/gallery/[0-9]+/m17([0-9]?)$|/gallery/[0-9]+/m17\\?"));
        await Expect(visit.Page.Locator("section.input .name")).ToHaveTextAsync(new Regex("^Item 17"));
        var tiles = visit.Page.Locator("a.tile");
        var input = visit.Page.Url.Split('/')[^1].Split('?')[0];
        var shown = await tiles.EvaluateAllAsync<string[]>("tiles => tiles.map(tile => tile.dataset.item)");
        Assert.Equal(12, shown.Length);
        Assert.DoesNotContain(input, shown);
        Assert.All(shown, item => Assert.Equal(1, int.Parse(item[1..], null) % 2));

        var next = await tiles.First.GetAttributeAsync("data-item");
        await tiles.First.ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex($"/gallery/[0-9]+/{next}(\\?|$)"));
        await Expect(visit.Page.Locator($"a.tile[data-item='{input}']")).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();
        await visit.Page.WaitForURLAsync(new Regex($"/gallery/[0-9]+/{input}(\\?|$)"));
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task An_empty_installation_offers_the_sample_and_shows_live_curves()
    {
        var visit = await VisitAsync();

        await visit.Button("Start a small sweep on it").ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/sweeps/[0-9]+"));

        await visit.WaitForPointsAsync("precision-chart", 3, Token);
        visit.AssertNoComplaints();
    }

    [Theory]
    [InlineData("goodbooks_sample_likes.psv")]
    [InlineData("sketchfab_likes_twin_small.psv.gz")]
    [InlineData("goodbooks_likes.psv.gz")]
    [InlineData("sketchfab_likes_twin.psv.gz")]
    public async Task The_page_shows_the_counts_of_the_ground_truth(string file)
    {
        var truths = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Require("ground_truth.json"), Token)).RootElement;
        var truth = truths.GetProperty(file);
        var visit = await VisitAsync();

        await visit.UploadAsync(file, await File.ReadAllBytesAsync(SharedData.Require(file), Token));

        var main = visit.Page.GetByRole(AriaRole.Main);
        await Expect(main.GetByRole(AriaRole.Row, new() { Name = "After" })).ToBeVisibleAsync();
        foreach (var (label, count) in new[] { ("Rows", truth.GetProperty("rows")), ("Duplicates", truth.GetProperty("duplicated_rows")) })
        {
            await Expect(main).ToContainTextAsync(new Regex($"{label}\\s*{Shown(count)}\\b"));
        }

        foreach (var (row, counts) in new[] { ("Before", truth.GetProperty("before")), ("After", truth.GetProperty("after_5_5")) })
        {
            var cells = main.GetByRole(AriaRole.Row, new() { Name = row }).Locator("td");
            await Expect(cells.Nth(0)).ToHaveTextAsync(Shown(counts.GetProperty("users")));
            await Expect(cells.Nth(1)).ToHaveTextAsync(Shown(counts.GetProperty("items")));
            await Expect(cells.Nth(2)).ToHaveTextAsync(Shown(counts.GetProperty("likes")));
            await Expect(cells.Nth(3)).ToContainTextAsync(counts.GetProperty("sparsity_percent").GetDouble().ToString("F3", CultureInfo.InvariantCulture));
        }

        await Expect(main).ToContainTextAsync($"{truth.GetProperty("rounds")} rounds");
        visit.AssertNoComplaints();
    }

    private static string Shown(JsonElement count) => count.GetInt32().ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = "\u2009" });
}
