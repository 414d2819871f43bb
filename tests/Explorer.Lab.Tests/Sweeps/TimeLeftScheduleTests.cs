using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class TimeLeftScheduleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 77)]
    [InlineData(8, 3)]
    public async Task After_the_first_tenth_of_the_posts_grid_the_estimate_is_within_a_factor_of_one_and_a_half(int atOnce, int seed)
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = SweepSpec.Post((await lab.ImportAsync(LikesText.Halves())).Id) with { HoldOut = new(2, 0.2, seed) };

        await AssertEstimatesAsync(lab, spec, atOnce);
    }

    [Fact]
    public async Task Epochs_measured_densely_at_first_and_rarely_later_do_not_mislead_it()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = SweepSpec.Small((await lab.ImportAsync(LikesText.Halves())).Id) with
        {
            HoldOut = new(2, 0.2, 0),
            Grid = new Grid([10, 120], [0.1], [9, 49]),
            Epochs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 200, 400],
        };

        await AssertEstimatesAsync(lab, spec, atOnce: 1);
    }

    /// <summary>Compares the estimate with the truth twenty times between a tenth and 97 % of the time.</summary>
    private static async Task AssertEstimatesAsync(LabHost lab, SweepSpec spec, int atOnce)
    {
        // Only when a point was stored: the estimate is made then, and knows nothing of what has been trained since.
        var steps = new SimulatedSweep(spec, await OrderAsync(lab, spec), atOnce, seed: 5).Steps()
            .DistinctBy(step => step.Trials.Sum(trial => trial.LastEpoch)).ToList();
        var sweep = new Sweep(new(1), spec, "", WorkState.Running, "", default, null, null, 0, 0);
        var total = steps[^1].Time;

        for (var place = 0.1; place <= 0.97; place += 0.0435)
        {
            var (time, trials) = steps.Last(step => step.Time <= place * total);
            var estimate = TimeLeft.Of(sweep, trials, atOnce)!.Value.TotalSeconds;
            TestContext.Current.TestOutputHelper?.WriteLine($"{place:0.00}: {estimate / (total - time):0.00}");
            Assert.InRange(estimate / (total - time), 1 / 1.5, 1.5);
        }
    }

    /// <summary>The order in which the store hands out the trials.</summary>
    private static async Task<IReadOnlyList<Recommender.Wrmf.Hyperparameters>> OrderAsync(LabHost lab, SweepSpec spec)
    {
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec with { Epochs = [1] }, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), seen => seen.State == WorkState.Completed, Token);
        return [.. ((ScriptedTrialEngine)lab.Get<ITrialEngine>()).Requests.Select(request => request.Hyperparameters)];
    }
}
