using System.Text.RegularExpressions;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class GalleryTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task An_item_walk_a_search_a_basket_and_a_presentation()
    {
        var visit = await VisitAsync();
        await visit.TrainAsync(LikesText.Halves());
        var page = visit.Page;

        // By keyboard alone: to the first tile, to the second, into it.
        await visit.GoAsync("/gallery/1/m6");
        var tiles = page.Locator("a.tile");
        await Expect(tiles).ToHaveCountAsync(12);
        await page.Locator("[data-arrows=on]").WaitForAsync();
        var second = await tiles.Nth(1).GetAttributeAsync("data-item");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex($"/gallery/1/{second}$"));
        await Expect(page.Locator(".chip", new() { HasTextString = "Item 6" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.WaitForURLAsync(new Regex("/gallery/1/m6$"));

        // Thumbs and reasons.
        await page.Locator(".thumb").First.ClickAsync();
        await Expect(page.GetByText("of 1 rated neighbour good")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Why is .* similar") }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Why similar" })).ToBeVisibleAsync();
        await Expect(page.Locator("section.why ol li").First).ToBeVisibleAsync();

        // Search, misspelt.
        await page.Keyboard.PressAsync("/");
        await page.GetByLabel("Search models by name or id").FillAsync("itme 10");
        await page.Locator(".mud-list-item", new() { HasTextString = "Item 10" }).First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/gallery/1/m10"));

        // A basket of it and another.
        await page.GetByRole(AriaRole.Link, new() { Name = "Start a basket" }).ClickAsync();
        await Expect(page.Locator("ul.basket li")).ToHaveCountAsync(1);
        await page.GetByLabel("or paste ids, a line each").FillAsync("m12\nm14");
        await visit.Button("Add").ClickAsync();
        await Expect(page.Locator("ul.basket li")).ToHaveCountAsync(3);
        await Expect(page.Locator("p[data-milliseconds]")).ToBeVisibleAsync();
        Assert.All(
            await page.Locator("a.tile").EvaluateAllAsync<string[]>("tiles => tiles.slice(0, 5).map(tile => tile.dataset.item)"),
            item => Assert.Equal(0, int.Parse(item[1..], null) % 2));

        // On the projector.
        await visit.GoAsync("/gallery/1/present?item=m6");
        await Expect(page.Locator("figcaption")).ToHaveTextAsync("Item 6");
        await page.Keyboard.PressAsync("p");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("figcaption")).Not.ToHaveTextAsync("Item 6");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("figcaption")).ToHaveTextAsync("Item 6");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(new Regex("/gallery/1/m6$"));
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task The_map_is_drawn_hovered_and_clicked_and_users_and_comparisons_open()
    {
        var visit = await VisitAsync();
        await visit.TrainAsync(LikesText.Halves());
        var page = visit.Page;

        await visit.GoAsync("/gallery/1/map?layout=neighbours");
        await page.Locator("[data-points='24']").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cluster" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lasso" }).ClickAsync();
        var box = (await page.Locator("canvas").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 2, box.Y + 2);
        await page.Mouse.DownAsync();
        foreach (var (x, y) in new[] { (1f, 0f), (1f, 1f), (0f, 1f), (0f, 0f) })
        {
            await page.Mouse.MoveAsync(box.X + 2 + (x * (box.Width - 4)), box.Y + 2 + (y * (box.Height - 4)), new() { Steps = 5 });
        }

        await page.Mouse.UpAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "24 models in the lasso" })).ToBeVisibleAsync();

        await visit.GoAsync("/gallery/1/users?user=u3");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Users of like taste" })).ToBeVisibleAsync();
        await visit.GoAsync("/gallery/compare?in=1&item=m6");
        await Expect(page.Locator(".columns ol li")).ToHaveCountAsync(12);
        visit.AssertNoComplaints();
    }
}
