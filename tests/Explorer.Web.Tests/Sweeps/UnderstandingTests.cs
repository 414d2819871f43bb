using Bunit;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class UnderstandingTests
{
    private static readonly Grid Grid = new([10, 20, 40], [0, 0.1, 10], [9, 49]);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_filter_in_the_address_filters_the_table_and_says_how_many_are_left()
    {
        await using var context = await PagesContext.StartAsync();

        var page = await ShowAsync(context, "?filter=factors+%3D%3D+40+%26%26+lambda+%3E+0");

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("button.pick").Count));
        Assert.Equal("4 of 18 trials", page.Find(".count").TextContent);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_says_where_and_the_page_goes_on()
    {
        await using var context = await PagesContext.StartAsync();

        var page = await ShowAsync(context, "?filter=factors+%3E%3E+40");

        page.WaitForAssertion(() => Assert.Contains("Filter, position 10: expected a number", page.Markup, StringComparison.Ordinal));
        Assert.Equal("18 of 18 trials", page.Find(".count").TextContent);
    }

    [Fact]
    public async Task A_brush_is_in_the_address_and_filters_every_view()
    {
        await using var context = await PagesContext.StartAsync();
        var page = await ShowAsync(context, "?view=understand&filter=factors+%3E+10");
        page.WaitForAssertion(() => Assert.Equal("12 of 18 trials", page.Find(".count").TextContent));

        await page.InvokeAsync(() => page.FindComponent<ParallelCoordinates>().Instance.Brushed("Regularization", 0, 0.05));

        page.WaitForAssertion(() => Assert.Equal("4 of 18 trials", page.Find(".count").TextContent));
        Assert.EndsWith("filter=factors%20%3E%2010%20%26%26%20lambda%20%3D%3D%200", context.Address, StringComparison.Ordinal);
        Assert.Equal(4, page.FindAll("button.pick").Count);
        Assert.Single(page.FindAll(".brush"), brush => brush.ParentElement!.GetAttribute("data-axis") == "Regularization");
        Assert.All(page.FindComponents<StudyCard>().Where(card => card.Instance.Id == "heat-map"), card => Assert.Equal(2, card.Instance.Figure.Value.Rows.Count));

        await page.InvokeAsync(() => page.FindComponent<ParallelCoordinates>().Instance.Brushed("Regularization", 0, 0));
        page.WaitForAssertion(() => Assert.EndsWith("filter=factors%20%3E%2010", context.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_brush_can_be_given_without_a_pointer()
    {
        await using var context = await PagesContext.StartAsync();
        var page = await ShowAsync(context, "?view=understand");
        page.WaitForAssertion(() => page.Find("[data-testid=parallel]"));

        await page.InvokeAsync(() => page.Find("select[aria-label='Smallest factors']").ChangeAsync(new() { Value = "20" }));

        page.WaitForAssertion(() => Assert.Equal("12 of 18 trials", page.Find(".count").TextContent));
    }

    [Fact]
    public async Task A_click_on_a_line_highlights_its_trial()
    {
        await using var context = await PagesContext.StartAsync();
        var page = await ShowAsync(context, "?view=understand");
        page.WaitForAssertion(() => page.Find("[data-testid=parallel]"));

        await page.InvokeAsync(() => page.FindComponent<ParallelCoordinates>().Instance.Clicked(0.95, 1));

        page.WaitForAssertion(() => Assert.Matches("trial=[0-9]+", context.Address));
        Assert.NotEqual("", page.Find("path.raised").GetAttribute("d"));
    }

    [Fact]
    public async Task Every_chart_has_a_table_whose_rows_filter()
    {
        await using var context = await PagesContext.StartAsync();
        var page = await ShowAsync(context, "?view=understand");
        page.WaitForAssertion(() => page.Find("[data-testid=advice]"));

        var card = page.FindComponents<StudyCard>().Single(card => card.Instance.Id == "slice-alpha");
        await page.InvokeAsync(() => card.FindAll("button").Single(button => button.TextContent == "Table").ClickAsync(new()));
        await page.InvokeAsync(() => card.Find("button[aria-label='Show only alpha == 49']").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Equal("9 of 18 trials", page.Find(".count").TextContent));
    }

    [Fact]
    public async Task A_chart_is_neither_made_nor_drawn_before_it_is_near()
    {
        await using var context = await PagesContext.StartAsync();
        var near = context.JSInterop.SetupVoid("explorerNear", _ => true);
        var page = await ShowAsync(context, "?view=understand");
        page.WaitForAssertion(() => Assert.Equal(6, near.Invocations.Count));
        var figures = page.FindComponents<StudyChart>().Select(chart => chart.Instance.Figure).ToArray();
        Assert.All(figures, figure => Assert.False(figure.IsValueCreated));
        Assert.Empty(page.FindAll("[data-chart] > :first-child"));

        near.SetVoidResult();

        page.WaitForAssertion(() => Assert.All(figures, figure => Assert.True(figure.IsValueCreated)));
    }

    [Fact]
    public async Task The_importance_of_a_full_grid_is_exact_and_its_shares_sum_to_one_at_most()
    {
        await using var context = await PagesContext.StartAsync();

        var page = await ShowAsync(context, "?view=understand");

        page.WaitForAssertion(() => Assert.Contains("18 completed trials, a full grid: exact.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_message_of_a_failed_trial_can_be_read()
    {
        await using var context = await PagesContext.StartAsync();
        var dialogs = context.Render<MudBlazor.MudDialogProvider>();
        var page = await ShowAsync(context, "?filter=failed", failed: 4);
        page.WaitForAssertion(() => page.Find("button.message"));

        var click = page.InvokeAsync(() => page.Find("button.message").ClickAsync(new()));

        dialogs.WaitForAssertion(() => Assert.Contains("Raise the regularization above zero, or lower α, and start the sweep again.", dialogs.Markup, StringComparison.Ordinal));
        await dialogs.InvokeAsync(() => dialogs.FindAll("button")[^1].ClickAsync(new()));
        await click;
    }

    [Fact]
    public async Task What_the_page_says_of_a_trial_is_what_the_store_says()
    {
        await using var context = await PagesContext.StartAsync();
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var store = context.Lab.Get<SweepStore>();
        var sweep = await store.GetAsync(await ManySweeps.AddAsync(context.Lab, dataset.Id, Grid, [1, 2, 5, 9], 4), Token);
        var book = CurveBook.Empty;
        book = book.With(new CurveBatch(await context.Lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 1000, Token), 1, HasMore: false));

        var trials = context.Lab.Get<TrialStore>();
        var filled = (await trials.TrialsWithoutPointsAsync(sweep.Id, Token)).Select(trial => book.Complete(trial, Metric.MseTest));

        Assert.Equal(await trials.TrialsAsync(sweep with { Spec = sweep.Spec with { Metric = Metric.MseTest } }, Token), filled);
    }

    private static async Task<IRenderedComponent<SweepPage>> ShowAsync(PagesContext context, string query, params int[] failed)
    {
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var id = await ManySweeps.AddAsync(context.Lab, dataset.Id, Grid, [1, 2, 4, 8], failed);
        context.GoTo($"/sweeps/{id}{query}");
        var page = context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, id.Value));
        page.WaitForAssertion(() => page.Find(".count"), TimeSpan.FromSeconds(20));
        return page;
    }
}
