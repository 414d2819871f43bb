using Bunit;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Estimates;
using Explorer.TestKit;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class NewSweepPageTests
{
    [Fact]
    public async Task The_posts_full_grid_states_its_trials_and_points_before_anything_starts()
    {
        await using var context = await WithDataAsync();
        var page = context.Render<NewSweepPage>();
        page.WaitForAssertion(() => Assert.Equal("8", page.Find("[data-testid=trial-count]").TextContent));

        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Contains("full grid", StringComparison.Ordinal)).ClickAsync(new()));

        page.WaitForAssertion(() =>
        {
            Assert.Equal("180", page.Find("[data-testid=trial-count]").TextContent);
            Assert.Equal("3\u2009420", page.Find("[data-testid=point-count]").TextContent);
        });
        Assert.Contains("epochs=2..38", context.Address, StringComparison.Ordinal);
        Assert.Empty(await context.Lab.Get<SweepStore>().ListAsync(Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_value_that_is_no_number_is_named_in_place_and_nothing_can_start()
    {
        await using var context = await WithDataAsync();
        context.GoTo("/sweeps/new?alpha=9,%20many");

        var page = context.Render<NewSweepPage>();

        page.WaitForAssertion(() => Assert.Contains("“many” is no number", page.Markup, StringComparison.Ordinal));
        Assert.True(page.Find("[data-testid=start-sweep]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Thresholds_that_leave_nothing_are_explained_in_place()
    {
        await using var context = await WithDataAsync();
        context.GoTo("/sweeps/new?minLikesPerUser=500&minLikesPerItem=5");

        var page = context.Render<NewSweepPage>();

        page.WaitForAssertion(() => Assert.Contains("leave nothing", page.Markup, StringComparison.Ordinal));
        Assert.True(page.Find("[data-testid=start-sweep]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Start_stores_the_sweep_of_the_address_and_goes_to_it()
    {
        await using var context = await WithDataAsync();
        context.GoTo("/sweeps/new?k=2&fraction=0.5&factors=2&regularization=1e-5&alpha=9&epochs=1..3");
        var page = context.Render<NewSweepPage>();
        page.WaitForAssertion(() => Assert.Contains("A test user needs at least 4 likes", page.Markup, StringComparison.Ordinal));

        await page.InvokeAsync(() => page.Find("[data-testid=start-sweep]").ClickAsync(new()));

        var sweep = Assert.Single(await context.Lab.Get<SweepStore>().ListAsync(Xunit.TestContext.Current.CancellationToken));
        Assert.Equal([1e-5], sweep.Spec.Grid.Regularization);
        Assert.Equal([1, 2, 3], sweep.Spec.Epochs);
        Assert.EndsWith($"/sweeps/{sweep.Id}", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ranges_sampler_and_repeats_of_the_address_are_shown_counted_and_started()
    {
        await using var context = await WithDataAsync();
        context.GoTo("/sweeps/new?k=2&fraction=0.5&factors=2..8 linear 7&regularization=1e-5..10 log 7 with 0&alpha=9&epochs=1..4&sampler=random&trials=5&repeats=3&pruner=halving&eta=2&cuts=1&patience=2");
        var page = context.Render<NewSweepPage>();

        page.WaitForAssertion(() => Assert.Equal("15", page.Find("[data-testid=trial-count]").TextContent));
        Assert.Contains("5 combinations × 3 seeds", page.Markup, StringComparison.Ordinal);
        Assert.Contains("at most", page.Find(".counts").TextContent, StringComparison.Ordinal);
        Assert.Contains("After epoch 2.", page.Find("[data-testid=search]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Anywhere between, and 0; each power of ten as often.", page.Find("[data-testid=axis-regularization]").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.False(page.Find("[data-testid=start-sweep]").HasAttribute("disabled")), TimeSpan.FromSeconds(10));

        await page.InvokeAsync(() => page.Find("[data-testid=start-sweep]").ClickAsync(new()));

        var sweep = Assert.Single(await context.Lab.Get<SweepStore>().ListAsync(Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(15, (await context.Lab.Get<TrialStore>().TrialsAsync(sweep, Xunit.TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_list_turned_into_a_range_is_in_the_address_at_once()
    {
        await using var context = await WithDataAsync();
        context.GoTo("/sweeps/new?regularization=0.1, 1, 10");
        var page = context.Render<NewSweepPage>();
        page.WaitForElement("[data-testid=axis-regularization]");

        var ways = page.FindComponents<AxisEditor>().Single(axis => axis.Instance.Field == SweepFields.Regularization).FindComponent<MudBlazor.MudSelect<AxisEditor.Way>>();
        await page.InvokeAsync(() => ways.Instance.ValueChanged.InvokeAsync(AxisEditor.Way.Logarithmic));

        page.WaitForAssertion(() => Assert.Contains("regularization=0.1..10%20log%203", context.Address, StringComparison.Ordinal));
        Assert.Contains("3 values: 0.1, 1, 10", page.Find("[data-testid=axis-regularization]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_that_cannot_be_read_is_explained_in_place_and_blocks_the_start()
    {
        await using var context = await WithDataAsync();
        context.GoTo("/sweeps/new?alpha=0..10 log 5");

        var page = context.Render<NewSweepPage>();

        page.WaitForAssertion(() => Assert.Contains("cannot begin at 0", page.Find("[data-testid=axis-alpha] .problem").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("[data-testid=start-sweep]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_plan_estimates_time_and_says_what_the_estimate_rests_on()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());

        var card = context.Render<PlanCard>(parameters => Show(parameters, new MemoryPlan(1_000_000, 24_000_000, 1_000_000_000, 2)));

        Assert.Equal("2\u2009min 5\u2009s", card.Find("[data-testid=time-estimate]").TextContent);
        Assert.Contains("an estimate from earlier trials on these likes", card.Markup, StringComparison.Ordinal);
        Assert.Contains("49.0\u2009MB", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("99999999999")]
    public async Task A_number_field_that_cannot_be_read_is_explained_and_blocks_the_start(string typed)
    {
        await using var context = await WithDataAsync();
        var page = context.Render<NewSweepPage>();
        page.WaitForAssertion(() => Assert.False(page.Find("[data-testid=start-sweep]").HasAttribute("disabled")), TimeSpan.FromSeconds(10));

        var field = page.FindComponents<Explorer.Web.Shared.NumberField<int>>().Single(field => field.Instance.Label == "Likes per user, at least");
        await page.InvokeAsync(() => field.Find("input").InputAsync(typed));

        page.WaitForAssertion(() =>
        {
            Assert.True(page.Find("[data-testid=start-sweep]").HasAttribute("disabled"));
            Assert.Equal(typed, field.Instance.Value);
            Assert.Contains("Likes per user, at least: ", field.Markup, StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_plan_says_how_many_trials_run_at_once_but_never_more_than_there_are()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());

        var card = context.Render<PlanCard>(parameters => Show(parameters, new MemoryPlan(1_000, 24_100_000, 1_000_000_000, 64)));

        Assert.Equal("8", card.Find("[data-testid=trials-at-once]").TextContent);
        Assert.Contains("24.1\u2009MB", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[data-testid=too-large]"));
    }

    [Fact]
    public async Task A_trial_too_large_for_the_memory_is_told_before_anything_starts()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());

        var card = context.Render<PlanCard>(parameters => Show(parameters, new MemoryPlan(1_000_000, 3_000_000_000, 2_000_000_000, 0)));

        var told = card.Find("[data-testid=too-large]").TextContent;
        Assert.Contains("40 factors will fail", told, StringComparison.Ordinal);
        Assert.Contains("3.0\u2009GB, and training may use 2.0\u2009GB", told, StringComparison.Ordinal);
    }

    private static void Show(ComponentParameterCollectionBuilder<PlanCard> parameters, MemoryPlan memory) => parameters
        .Add(card => card.Spec, SweepSpec.Small(new DatasetId(1)))
        .Add(card => card.Plan, new SweepPlan(10, 10, 50, 2, 9, memory) { Estimate = new TimeEstimate(TimeSpan.FromSeconds(125), EstimateBasis.SameData) })
        .Add(card => card.Problem, null)
        .Add(card => card.IsChecking, false);

    private static async Task<PagesContext> WithDataAsync()
    {
        var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        await context.Lab.ImportAsync(LikesText.Halves());
        return context;
    }
}
