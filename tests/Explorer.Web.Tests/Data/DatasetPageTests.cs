using Bunit;
using Explorer.Lab.Storage;
using Explorer.TestKit;
using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class DatasetPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Totals_rejected_rows_and_names_are_shown_literally()
    {
        await using var context = await PagesContext.StartAsync();
        await context.Lab.ImportAsync("modelname|mid|uid\n<i>x</i>|m1|u1\nx|m1|u1\n<script>no user</script>|m2|\ny|m2|u2\n", "<script>alert(1)</script>");

        var page = Render(context);

        page.WaitForAssertion(() => Assert.Equal("<script>alert(1)</script>", page.Find("h1").TextContent), Patience);
        Assert.Equal(["4", "2", "1", "1", "2", "2", "50.000\u2009%"], page.FindAll("[data-stat]").Select(stat => stat.TextContent));
        Assert.Contains("<script>no user</script>", page.Find("section table bdi.text").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public async Task Thresholds_are_answered_with_what_they_leave_and_with_a_link_to_a_sweep()
    {
        await using var context = await PagesContext.StartAsync();
        var file = LikesText.Halves();
        await context.Lab.ImportAsync(file);

        var page = Render(context);

        // Nobody is thin here: every row below the header stays.
        var likes = $"{file.Count(character => character == '\n') - 1}";
        page.WaitForAssertion(() => Assert.Equal(["40", "24", likes], After(page).Take(3)), Patience);
        Assert.Equal("/sweeps/new?dataset=1&minLikesPerUser=5&minLikesPerItem=5", page.Find("a.mud-button-filled").GetAttribute("href"));
    }

    [Fact]
    public async Task Changed_thresholds_go_into_the_address()
    {
        await using var context = await PagesContext.StartAsync();
        await context.Lab.ImportAsync(LikesText.Halves());
        var page = Render(context);
        page.WaitForAssertion(() => Assert.Equal("40", After(page)[0]), Patience);

        await page.Find("input[type=range]").InputAsync("3");

        page.WaitForAssertion(() => Assert.EndsWith("/data/1?minLikesPerUser=3&minLikesPerItem=5", context.Address, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Thresholds_that_leave_nothing_name_the_nearest_that_leave_something()
    {
        await using var context = await PagesContext.StartAsync();
        await context.Lab.ImportAsync(File.ReadAllText(SharedData.Require("nasty/22_all_below_threshold.psv")));

        var page = Render(context);

        page.WaitForAssertion(() => Assert.Contains("4 and 4 leave 40 likes of 10 users", page.Find(".problem .text").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_dataset_that_is_gone_says_so()
    {
        await using var context = await PagesContext.StartAsync();

        var page = Render(context);

        page.WaitForAssertion(() => Assert.Contains("There is no dataset 1", page.Find(".problem").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Settings_are_stored()
    {
        await using var context = await PagesContext.StartAsync();
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var settings = context.Render<DatasetSettings>(parameters => parameters.Add(component => component.Dataset, dataset));

        await settings.FindAll("input")[1].InputAsync("book");
        await settings.Find("button.mud-button-outlined").ClickAsync(new());

        Assert.Equal("book", (await context.Lab.Get<DatasetStore>().GetAsync(dataset.Id, CancellationToken.None)).ItemWord);
    }

    [Fact]
    public async Task Notes_are_stored()
    {
        await using var context = await PagesContext.StartAsync();
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var settings = context.Render<DatasetSettings>(parameters => parameters.Add(component => component.Dataset, dataset));

        await settings.Find("textarea:not([aria-hidden])").InputAsync("Exported in May; <b>without</b> bots.");
        await settings.Find("button.mud-button-outlined").ClickAsync(new());

        Assert.Equal("Exported in May; <b>without</b> bots.", (await context.Lab.Get<DatasetStore>().GetAsync(dataset.Id, CancellationToken.None)).Remarks);
    }

    [Fact]
    public async Task The_same_content_is_recognised_and_linked()
    {
        await using var context = await PagesContext.StartAsync();
        await context.Lab.ImportAsync(LikesText.Halves(), "The first");
        var second = await context.Lab.ImportAsync(LikesText.Halves(), "The second");

        var page = context.Render<DatasetPage>(parameters => parameters.Add(component => component.Id, second.Id.Value));

        page.WaitForAssertion(() => Assert.Equal("The first", page.Find(".mud-alert a[href='/data/1']").TextContent), Patience);
    }

    private static IRenderedComponent<DatasetPage> Render(PagesContext context) =>
        context.Render<DatasetPage>(parameters => parameters.Add(page => page.Id, 1));

    private static List<string> After(IRenderedComponent<DatasetPage> page) =>
        [.. page.FindAll("tr[data-row=after] td").Select(cell => cell.TextContent)];
}
