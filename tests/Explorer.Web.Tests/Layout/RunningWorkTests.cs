using Bunit;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;
using Explorer.Web.Layout;

namespace Explorer.Web.Tests.Layout;

public class RunningWorkTests
{
    [Fact]
    public async Task A_running_sweep_is_counted_and_announced_when_it_is_done()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var context = await PagesContext.StartAsync(engine);
        var dataset = await context.Lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { Grid = new Grid([2], [0.1], [9]), Epochs = [1, 2] };
        await context.Lab.Get<SweepControl>().CreateAsync(spec, CancellationToken.None);

        var work = context.Render<RunningWork>();

        work.WaitForAssertion(() => Assert.Contains("Work on the server: 1.", work.Find(".mud-menu-activator .visually-hidden").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Empty(work.FindAll("[role=button] button, [role=button] [tabindex]"));
        engine.Release(2);
        work.WaitForAssertion(() => Assert.Equal("All work on the server is done.", work.Find("[role=status]").TextContent), TimeSpan.FromSeconds(10));
        Assert.Empty(work.FindAll(".indicator"));
    }
}
