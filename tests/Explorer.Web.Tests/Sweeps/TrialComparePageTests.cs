using Bunit;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Likes;
using Explorer.TestKit;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class TrialComparePageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_metrics_and_seeds_stand_side_by_side()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var first = await RunAsync(context, seed: 0);
        await RunAsync(context, seed: 1);

        var page = Show(context, first[0], first[1]);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".trials .card").Count), TimeSpan.FromSeconds(10));
        var settings = page.Find("[data-testid=settings]");
        Assert.Equal(["Factors"], settings.QuerySelectorAll(":scope > .scroll tbody th").Select(row => row.TextContent));
        Assert.Contains("16 equal settings", settings.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);

        // The scripted engine is best where the epoch equals the number of factors: 3 reaches 0.5 at epoch 3, 6 reaches 0.125.
        var metric = page.FindAll("[data-testid=metrics] tbody tr")[0];
        Assert.Equal("Test precision@2 (post protocol)", metric.QuerySelector("th")!.TextContent);
        Assert.StartsWith("0.50000", metric.QuerySelector("td.best")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0, 1", page.Find("[data-testid=seeds]").TextContent, StringComparison.Ordinal);
        Assert.Contains("every seed differs by the same", page.Find("[data-testid=seeds]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trials_are_added_from_another_sweep_reordered_and_taken_away_by_address()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var first = await RunAsync(context, seed: 0);
        var second = await RunAsync(context, seed: 1);
        var page = Show(context, first[0], first[1]);
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".picker select")[0].QuerySelectorAll("option").Length), TimeSpan.FromSeconds(10));

        await page.InvokeAsync(() => page.FindAll(".picker select")[0].ChangeAsync(new() { Value = second[0].SweepId.ToString() }));
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".picker select")[1].QuerySelectorAll("option").Length), TimeSpan.FromSeconds(10));
        await page.InvokeAsync(() => page.FindAll(".picker select")[1].ChangeAsync(new() { Value = second[1].Id.ToString() }));
        Assert.EndsWith($"/sweeps/compare?trials={first[0].Id}&trials={first[1].Id}&trials={second[1].Id}", context.Address, StringComparison.Ordinal);

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".trials .card").Count), TimeSpan.FromSeconds(10));
        await page.InvokeAsync(() => page.FindAll(".trials button").First(button => button.TextContent == "Put first").ClickAsync(new()));
        Assert.EndsWith($"?trials={first[1].Id}&trials={first[0].Id}&trials={second[1].Id}", context.Address, StringComparison.Ordinal);

        page.WaitForAssertion(() => Assert.Contains("Trial 2, sweep 1", page.FindAll(".trials .card")[0].TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await page.InvokeAsync(() => page.FindAll(".trials button").First(button => button.TextContent == "Take away").ClickAsync(new()));
        Assert.EndsWith($"?trials={first[0].Id}&trials={second[1].Id}", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());

        var missing = context.Render<TrialCompareRoom>(parameters => parameters
            .Add(room => room.Ids, [99]).Add(room => room.MetricWord, null).Add(room => room.HasTrain, false));

        missing.WaitForAssertion(() => Assert.Contains("There is no trial 99", missing.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Ticked_trials_are_in_the_address_and_lead_to_the_comparison()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var trials = await RunAsync(context, seed: 0);
        context.GoTo($"/sweeps/{trials[0].SweepId}?ticked=2");

        var page = context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, trials[0].SweepId.Value));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".tick input").Count), TimeSpan.FromSeconds(10));
        Assert.Equal($"/sweeps/compare?trials={trials[1].Id}", page.Find("[aria-label='Compare trials'] a").GetAttribute("href"));

        await page.InvokeAsync(() => page.Find("input[aria-label='Compare trial 1']").ChangeAsync(new() { Value = true }));

        Assert.EndsWith("?ticked=2-1", context.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_sweep_says_so_and_offers_no_training()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var trials = await RunAsync(context, seed: 0);
        using var bundle = new MemoryStream();
        await context.Lab.Get<Lab.Replays.ReplayExport>().WriteAsync(trials[0].SweepId, bundle, Token);
        bundle.Position = 0;
        var replay = await context.Lab.Get<Lab.Replays.ReplayImport>().RunAsync(bundle, Token);
        context.GoTo($"/sweeps/{replay.Id}");

        var page = context.Render<SweepPage>(parameters => parameters.Add(component => component.Id, replay.Id.Value));

        page.WaitForAssertion(() => Assert.Contains("from a replay bundle of sweep 1", page.Find("[data-testid=imported]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("dataset 1", page.Find("[data-testid=imported]").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll("button").Where(button => button.TextContent == "Train on everything"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent is "Pause" or "Resume" or "Cancel");
    }

    [Fact]
    public async Task A_chart_is_handed_to_the_browser_as_CSV_under_a_name_that_says_what_it_is()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        var trials = await RunAsync(context, seed: 0);
        var page = Show(context, trials[0], trials[1]);
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("[aria-label='Save this chart as CSV']").Count), TimeSpan.FromSeconds(10));

        await page.InvokeAsync(() => page.FindAll("[aria-label='Save this chart as CSV']")[0].ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains(context.Files.Invocations, call => call.Identifier == "saveText"), TimeSpan.FromSeconds(10));
        var saved = context.Files.Invocations.First(call => call.Identifier == "saveText").Arguments;
        Assert.Equal($"trials-{trials[0].Id}-{trials[1].Id}-test-precision-at-2-post-protocol-by-epoch.csv", saved[0]);
        Assert.Contains("\"Trial 2, sweep 1\",3,0.5,", (string)saved[2]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_brings_back_the_ranges_that_the_chart_was_drawn_with()
    {
        await using var context = await PagesContext.StartAsync();
        var layout = StudyLayout.Of(new ChartTheme(isDark: false), "x", "y", "z");
        layout.XAxis[0].Range = [0, 8];
        var bar = context.Render<ChartModeBar>(parameters => parameters
            .Add(component => component.Title, "Test precision@5")
            .Add(component => component.Csv, () => "a")
            .Add(component => component.ChartId, "cost")
            .Add(component => component.Layout, layout));

        Assert.Equal(["PNG", "SVG", "CSV", "Reset"], bar.FindAll("button").Select(button => button.TextContent));
        await bar.InvokeAsync(() => bar.Find("[aria-label='Reset this chart']").ClickAsync(new()));

        var call = Assert.Single(context.Files.Invocations, call => call.Identifier == "resetChart");
        Assert.Equal("cost", call.Arguments[0]);
        var ranges = Assert.IsAssignableFrom<IReadOnlyDictionary<string, IList<object>?>>(call.Arguments[1]);
        Assert.Equal([0, 8], ranges["xaxis"]);
        Assert.Null(ranges["yaxis"]);
    }

    [Fact]
    public async Task Sweeps_are_listed_by_dataset_time_and_trials_and_by_seed_where_it_differs()
    {
        await using var context = await PagesContext.StartAsync(new ScriptedTrialEngine());
        await RunAsync(context, seed: 0);
        context.GoTo("/sweeps/compare");
        var page = context.Render<TrialComparePage>();
        page.WaitForAssertion(() => Assert.Matches("^Sweep 1: .+, (today|yesterday), [0-9]{2}:[0-9]{2}, 2 trials$", page.FindAll(".picker option")[1].TextContent), TimeSpan.FromSeconds(10));

        await RunAsync(context, seed: 5);
        var again = context.Render<TrialComparePage>();

        again.WaitForAssertion(() => Assert.Contains(again.FindAll(".picker option"), option => option.TextContent.EndsWith(" trials, seed 5", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));
    }

    private static IRenderedComponent<TrialComparePage> Show(PagesContext context, params Trial[] trials)
    {
        context.GoTo(CompareAddress.Of(trials.Select(trial => trial.Id.Value)));
        return context.Render<TrialComparePage>();
    }

    private static async Task<IReadOnlyList<Trial>> RunAsync(PagesContext context, int seed)
    {
        var datasets = await context.Lab.Get<Lab.Storage.DatasetStore>().ListAsync(Token);
        var dataset = datasets.Count > 0 ? datasets[0] : await context.Lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, seed), Grid = new Grid([6, 3], [0.1], [9]), Epochs = [1, 3] };
        var started = await context.Lab.Get<SweepControl>().CreateAsync(spec, Token);
        var store = context.Lab.Get<Lab.Storage.SweepStore>();
        var sweep = await Eventually.BecomesAsync(() => store.GetAsync(started.Id, Token), sweep => sweep.State == WorkState.Completed, Token);
        return await context.Lab.Get<Lab.Storage.TrialStore>().TrialsAsync(sweep, Token);
    }
}
