using Bunit;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.TestKit;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class SweepPageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_appear_while_trials_still_run()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var context = await PagesContext.StartAsync(engine);
        var sweep = await StartAsync(context);
        var page = Show(context, sweep);
        page.WaitForAssertion(() => Assert.Contains("first point appears after epoch 1", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        engine.Release(2);

        page.WaitForAssertion(() => Assert.Contains("2 of 6 points", page.Find(".facts").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains(context.Charts.Invocations, call => call.Identifier is "update" or "react"), TimeSpan.FromSeconds(10));
        Assert.Contains("running", page.Markup, StringComparison.Ordinal);
        engine.Release(100);
    }

    [Fact]
    public async Task Trials_come_best_first_and_keep_the_order_a_person_chose()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context);
        var page = Show(context, sweep);

        page.WaitForAssertion(() => Assert.Equal(["3", "1", "2"], Numbers(page)), TimeSpan.FromSeconds(10));
        Assert.Contains("Trial 3: f = 3", page.Find("[data-testid=best-trial]").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.FindAll("th span.mud-table-sort-label").First(label => label.TextContent.Contains("Trial", StringComparison.Ordinal)).ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal(["1", "2", "3"], Numbers(page)));
    }

    [Fact]
    public async Task A_click_on_a_trial_is_in_the_address()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context);
        var page = Show(context, sweep);
        page.WaitForAssertion(() => Assert.Equal(["3", "1", "2"], Numbers(page)), TimeSpan.FromSeconds(10));

        await page.InvokeAsync(() => page.Find("button.pick").ClickAsync(new()));

        Assert.EndsWith("?trial=3", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_trial_shows_why()
    {
        var engine = new ScriptedTrialEngine { Failure = (6, new ExplorerException("The equations are <singular>.")) };
        await using var context = await PagesContext.StartAsync(engine);
        var sweep = await StartAsync(context);

        var page = Show(context, sweep);

        page.WaitForAssertion(() => Assert.Contains("The equations are &lt;singular&gt;.", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task One_click_leads_from_a_trial_to_the_finer_grid_around_it()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context);
        var page = Show(context, sweep);
        page.WaitForAssertion(() => Assert.Equal(["3", "1", "2"], Numbers(page)), TimeSpan.FromSeconds(10));

        var finer = page.Find("[data-testid=finer-grid]").GetAttribute("href") ?? "";

        // Trial 3 has f = 3, and its only neighbour is 6.
        var draft = SweepDraft.FromQuery(finer[finer.IndexOf('?', StringComparison.Ordinal)..], default);
        Assert.Equal([2, 3, 4], draft.ToSpec().Grid.Factors);
        Assert.Equal([0.1], draft.ToSpec().Grid.Regularization);
        Assert.Equal((sweep.Spec.HoldOut, sweep.Spec.DatasetId), (draft.ToSpec().HoldOut, draft.Dataset));
    }

    [Fact]
    public async Task Repeats_show_their_seed_in_the_table_and_mean_and_spread_beside_the_best()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context, spec => spec with { Repeats = 2 });
        context.GoTo($"/sweeps/{sweep.Id}?view=understand");
        var page = context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, sweep.Id.Value));

        page.WaitForAssertion(() => Assert.Contains("Over 2 seeds: 0.50000 ± 0.00000", page.Find("[data-testid=best-trial]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains(page.FindAll("th"), heading => heading.TextContent.Trim() == "Seed");
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("[data-testid=repeats] tbody button").Count), TimeSpan.FromSeconds(10));

        await page.InvokeAsync(() => page.Find("[data-testid=repeats] tbody button").ClickAsync(new()));

        Assert.Contains("filter=factors%20%3D%3D%203", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pruned_trials_have_their_word_their_reason_and_count_as_finished()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context, spec => spec with { Epochs = [1, 2, 3, 4], Pruning = new PruningPlan { Halving = new HalvingRule(3, 1) } });

        var page = Show(context, sweep);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=trials] [data-state=pruned]").Count), TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains("3 of 3 trials, 2 of them pruned", page.Find(".facts").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("of at most 12 points", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Pruned after epoch 2 by successive halving: place 2 of 3", page.Markup, StringComparison.Ordinal);
        Assert.Contains("pruned by successive halving", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_that_does_not_exist_is_said_to_be_missing()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());

        var page = context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, 99));

        page.WaitForAssertion(() => Assert.Contains("There is no sweep 99.", page.Markup, StringComparison.Ordinal));
    }

    private static async Task<Sweep> StartAsync(PagesContext context, Func<SweepSpec, SweepSpec>? change = null)
    {
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());

        // The scripted engine measures best at the epoch that equals the number of factors: 3 factors win, 9 lose.
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, 0), Grid = new Grid([6, 9, 3], [0.1], [9]), Epochs = [1, 3] };
        return await context.Lab.Get<SweepControl>().CreateAsync(change?.Invoke(spec) ?? spec, Token);
    }

    private static IRenderedComponent<SweepPage> Show(PagesContext context, Sweep sweep)
    {
        context.GoTo($"/sweeps/{sweep.Id}");
        return context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, sweep.Id.Value));
    }

    private static List<string> Numbers(IRenderedComponent<SweepPage> page) => [.. page.FindAll("button.pick").Select(button => button.TextContent)];
}
