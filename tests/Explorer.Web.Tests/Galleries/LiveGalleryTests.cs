using Bunit;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Likes;
using Explorer.TestKit;
using Explorer.Web.Galleries;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Galleries;

public sealed class LiveGalleryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_visitor_sees_pinned_items_at_the_last_epoch_and_scrubs_back_to_the_first()
    {
        await using var context = await PagesContext.StartAsync();
        var sweep = await RunAsync(context);
        var page = Show(context, sweep, "?view=live&trial=1");

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("section.live").Count), Patience);
        page.WaitForAssertion(() => Assert.Equal(30, page.FindAll("section.live ol li").Count), Patience);
        Assert.Contains("stayed since epoch 2", page.Find("section.live").TextContent, StringComparison.Ordinal);
        Assert.Contains("Epoch 4", page.Find(".epochs label").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("#live-epoch").Input("0"));

        page.WaitForAssertion(() => Assert.Contains("First measured epoch", page.Find("section.live").TextContent, StringComparison.Ordinal));
        Assert.All(page.FindAll("section.live .mark"), mark => Assert.Equal("", mark.TextContent));
        await page.InvokeAsync(() => page.Find("#live-epoch").Change("1"));
        Assert.EndsWith("?view=live&trial=1&epoch=2", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_are_unpinned_and_pinned_and_the_one_not_seen_then_says_why()
    {
        await using var context = await PagesContext.StartAsync();
        var sweep = await RunAsync(context);
        var page = Show(context, sweep, "?view=live");
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("section.live").Count), Patience);

        await page.InvokeAsync(() => page.Find("button.unpin").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("section.live").Count), Patience);

        // The starter that was unpinned comes first among those offered; the last one offered was never watched.
        await page.InvokeAsync(() => page.FindAll("button.starter")[^1].ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("section.live").Count), Patience);
        Assert.Contains("was not pinned when trial", page.FindAll("section.live")[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbour_stability_is_a_learning_curve_of_its_own()
    {
        await using var context = await PagesContext.StartAsync();
        var sweep = await RunAsync(context);

        var page = Show(context, sweep, "?measure=neighbourStability&series=both");

        page.WaitForAssertion(() => Assert.Contains("Neighbour stability by epoch", page.Markup, StringComparison.Ordinal), Patience);
        var traces = Traces(await PointsAsync(context, sweep), sweep);
        Assert.All(traces, trace => Assert.False(trace.IsTrain));
        Assert.Contains(traces, trace => trace.Y.OfType<double>().Any(value => value is > 0 and <= 1));
    }

    [Fact]
    public void Marks_compare_with_the_last_epoch_at_which_the_item_was_seen()
    {
        var book = new LiveBook(new TrialId(1));
        book.Add([Snapshot(1, 2, 7, [1, 2, 3]), Snapshot(2, 4, 8, [9]), Snapshot(3, 6, 7, [2, 1, 4])]);

        var list = book.ListAt(6, 7);

        Assert.Equal((2, 2, 3), (list?.Since, list?.Stayed, list?.Places));
        Assert.Equal([(2, "▲ 1"), (1, "▼ 1"), (4, "new"), (3, "left (was 3)")], list?.Changes.Select(change => (change.Entry.Item, ChangeText.Of(change))));
        Assert.Null(book.ListAt(4, 7));
        Assert.Null(book.ListAt(2, 7)?.Since);
        Assert.Equal([2, 4, 6], book.Epochs);
        Assert.Equal(3, book.Cursor);
    }

    private static StoredSnapshot Snapshot(long cursor, int epoch, int item, int[] neighbours) => new(
        cursor, epoch, new(item, [.. neighbours.Select((neighbour, place) => new Recommender.Neighbours.Neighbour(neighbour, 1f / (1 + place)))]));

    private static async Task<CurveBook> PointsAsync(PagesContext context, Sweep sweep)
    {
        var book = CurveBook.Empty;
        var points = await context.Lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token);
        book = book.With(new CurveBatch(points, points[^1].Cursor, HasMore: false));
        return book;
    }

    private static IReadOnlyList<CurveTrace> Traces(CurveBook book, Sweep sweep)
    {
        var view = CurveView.Initial with { Series = CurveSeries.Both, Measure = Recommender.Evaluation.Measure.NeighbourStability };
        var trial = new Trial(new TrialId(1), sweep.Id, 1, new(2, 0.1, 9), WorkState.Completed, "", 4, 1, book[new TrialId(1)][0]);
        return new CurveTraces(sweep.Spec, CurveMeasure.Ranking, view, sweep.Baseline).Build([trial], book, trial);
    }

    private static async Task<Sweep> RunAsync(PagesContext context)
    {
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, 0), Grid = new Grid([2, 5], [0.1], [9]), Epochs = [1, 2, 4] };
        var sweep = await context.Lab.Get<SweepControl>().CreateAsync(spec, Token);
        return await Eventually.BecomesAsync(() => context.Lab.Get<SweepStore>().GetAsync(sweep.Id, Token), now => now.State == WorkState.Completed, Token);
    }

    private static IRenderedComponent<SweepPage> Show(PagesContext context, Sweep sweep, string query)
    {
        context.GoTo($"/sweeps/{sweep.Id}{query}");
        return context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, sweep.Id.Value));
    }
}
