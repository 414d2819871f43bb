using Bunit;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;
using Explorer.Web.Home;

namespace Explorer.Web.Tests.Home;

public class HomePageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_empty_installation_offers_the_sample()
    {
        await using var context = await PagesContext.StartAsync();
        var page = context.Render<HomePage>();
        page.WaitForAssertion(() => Assert.Contains("Load the sample", page.Markup, StringComparison.Ordinal), Patience);

        await ButtonOf(page, "Load the sample").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith("/data/1", context.Address, StringComparison.Ordinal), Patience);
        Assert.True((await context.Lab.Get<DatasetStore>().ListAsync(CancellationToken.None))[0].IsSample);
    }

    [Fact]
    public async Task A_small_sweep_on_the_sample_is_one_click_away()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var page = context.Render<HomePage>();
        page.WaitForAssertion(() => Assert.Contains("Start a small sweep on it", page.Markup, StringComparison.Ordinal), Patience);

        await ButtonOf(page, "Start a small sweep on it").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith("/sweeps/1", context.Address, StringComparison.Ordinal), Patience);
        Assert.Equal(Grid.Small.Count, (await context.Lab.Get<SweepStore>().GetAsync(new SweepId(1), CancellationToken.None)).Spec.TrialCount);
    }

    [Fact]
    public async Task Later_it_shows_where_one_left_off_and_follows_what_runs()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var context = await PagesContext.StartAsync(engine);
        var dataset = await context.Lab.ImportAsync(LikesText.Halves(), "<b>Books</b>");
        var spec = SweepSpec.Small(dataset.Id) with { Grid = new Grid([2], [0.1], [9]), Epochs = [1, 2] };
        await context.Lab.Get<SweepControl>().CreateAsync(spec, CancellationToken.None);
        var page = context.Render<HomePage>();
        page.WaitForAssertion(() => Assert.Contains("running", page.Find("a[href='/sweeps/1']").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("<b>Books</b>", page.Find("a[href='/data/1']").TextContent, StringComparison.Ordinal);

        engine.Release(2);

        page.WaitForAssertion(() => Assert.Contains("precision@5 0.50000", page.Find("a[href='/sweeps/1']").TextContent, StringComparison.Ordinal), Patience);
    }

    private static AngleSharp.Dom.IElement ButtonOf(IRenderedComponent<HomePage> page, string words) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == words);
}
