using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class DataRoomTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_semicolon_file_without_a_header_becomes_a_sweep_by_hand()
    {
        // Users first, items second, stars last: nothing that could be guessed from names. Half of the stars are too few.
        var rows = Enumerable.Range(0, 40).SelectMany(user => Enumerable.Range(0, 12).Select(item => $"{7000 + user};{(user % 2) + (2 * item)};{(item % 2 == 0 ? 5 : 2)}\n"));
        var visit = await VisitAsync("/data");
        await visit.ChooseFileAsync("stars.csv", Encoding.UTF8.GetBytes(string.Concat(rows)));
        await Expect(Select(visit, "Separator")).ToHaveValueAsync("1");

        await Select(visit, "First row").SelectOptionAsync("is data");
        await Select(visit, "Column 1 is").SelectOptionAsync("user id");
        await Select(visit, "Column 2 is").SelectOptionAsync("item id");
        await Select(visit, "Column 3 is").SelectOptionAsync("rating");
        await visit.Page.GetByLabel("Counts as a like from rating").FillAsync("4");
        await Expect(visit.Page.Locator(".preview tbody tr").First).ToHaveTextAsync(new Regex("^\\s*7000\\s*0\\s*5\\s*$"));
        await visit.Button("Import").ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/data/[0-9]+"));

        var after = visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row, new() { Name = "After" }).Locator("td");
        await Expect(after.Nth(0)).ToHaveTextAsync("40");
        await Expect(after.Nth(2)).ToHaveTextAsync("240");
        var slider = visit.Page.GetByRole(AriaRole.Slider, new() { Name = "Likes per user, at least" });
        await slider.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(after.Nth(2)).ToHaveTextAsync("0");
        await Expect(visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert)).ToContainTextAsync(["leave"]);
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(after.Nth(2)).ToHaveTextAsync("240");
        await visit.Page.GetByRole(AriaRole.Slider, new() { Name = "Likes per item, at least" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.WaitForURLAsync(new Regex("minLikesPerUser=6&minLikesPerItem=6"));

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Continue to a sweep" }).ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/sweeps/new\\?dataset=[0-9]+&minLikesPerUser=6&minLikesPerItem=6"));
        await visit.Button("Start sweep").WaitForAsync();
        await Expect(visit.Page.GetByLabel("Likes per user, at least")).ToHaveValueAsync("6");
        await Expect(visit.Page.GetByLabel("Likes per item, at least")).ToHaveValueAsync("6");
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task The_same_file_can_be_looked_at_again_and_imported_by_one_click()
    {
        var visit = await VisitAsync("/data");
        var content = Encoding.UTF8.GetBytes("modelname|mid|uid\nRobot|m1|u1\nDragon|m2|u1\n");
        await visit.ChooseFileAsync("likes.psv", content);
        await visit.Button("Choose another file").ClickAsync();
        await Expect(visit.Page.Locator(".preview")).ToHaveCountAsync(0);

        await visit.ImportAsync("likes.psv", content);

        await visit.Page.WaitForURLAsync(new Regex("/data/[0-9]+"));
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "likes", Exact = true })).ToBeVisibleAsync();
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task An_items_file_is_looked_at_mapped_by_hand_and_merged()
    {
        var visit = await VisitAsync("/data");
        await visit.UploadAsync("ratings.dat", Encoding.UTF8.GetBytes("UserID::MovieID\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row % 12}::{row % 5}\n"))));
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Names and pictures" }).WaitForAsync();

        await visit.ChooseFileAsync("films.txt", Encoding.UTF8.GetBytes("what::called\n0::Toy <i>Story</i>\n1::Jumanji\n::nothing\n"));
        await Select(visit, "Column what is").SelectOptionAsync("item id");
        await Select(visit, "Column called is").SelectOptionAsync("item name");
        await visit.Button("Import").ClickAsync();

        await Expect(visit.Page.GetByText("2 items added or replaced. 1 row could not be used:")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("Line 4: The item's id is empty.")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("Toy <i>Story</i>")).ToBeVisibleAsync();
        visit.AssertNoComplaints();
    }

    private static ILocator Select(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Combobox, new() { Name = name });
}
