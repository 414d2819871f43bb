using System.Text;
using System.Text.RegularExpressions;
using Explorer.TestKit;
using static Microsoft.Playwright.Assertions;

namespace Explorer.Browser.Tests;

public sealed class SetUpTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_model_based_search_over_a_range_survives_a_reload_runs_and_leads_to_a_finer_grid()
    {
        var visit = await VisitAsync();
        var dataset = await visit.UploadAsync("halves.psv", Encoding.UTF8.GetBytes(LikesText.Halves()));
        await visit.GoAsync($"/sweeps/new?dataset={dataset}&k=2&fraction=0.5&factors=2,4&regularization=0.1,1,10&alpha=9&epochs=1,2,4&trials=12");
        await Expect(visit.Page.GetByTestId("trial-count")).ToHaveTextAsync("6");

        await ChooseAsync(visit, "Regularization (λ): given as", "Range, logarithmic");
        await ChooseAsync(visit, "Sampler", "Model-based (Parzen estimator)");
        await ChooseAsync(visit, "Compare trials", "Successive halving");
        await Expect(visit.Page.GetByTestId("trial-count")).ToHaveTextAsync("12");
        await visit.Page.WaitForURLAsync(new Regex("regularization=0.1..10%20log%203.*pruner=halving|pruner=halving.*regularization=0.1..10%20log%203"));

        await visit.Page.ReloadAsync();
        await visit.ReadyAsync();
        await Expect(visit.Page.GetByLabel("λ to", new() { Exact = true })).ToHaveValueAsync("10");
        await Expect(visit.Page.GetByTestId("trial-count")).ToHaveTextAsync("12");
        await Expect(visit.Button("Start sweep")).ToBeEnabledAsync();
        await visit.Button("Start sweep").ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/sweeps/[0-9]+"));
        await visit.ExpectStateAsync("completed");
        await Expect(visit.Page.Locator("header.head")).ToContainTextAsync("12 of 12 trials");
        await Expect(visit.Page.GetByTestId("trials").Locator("[data-state=pruned]").First).ToBeVisibleAsync();

        await visit.Page.GetByTestId("finer-grid").ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/sweeps/new"));
        await Expect(visit.Page.GetByTestId("trial-count")).ToHaveTextAsync(new Regex("^[1-9]"));
        await Expect(visit.Page.GetByLabel("Regularization (λ)", new() { Exact = true })).ToHaveValueAsync(new Regex("^[0-9.e-]+, [0-9.e-]+, [0-9.e-]+$"));
        visit.AssertNoComplaints();
    }

    private static async Task ChooseAsync(Visit visit, string field, string option)
    {
        await visit.Page.Locator(".mud-select", new() { HasText = field }).First.ClickAsync();
        await visit.Page.Locator(".mud-popover-open .mud-list-item", new() { HasTextString = option }).First.ClickAsync();
        await Expect(visit.Page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
    }
}
