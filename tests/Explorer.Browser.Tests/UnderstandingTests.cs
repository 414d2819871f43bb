using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class UnderstandingTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    public override async ValueTask InitializeAsync()
    {
        await using (var lab = await LabHost.StartAsync(Folder))
        {
            var dataset = await lab.ImportAsync(LikesText.Halves());
            await ManySweeps.AddAsync(lab, dataset.Id, Grid.Post, SweepSpec.PostEpochs, 3);
        }

        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_brush_filters_table_curves_and_survives_a_reload()
    {
        var visit = await VisitAsync("/sweeps/1?view=understand");
        var count = visit.Page.Locator(".count");
        await Expect(count).ToHaveTextAsync("180 of 180 trials");

        await BrushAsync(visit, "Factors", 0.9f, 1, "36 of 180 trials");
        await BrushAsync(visit, "Regularization", 0, 0.05f, "6 of 180 trials");
        await Expect(visit.Page.GetByTestId("trials").Locator("button.pick")).ToHaveCountAsync(6);
        await Expect(visit.Page.GetByLabel("Filter trials").Last).ToHaveValueAsync("factors == 120 && lambda == 0");

        await visit.Page.ReloadAsync();
        await visit.ReadyAsync();
        await Expect(count).ToHaveTextAsync("6 of 180 trials");
        await Expect(visit.Page.Locator(".axis .brush")).ToHaveCountAsync(2);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Curves", Exact = true }).ClickAsync();
        await Eventually.BecomesAsync(() => visit.ChartPointsAsync("precision-chart"), points => points == 6 * SweepSpec.PostEpochs.Count, Token);
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task A_click_on_a_cell_of_the_heat_map_keeps_its_trials()
    {
        var visit = await VisitAsync("/sweeps/1?view=understand");
        await visit.ScrollToChartsAsync("heat-map");
        var map = visit.Page.Locator("#heat-map .nsewdrag").First;

        var box = await map.BoundingBoxAsync();
        await Eventually.BecomesAsync(
            async () =>
            {
                await visit.Page.Mouse.MoveAsync(box!.X + (box.Width * 0.4f), box.Y + (box.Height * 0.4f));
                await visit.Page.Mouse.ClickAsync(box.X + (box.Width * 0.42f), box.Y + (box.Height * 0.42f));
                return await visit.Page.Locator(".count").TextContentAsync();
            },
            text => text == "5 of 180 trials",
            Token);

        Assert.Contains("filter=alpha%20%3D%3D%20", visit.Page.Url, StringComparison.Ordinal);
        await Expect(visit.Page.GetByTestId("clicked-cell")).ToContainTextAsync("Best here: trial");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Open in gallery" })).ToBeEnabledAsync();
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Hovering_over_a_row_or_a_curve_raises_the_trial_in_every_view_and_leaving_lets_go()
    {
        var visit = await VisitAsync("/sweeps/1?show=all");
        foreach (var chart in new[] { "precision-chart", "mse-chart" })
        {
            await visit.WaitForPointsAsync(chart, 179 * SweepSpec.PostEpochs.Count, Token);
        }

        var raised = visit.Page.Locator("#precision-chart svg.raised path, #mse-chart svg.raised path");

        await visit.Page.GetByTestId("trials").Locator("button.pick").Nth(2).HoverAsync();
        await Expect(raised).ToHaveCountAsync(2);
        Assert.Equal("0.15", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('#precision-chart [class*=tracecurves-]')).opacity"));
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sweep 1" }).HoverAsync();
        await Expect(raised).ToHaveCountAsync(0);

        // Down a column of the chart until a curve is met.
        var box = await visit.Page.Locator("#precision-chart .nsewdrag").First.BoundingBoxAsync();
        for (var step = 1; step < 40 && await raised.CountAsync() == 0; step++)
        {
            await visit.Page.Mouse.MoveAsync(box!.X + (box.Width * 0.5f), box.Y + (box.Height * step / 40), new() { Steps = 2 });
            await visit.Page.WaitForTimeoutAsync(60);
        }

        await Expect(raised).ToHaveCountAsync(2);
        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task Hovering_over_a_line_of_parallel_coordinates_raises_its_trial_in_the_other_charts()
    {
        var visit = await VisitAsync("/sweeps/1?view=understand");
        await visit.ScrollToChartsAsync("heat-map", "slice-factors", "slice-lambda", "slice-alpha");
        var plot = visit.Page.Locator("[data-parallel]");
        await plot.ScrollIntoViewIfNeededAsync();
        var box = await plot.Locator("svg").BoundingBoxAsync();

        await visit.Page.Mouse.MoveAsync(box!.X + (box.Width * 0.3f), box.Y + (box.Height * 0.5f), new() { Steps = 4 });

        await Expect(plot.Locator("g.hovered path")).ToHaveCountAsync(1);
        foreach (var chart in new[] { "heat-map", "slice-factors", "slice-lambda", "slice-alpha" })
        {
            await Expect(visit.Page.Locator($"#{chart} svg.raised .mark").First).ToBeAttachedAsync();
        }

        visit.AssertNoComplaints();
    }

    [Fact]
    public async Task A_chart_out_of_sight_is_drawn_when_it_is_scrolled_to_and_then_shows_what_passes_the_filter()
    {
        var visit = await VisitAsync("/sweeps/1?view=understand");
        await visit.ScrollToChartsAsync("cost");
        Assert.Equal(179, await visit.ChartPointsAsync("cost"));

        await visit.Page.Locator("h1").First.ScrollIntoViewIfNeededAsync();
        await visit.Page.GetByLabel("Filter trials").Last.FillAsync("factors == 40");
        await Expect(visit.Page.Locator(".count")).ToHaveTextAsync("36 of 180 trials");
        await visit.ScrollToChartsAsync("heat-map");
        await Expect(visit.Page.Locator("[data-chart=cost]")).ToHaveAttributeAsync("data-stale", "true");
        Assert.Equal(179, await visit.ChartPointsAsync("cost"));

        await visit.ScrollToChartsAsync("cost");
        Assert.InRange(await visit.ChartPointsAsync("cost"), 35, 36);
        visit.AssertNoComplaints();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_views_keep_the_rules_of_accessibility(ColorScheme scheme)
    {
        var visit = await VisitAsync("/sweeps/1?view=understand&filter=factors+%3E+10&trial=100", scheme);
        await visit.ScrollToChartsAsync("heat-map", "importance", "slice-factors", "slice-lambda", "slice-alpha", "cost");
        await visit.Page.GetByText("Ranges as fields").ClickAsync();
        await visit.Page.WaitForTimeoutAsync(700);

        var result = await visit.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } });

        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }

    // Again and again: the page follows drags a moment after it can be seen.
    private static Task<string?> BrushAsync(Visit visit, string axis, float low, float high, string expected) => Eventually.BecomesAsync(
        async () =>
        {
            var element = visit.Page.Locator($"[data-axis={axis}]");
            await element.ScrollIntoViewIfNeededAsync();
            var box = await element.BoundingBoxAsync();
            var x = box!.X + (box.Width / 2);
            await visit.Page.Mouse.MoveAsync(x, box.Y + (box.Height * (1 - low)) - 1);
            await visit.Page.Mouse.DownAsync();
            await visit.Page.Mouse.MoveAsync(x, box.Y + (box.Height * (1 - high)) + 1, new() { Steps = 5 });
            await visit.Page.Mouse.UpAsync();
            await visit.Page.WaitForTimeoutAsync(500);
            return await visit.Page.Locator(".count").TextContentAsync();
        },
        text => text == expected,
        Token);
}
