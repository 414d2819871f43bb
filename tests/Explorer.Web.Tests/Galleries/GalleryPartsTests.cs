using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Explorer.Lab.Refits;
using Explorer.TestKit;
using Explorer.Web.Galleries;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Tests.Galleries;

public sealed class GalleryPartsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_users_likes_stand_beside_recommendations_and_their_reasons()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        var page = Show<UsersPage>(context, id, $"/gallery/{id}/users?user=u3");

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("a.tile")), Patience);
        var likes = page.FindAll(".likes a").Select(like => like.GetAttribute("href")).ToArray();
        Assert.Equal(11, likes.Length);
        Assert.DoesNotContain(page.FindAll("a.tile"), tile => likes.Contains(tile.GetAttribute("href")));
        Assert.NotEmpty(page.FindAll(".near li"));
        var why = page.Find("a.why").GetAttribute("href")!;

        page = Show<UsersPage>(context, id, why);

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("section.why li")), Patience);
        Assert.Contains("the sum of what each of the 11 likes adds", page.Find("section.why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_user_the_one_with_the_most_likes_is_shown_and_an_unknown_one_is_said_to_be_missing()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        Show<UsersPage>(context, id, $"/gallery/{id}/users");
        await Eventually.BecomesAsync(() => Task.FromResult(context.Address), address => address.Contains("users?user=u", StringComparison.Ordinal), Token);
        var page = Show<UsersPage>(context, id, $"/gallery/{id}/users?user=nobody");

        page.WaitForAssertion(() => Assert.Contains("has no user “nobody”", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_basket_is_folded_in_and_says_what_it_does_not_know()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        var page = Show<BasketPage>(context, id, $"/gallery/{id}/basket?item=m2&item=nothing&item=m4");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".basket li").Count), Patience);
        Assert.Contains("nothing", page.Find(".mud-alert").TextContent, StringComparison.Ordinal);
        Assert.Equal(24, page.FindAll("a.tile").Count);
        Assert.All(page.FindAll("a.tile").Take(5), tile => Assert.Equal(0, int.Parse(tile.GetAttribute("data-item")![1..], null) % 2));

        await page.Find(".basket button").ClickAsync();

        Assert.EndsWith("/basket?item=m4", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_basket_says_what_to_do()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        var page = Show<BasketPage>(context, id, $"/gallery/{id}/basket");

        page.WaitForAssertion(() => Assert.Contains("Put in a few models", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Side_by_side_begins_with_the_most_liked_item()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        var page = Show<ComparePage>(context, id, $"/gallery/compare?in={id}&item=m4");

        page.WaitForAssertion(() => Assert.Equal(12, page.FindAll("ol li").Count), Patience);
        Assert.Contains("Choose another factorization", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnostics_stand_beside_what_is_most_liked()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        var page = Show<DiagnosticsPage>(context, id, $"/gallery/{id}/diagnostics");

        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll("tbody tr").Count(row => row.Closest("details") is null)), Patience);
        Assert.Equal(24, page.FindAll("details tbody tr td:nth-child(2)").Sum(cell => int.Parse(cell.TextContent, CultureInfo.InvariantCulture)));
        Assert.Contains("40 users", page.Markup, StringComparison.Ordinal);
        Assert.Equal(20, page.FindAll(".hubs li").Count);
    }

    [Fact]
    public async Task The_map_names_its_choices_in_the_address()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);

        var page = Show<MapPage>(context, id, $"/gallery/{id}/map?layout=neighbours");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".choice").Count), Patience);
        Assert.Equal([$"/gallery/{id}/map", $"/gallery/{id}/map?layout=neighbours", $"/gallery/{id}/map?layout=neighbours", $"/gallery/{id}/map?layout=neighbours&colour=cluster"], page.FindAll(".choice a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_presentation_goes_on_to_another_item_and_back()
    {
        await using var context = await PagesContext.StartAsync();
        var id = await TrainAsync(context);
        var page = Show<PresentPage>(context, id, $"/gallery/{id}/present?item=m4");
        page.WaitForAssertion(() => Assert.Equal("Item 4", page.Find("figcaption").TextContent), Patience);

        await page.FindAll(".scene li button")[0].ClickAsync();

        Assert.NotEqual("Item 4", page.Find("figcaption").TextContent);
        await page.Find("[data-shortcut=ArrowLeft]").ClickAsync();
        Assert.Equal("Item 4", page.Find("figcaption").TextContent);
    }

    private static Task<FactorizationId> TrainAsync(PagesContext context) => TrainedGallery.TrainAsync(context, LikesText.Halves(), Token);

    private static IRenderedComponent<TPage> Show<TPage>(PagesContext context, FactorizationId id, string address)
        where TPage : IComponent
    {
        context.GoTo(address);
        return context.Render<TPage>(parameters => parameters.TryAdd("FactorizationId", id.Value));
    }
}
