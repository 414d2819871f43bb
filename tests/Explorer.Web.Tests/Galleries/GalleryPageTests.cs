using Bunit;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.TestKit;
using Explorer.Web.Galleries;

namespace Explorer.Web.Tests.Galleries;

public sealed class GalleryPageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_item_the_gallery_starts_at_the_most_liked_one()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());

        Show(context, factorization, $"/gallery/{factorization}");

        await Eventually.BecomesAsync(() => Task.FromResult(context.Address), address => address.Contains($"/gallery/{factorization}/m", StringComparison.Ordinal), Token);
    }

    [Fact]
    public async Task An_item_stands_beside_others_and_never_beside_itself()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());

        var page = Show(context, factorization, $"/gallery/{factorization}/m4");

        page.WaitForAssertion(() => Assert.Equal(12, page.FindAll("a.tile").Count), TimeSpan.FromSeconds(10));
        Assert.Contains("Input model", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Similar models", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("a.tile"), tile => tile.GetAttribute("data-item") == "m4");

        // Even users like even items, so an even item's neighbours are the even ones first.
        Assert.All(page.FindAll("a.tile").Take(5), tile => Assert.Equal(0, int.Parse(tile.GetAttribute("data-item")![1..], System.Globalization.CultureInfo.InvariantCulture) % 2));
    }

    [Fact]
    public async Task Walking_to_a_neighbour_shows_its_neighbours()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());
        var page = Show(context, factorization, $"/gallery/{factorization}/m4");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("a.tile")), TimeSpan.FromSeconds(10));
        var first = page.Find("a.tile");
        var (address, id) = (first.GetAttribute("href")!, first.GetAttribute("data-item")!);

        context.GoTo(address);
        page.Render(parameters => parameters.Add(component => component.ItemId, id));

        page.WaitForAssertion(() => Assert.Equal($"Item {id[1..]}", page.Find("section.input p.name").TextContent));
        Assert.DoesNotContain(page.FindAll("a.tile"), tile => tile.GetAttribute("data-item") == id);
    }

    [Fact]
    public async Task A_thumb_stays_and_is_summed_up()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());
        var page = Show(context, factorization, $"/gallery/{factorization}/m4");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".thumb")), TimeSpan.FromSeconds(10));

        await page.Find(".thumb").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("100\u2009% of 1 rated neighbour good", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("true", page.Find(".thumb").GetAttribute("aria-pressed"));
        await page.Find(".thumb").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find(".thumb").GetAttribute("aria-pressed")), TimeSpan.FromSeconds(10));
        Assert.Equal(new RatingSummary(0, 0), await context.Lab.Get<RatingStore>().SummaryAsync(factorization, Token));
    }

    [Fact]
    public async Task Why_two_items_are_similar_is_told_beside_them()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());

        var page = Show(context, factorization, $"/gallery/{factorization}/m4?why=m6");

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".why ol li")), TimeSpan.FromSeconds(10));
        Assert.Contains("people who like both", page.Find(".why").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll(".why ol a"), user => Assert.Contains($"/gallery/{factorization}/users?user=u", user.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Minimum_likes_and_order_are_kept_in_the_address()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());
        var page = Show(context, factorization, $"/gallery/{factorization}/m4");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".controls input")), TimeSpan.FromSeconds(10));

        await page.Find(".controls input").ChangeAsync(new() { Value = "9999" });

        Assert.EndsWith("/m4?min=9999", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_shown_literally()
    {
        await using var context = await PagesContext.StartAsync();
        var likes = LikesText.Halves().Replace("Item 2|", "<b onclick=x>&amp;</b>|", StringComparison.Ordinal);
        var factorization = await TrainAsync(context, likes);

        var page = Show(context, factorization, $"/gallery/{factorization}/m2");

        page.WaitForAssertion(() => Assert.Equal("<b onclick=x>&amp;</b>", page.Find("section.input bdi").TextContent), TimeSpan.FromSeconds(10));
        Assert.Empty(page.FindAll("section.input b"));
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_said_so_and_search_stays()
    {
        await using var context = await PagesContext.StartAsync();
        var factorization = await TrainAsync(context, LikesText.Halves());

        var page = Show(context, factorization, $"/gallery/{factorization}?item=no%2Fsuch");

        page.WaitForAssertion(() => Assert.Contains("has no item “no/such”", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.NotEmpty(page.FindAll(".picker input"));
    }

    [Fact]
    public async Task A_factorization_that_does_not_exist_is_said_to_be_missing()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());

        var page = Show(context, new FactorizationId(99), "/gallery/99");

        page.WaitForAssertion(() => Assert.Contains("There is no factorization 99.", page.Markup, StringComparison.Ordinal));
    }

    private static IRenderedComponent<GalleryPage> Show(PagesContext context, FactorizationId factorization, string address)
    {
        context.GoTo(address);
        return context.Render<GalleryPage>(parameters => parameters.Add(component => component.FactorizationId, factorization.Value));
    }

    private static Task<FactorizationId> TrainAsync(PagesContext context, string likes) => TrainedGallery.TrainAsync(context, likes, Token);
}
