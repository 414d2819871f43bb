using System.Text;
using System.Text.RegularExpressions;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class LiveGalleryTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Pinned_items_are_watched_while_a_sweep_runs_and_a_trial_is_previewed_at_two_epochs_side_by_side()
    {
        var visit = await VisitAsync();
        var page = visit.Page;
        var dataset = await visit.UploadAsync("halves.psv", Encoding.UTF8.GetBytes(LikesText.Halves(users: 400, items: 120)));

        // Long enough that a person comes in time: the sweep is paused when enough was seen.
        var epochs = string.Join(',', Enumerable.Range(1, 400));
        await visit.StartSweepAsync($"dataset={dataset}&k=2&fraction=0.5&factors=60,80,100&regularization=0.1,1&alpha=9&epochs={epochs}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Live gallery" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Running now" }).ClickAsync();
        await Expect(page.Locator("section.live")).ToHaveCountAsync(3);
        await page.GetByLabel("Search models by name or id").FillAsync("Item 77");
        await page.Locator(".mud-list-item", new() { HasTextString = "Item 77" }).First.ClickAsync();
        var pinned = page.Locator("section.live", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Item 77", Exact = true }) });
        await Expect(pinned.Locator("ol li")).ToHaveCountAsync(10, new() { Timeout = 60_000 });
        await Expect(pinned).ToContainTextAsync("stayed since epoch", new() { Timeout = 60_000 });
        await page.EvaluateAsync("scrollTo(0, 0)");
        await visit.Button("Pause").ClickAsync();
        await visit.ExpectStateAsync("paused");

        // Afterwards one goes back through the epochs.
        await page.GetByRole(AriaRole.Slider).FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("section.live").First).ToContainTextAsync("First measured epoch");
        await page.WaitForURLAsync(new Regex("epoch=1($|&)"));

        // A trial at its best epoch, then beside itself at another.
        await page.GetByTestId("best-trial").GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/gallery/compare"));
        await Expect(page.Locator(".columns ol")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await page.Locator(".add select").SelectOptionAsync(new SelectOptionValue { Label = "epoch 20" });
        await Expect(page.Locator(".columns ol")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Expect(page.GetByText("trained as its curve was")).ToHaveCountAsync(2);
        visit.AssertNoComplaints();
    }
}
