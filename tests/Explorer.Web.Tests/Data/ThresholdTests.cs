using Bunit;
using Explorer.TestKit;
using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class ThresholdTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("abc", "“abc” is no whole number")]
    [InlineData("", "nothing is given")]
    [InlineData("-3", "negative")]
    [InlineData("2.5", "“2.5” is no whole number")]
    public async Task What_is_no_threshold_is_explained_and_changes_nothing(string text, string because)
    {
        await using var context = await PagesContext.StartAsync();
        var changes = new List<int>();
        var field = Render(context, 7, changes.Add);

        await field.Find("input[type=text]").InputAsync(text);

        field.WaitForAssertion(() => Assert.Contains(because, field.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(changes);
        Assert.Equal("7", field.Find("input[type=range]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("1 000", 1000)]
    [InlineData("0", 0)]
    public async Task A_typed_threshold_is_taken(string text, int expected)
    {
        await using var context = await PagesContext.StartAsync();
        var changes = new List<int>();
        var field = Render(context, 7, changes.Add);

        await field.Find("input[type=text]").InputAsync(text);

        field.WaitForAssertion(() => Assert.Equal([expected], changes), Patience);
    }

    [Fact]
    public async Task The_slider_writes_its_number_over_what_could_not_be_read()
    {
        await using var context = await PagesContext.StartAsync();
        var field = Render(context, 7, _ => { });
        await field.Find("input[type=text]").InputAsync("abc");
        field.WaitForAssertion(() => Assert.Contains("no whole number", field.Markup, StringComparison.Ordinal), Patience);

        field.Render(parameters => parameters.Add(component => component.Value, 9));

        field.WaitForAssertion(() => Assert.Equal("9", field.Find("input[type=text]").GetAttribute("value")), Patience);
    }

    [Fact]
    public async Task A_cell_of_the_landscape_says_what_it_leaves_and_sets_both_thresholds()
    {
        await using var context = await PagesContext.StartAsync();
        await context.Lab.ImportAsync(LikesText.Halves());
        var page = context.Render<DatasetPage>(parameters => parameters.Add(component => component.Id, 1));
        page.WaitForElement("button[title^='3 per user and 8 per item leave']", Patience);

        Assert.Equal(144, page.FindAll("figure.landscape button").Count);
        Assert.Equal("200 per user and 200 per item leave nothing", page.FindAll("figure.landscape button")[^1].GetAttribute("title"));
        await page.Find("button[title^='3 per user and 8 per item leave']").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith("/data/1?minLikesPerUser=3&minLikesPerItem=8", context.Address, StringComparison.Ordinal), Patience);
        Assert.StartsWith("3 per user and 8 per item", page.Find("figure.landscape button[aria-pressed=true]").GetAttribute("title"), StringComparison.Ordinal);
    }

    private static IRenderedComponent<ThresholdField> Render(PagesContext context, int value, Action<int> onChanged) =>
        context.Render<ThresholdField>(parameters => parameters
            .Add(component => component.Label, "Likes per user, at least")
            .Add(component => component.Value, value)
            .Add(component => component.ValueChanged, onChanged));
}
