using Bunit;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.TestKit;
using Explorer.Web.Sweeps;
using MudBlazor;

namespace Explorer.Web.Tests.Sweeps;

public sealed class SteeringTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trial_is_stopped_and_retried_from_its_row_and_the_page_says_so()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var context = await PagesContext.StartAsync(engine);
        var sweep = await StartAsync(context, 6);
        var page = Show(context, sweep);
        page.WaitForAssertion(() => page.Find("[aria-label='Stop trial 1']"), Long);

        await page.InvokeAsync(() => page.Find("[aria-label='Stop trial 1']").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("Trial 1 (f = 6, λ = 0.1, α = 9) was stopped.", page.Find("[role=status]").TextContent, StringComparison.Ordinal), Long);
        page.WaitForAssertion(() => page.Find("[aria-label='Retry trial 1']"), Long);
        await page.InvokeAsync(() => page.Find("[aria-label='Retry trial 1']").ClickAsync(new()));
        engine.Release(100);
        await Eventually.BecomesAsync(
            () => context.Lab.Get<TrialStore>().TrialsAsync(sweep, Token), trials => trials[0].State == WorkState.Completed, Token);
        page.WaitForAssertion(() => Assert.Contains("2 of 2 points", page.Find(".facts").TextContent, StringComparison.Ordinal), Long);
    }

    [Fact]
    public async Task Failed_trials_are_retried_with_one_click()
    {
        var engine = new ScriptedTrialEngine { Failure = (6, new ExplorerException("Not today.")) };
        await using var context = await PagesContext.StartAsync(engine);
        var sweep = await StartAsync(context, 6, 3);
        var page = Show(context, sweep);
        page.WaitForAssertion(() => Button(page, "Retry 1 failed"), Long);
        engine.Failure = null;

        await page.InvokeAsync(() => Button(page, "Retry 1 failed").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("4 of 4 points", page.Find(".facts").TextContent, StringComparison.Ordinal), Long);
        page.WaitForAssertion(() => Assert.DoesNotContain("Retry 1 failed", page.Markup, StringComparison.Ordinal), Long);
    }

    [Fact]
    public async Task The_number_of_trials_at_once_is_changed_on_the_page()
    {
        var engine = new ScriptedTrialEngine(isGated: true) { HonoursSweep = true };
        await using var context = await PagesContext.StartAsync(engine);
        var sweep = await StartAsync(context, 6, 3, 9);
        var page = Show(context, sweep);
        page.WaitForAssertion(() => Assert.Contains("1 runs now", page.Find("[data-testid=steer]").TextContent, StringComparison.Ordinal), Long);

        await page.InvokeAsync(() => page.Find("[data-testid=steer] select").ChangeAsync(new() { Value = "3" }));

        page.WaitForAssertion(() => Assert.Contains("3 run now", page.Find("[data-testid=steer]").TextContent, StringComparison.Ordinal), Long);
        engine.Release(100);
    }

    [Fact]
    public async Task Columns_are_in_the_address_and_only_they_are_shown()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context, 6, 3);
        var page = Show(context, sweep, "?columns=best,factors,nonsense");
        page.WaitForAssertion(() => Assert.Equal(["Trial", "Factors", "Best value"], Headings(page)), Long);

        await page.InvokeAsync(() => page.FindAll(".chooser input")[(int)TrialColumn.State].ChangeAsync(new() { Value = true }));

        Assert.EndsWith("columns=factors%2Cstate%2Cbest", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_are_seen_beside_the_trial_in_the_table_and_below_the_sweeps_head()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context, 6, 3);
        var trial = (await context.Lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        await context.Lab.Get<TrialControl>().WriteAsync(trial.Id, "<i>odd</i>", Token);
        await context.Lab.Get<QueueControl>().WriteAsync(sweep.Id, "For the talk", Token);

        var page = Show(context, sweep, "?trial=1");

        page.WaitForAssertion(() => Assert.Equal("<i>odd</i>", page.Find("[data-testid=trial-note]").TextContent), Long);
        Assert.Equal("For the talk", page.Find("[data-testid=sweep-note]").TextContent);
        page.WaitForAssertion(() => Assert.Contains("<i>odd</i>", page.FindAll("td .remarks").Select(cell => cell.TextContent)), Long);
    }

    [Fact]
    public async Task The_points_of_a_trial_are_printed_as_in_the_post()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context, 6, 3);
        await Eventually.BecomesAsync(() => context.Lab.Get<SweepStore>().GetAsync(sweep.Id, Token), now => now.State == WorkState.Completed, Token);

        var page = Show(context, sweep, "?view=points");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=report] tbody tr").Count), Long);
        Assert.Equal(["epochs", "p@2 train", "p@2 test", "mse train", "mse test"], page.FindAll("[data-testid=report] th").Select(cell => cell.TextContent));
        Assert.Equal(["3", "1.00000", "0.50000", "0.00000", "0.50000"], page.FindAll("[data-testid=report] tr.best td").Select(cell => cell.TextContent));
        Assert.Equal("{'alpha': 9, 'num_factors': 3, 'regularization': 0.1}\nprecision@2 0.5\nEpoch: 3", page.Find("[data-testid=print-out]").TextContent);

        await page.InvokeAsync(() => page.FindAll("[data-testid=report] .choice button")[1].ClickAsync(new()));

        Assert.StartsWith("{'alpha': 10,", page.Find("[data-testid=print-out]").TextContent, StringComparison.Ordinal);
        Assert.Contains("one more than here", page.Find("[data-testid=report]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_tells_what_happened_and_what_ran_when()
    {
        var engine = new ScriptedTrialEngine { Failure = (6, new ExplorerException("Not <today>.")) };
        await using var context = await PagesContext.StartAsync(engine);
        var sweep = await StartAsync(context, 6, 3);

        var page = Show(context, sweep, "?view=history");

        page.WaitForAssertion(() => Assert.Contains("All trials have ended: 1 completed, 1 failed.", page.Find("[data-testid=log]").TextContent, StringComparison.Ordinal), Long);
        Assert.Contains("Created with 2 trials and queued.", page.Find("[data-testid=log] li:last-child").TextContent, StringComparison.Ordinal);
        Assert.Contains("failed: Not <today>.", page.Find("[data-testid=log]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Table").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal(["completed", "failed"], page.FindAll(".history tbody tr td:last-child").Select(cell => cell.TextContent).Where(text => text.Length > 0).Order()), Long);
        await page.InvokeAsync(() => page.Find("[aria-label='Highlight trial 1']").ClickAsync(new()));
        Assert.Contains("trial=1", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fine_grid_around_a_trial_is_added_from_the_dialog()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var sweep = await StartAsync(context, 6, 3);
        var dialogs = context.Render<MudDialogProvider>();
        var page = Show(context, sweep, "?trial=1");
        page.WaitForAssertion(() => Button(page, "Fine grid around it"), Long);

        var click = page.InvokeAsync(() => Button(page, "Fine grid around it").ClickAsync(new()));
        dialogs.WaitForAssertion(() => Assert.Equal("2 new trials; one is in the sweep already.", dialogs.Find("[data-testid=new-trials]").TextContent), Long);
        await dialogs.InvokeAsync(() => dialogs.FindAll("button").Last(button => button.TextContent.Trim() == "Add trials").ClickAsync(new()));
        await click;

        page.WaitForAssertion(() => Assert.Contains("2 trials were added, 3 to 4.", page.Find("[role=status]").TextContent, StringComparison.Ordinal), Long);
        page.WaitForAssertion(() => Assert.Contains("4 of 4 trials", page.Find(".facts").TextContent, StringComparison.Ordinal), Long);
    }

    /// <summary>Two measured epochs of each trial; the scripted engine is best at the epoch that equals the number of factors.</summary>
    private static async Task<Sweep> StartAsync(PagesContext context, params int[] factors)
    {
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, 0), Grid = new Grid(factors, [0.1], [9]), Epochs = [1, 3] };
        return await context.Lab.Get<SweepControl>().CreateAsync(spec, Token);
    }

    private static IRenderedComponent<SweepPage> Show(PagesContext context, Sweep sweep, string query = "")
    {
        context.GoTo($"/sweeps/{sweep.Id}{query}");
        return context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, sweep.Id.Value));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SweepPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == text);

    private static IEnumerable<string> Headings(IRenderedComponent<SweepPage> page) =>
        page.FindAll("[data-testid=trials] th .mud-table-sort-label").Select(label => label.TextContent.Trim());
}
