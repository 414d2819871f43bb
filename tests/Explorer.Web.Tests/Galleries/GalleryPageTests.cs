using Bunit;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Likes;
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

    private static async Task<FactorizationId> TrainAsync(PagesContext context, string likes)
    {
        var dataset = await context.Lab.ImportAsync(likes);
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, 0), Grid = new Grid([4], [0.1], [9]), Epochs = [4] };
        var sweep = await context.Lab.Get<SweepControl>().CreateAsync(spec, Token);
        var sweeps = context.Lab.Get<SweepStore>();
        await Eventually.BecomesAsync(() => sweeps.GetAsync(sweep.Id, Token), now => now.State == WorkState.Completed, Token);
        var trials = await sweeps.TrialsAsync(sweep, Token);
        var refit = await context.Lab.Get<RefitControl>().StartAsync(trials[0].Id, Token);
        var factorizations = context.Lab.Get<FactorizationStore>();
        await Eventually.BecomesAsync(() => factorizations.GetAsync(refit.Id, Token), now => now.State == WorkState.Completed, Token);
        return refit.Id;
    }
}
