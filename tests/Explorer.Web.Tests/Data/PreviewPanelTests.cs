using System.Text;
using AngleSharp.Dom;
using Bunit;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;
using Explorer.Web.Api;
using Explorer.Web.Data;
using Microsoft.AspNetCore.WebUtilities;

namespace Explorer.Web.Tests.Data;

public class PreviewPanelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_file_that_is_understood_needs_one_click_and_says_nothing_about_its_format()
    {
        await using var context = await PagesContext.StartAsync();
        var queries = new List<string>();

        var panel = Render(context, "modelname|mid|uid\n<b>Robot</b>|m1|u1\n", queries.Add);
        await ImportAsync(panel);

        Assert.Equal([""], queries);
        Assert.Equal(["<b>Robot</b>", "m1", "u1"], panel.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal(["item name", "item id", "user id"], panel.FindAll("th select").Select(Shown));
        Assert.Equal("pipe |", Shown(Select(panel, "Separator")));
        Assert.Equal("names the columns", Shown(Select(panel, "First row")));
    }

    [Fact]
    public async Task Columns_of_a_file_without_a_header_are_mapped_by_hand()
    {
        await using var context = await PagesContext.StartAsync();
        var queries = new List<string>();
        var panel = Render(context, "17;anna;Robot\n18;ben;Dragon\n17;ben;Robot\n", queries.Add);

        await ChooseAsync(panel, "First row", "is data");
        await ChooseAsync(panel, "Column 1 is", "user id");
        await ChooseAsync(panel, "Column 2 is", "item id");
        await ChooseAsync(panel, "Column 3 is", "item name");
        await ImportAsync(panel);

        Assert.Contains("header=false", queries[0], StringComparison.Ordinal);
        Assert.Contains("&userId=%231", queries[0], StringComparison.Ordinal);
        Assert.Contains("&itemId=%232", queries[0], StringComparison.Ordinal);
        Assert.Contains("&itemName=%233", queries[0], StringComparison.Ordinal);
        Assert.Equal(3, panel.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Another_separator_draws_the_rows_anew()
    {
        await using var context = await PagesContext.StartAsync();
        var panel = Render(context, "mid,uid\nm1,u1\n");
        Assert.Equal(2, panel.FindAll("tbody td").Count);

        await ChooseAsync(panel, "Separator", "semicolon ;");

        panel.WaitForAssertion(() => Assert.Equal(["m1,u1"], panel.FindAll("tbody td").Select(cell => cell.TextContent)), Patience);
        Assert.NotEqual("", panel.Find(".problem").TextContent.Trim());
        Assert.True(Import(panel).HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_separator_that_is_in_no_list_can_be_typed()
    {
        await using var context = await PagesContext.StartAsync();
        var queries = new List<string>();
        var panel = Render(context, "mid^uid\nm1^u1\nm2^u1\n", queries.Add);

        await ChooseAsync(panel, "Separator", "other characters …");
        await panel.Find(".typed input").ChangeAsync(new() { Value = "^" });
        panel.WaitForAssertion(() => Assert.Equal(4, panel.FindAll("tbody td").Count), Patience);
        await ImportAsync(panel);

        Assert.Equal(["?separator=%5E"], queries);
    }

    [Fact]
    public async Task Double_colons_are_seen_and_stand_in_the_list()
    {
        await using var context = await PagesContext.StartAsync();

        var panel = Render(context, "1::1193::5::978300760\n1::661::3::978302109\n");

        Assert.Equal("double colon ::", Shown(Select(panel, "Separator")));
        Assert.Equal(["user id", "item id", "rating", "time"], panel.FindAll("th select").Select(Shown));
    }

    [Fact]
    public async Task A_smallest_rating_and_the_sum_of_weights_go_with_the_import()
    {
        await using var context = await PagesContext.StartAsync();
        var queries = new List<string>();
        var panel = Render(context, "user_id,item_id,rating,plays\nu1,m1,4.5,7\nu2,m1,2,3\n", queries.Add);

        await ChooseAsync(panel, "Weights of repeated rows", "the greatest counts");
        await panel.Find(".amounts input").InputAsync("four");
        panel.WaitForAssertion(() => Assert.True(Import(panel).HasAttribute("disabled")), Patience);
        await panel.Find(".amounts input").InputAsync("3,5");
        await ImportAsync(panel);

        Assert.Equal(["?repeats=maximum&minRating=3.5"], queries);
    }

    [Fact]
    public async Task More_rows_are_shown_on_request()
    {
        await using var context = await PagesContext.StartAsync();
        var panel = Render(context, "mid,uid\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"m{row},u1\n")));
        Assert.Equal(20, panel.FindAll("tbody tr").Count);

        await panel.FindAll("button").Single(button => button.TextContent.Contains("Show 60 rows", StringComparison.Ordinal)).ClickAsync(new());

        Assert.Equal(60, panel.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task An_empty_file_is_refused_at_once()
    {
        await using var context = await PagesContext.StartAsync();

        var panel = context.Render<PreviewPanel>(parameters => parameters
            .Add(component => component.Beginning, new FileBeginning(ReadOnlyMemory<byte>.Empty, 0))
            .Add(component => component.Look, LikesFile.PreviewAsync)
            .Add(component => component.FileName, "empty.csv"));

        panel.WaitForAssertion(() => Assert.Contains("The file is empty", panel.Find(".problem").TextContent, StringComparison.Ordinal), Patience);
        Assert.True(Import(panel).HasAttribute("disabled"));
    }

    private static IRenderedComponent<PreviewPanel> Render(PagesContext context, string text, Action<string>? onImport = null)
    {
        var head = Encoding.UTF8.GetBytes(text);
        var panel = context.Render<PreviewPanel>(parameters => parameters
            .Add(component => component.Beginning, new FileBeginning(head, head.Length))
            .Add(component => component.Look, LikesFile.PreviewAsync)
            .Add(component => component.FileName, "likes.csv")
            .Add(component => component.OnImport, choices => onImport?.Invoke(QueryHelpers.AddQueryString("", FormatQuery.WordsOf(choices)!))));
        panel.WaitForElement("table", Patience);
        return panel;
    }

    private static IElement Import(IRenderedComponent<PreviewPanel> panel) => panel.Find("button.mud-button-filled");

    private static async Task ImportAsync(IRenderedComponent<PreviewPanel> panel)
    {
        panel.WaitForAssertion(() => Assert.False(Import(panel).HasAttribute("disabled")), Patience);
        await Import(panel).ClickAsync(new());
    }

    private static async Task ChooseAsync(IRenderedComponent<PreviewPanel> panel, string label, string text)
    {
        var select = Select(panel, label);
        var value = select.QuerySelectorAll("option").Single(option => option.TextContent == text).GetAttribute("value");
        await select.ChangeAsync(new() { Value = value });
        panel.WaitForAssertion(() => Assert.Contains(text, panel.FindAll("select").Select(Shown)), Patience);
    }

    private static IElement Select(IRenderedComponent<PreviewPanel> panel, string label) =>
        panel.FindAll("label.choice").Single(element => element.QuerySelector("span")!.TextContent == label).QuerySelector("select")!;

    private static string Shown(IElement select) =>
        select.QuerySelector($"option[value='{select.GetAttribute("value")}']")!.TextContent;
}
