using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Estimates;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps.Estimates;

public sealed class TimeEstimatorTests : IDisposable
{
    private static readonly SweepSizes Sizes = new(1000, 2000, 50_000, 200);
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_measured_here_is_estimated_from_the_reference_machine()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(), ("Compute:Threads", "1"));
        var spec = await SweepRunner.SpecAsync(lab);

        var estimate = await lab.Get<TimeEstimator>().OfAsync(spec, Sizes, Token);

        var expected = spec.Grid.Factors.Sum(f => (8 * TrialCost.Epoch(Sizes, f)) + (8 * TrialCost.Evaluation(Sizes, f, [2])));
        Assert.Equal((EstimateBasis.Reference, expected), (estimate.Basis, Math.Round(estimate.Duration.TotalSeconds / expected, 4) * expected));
    }

    [Fact]
    public async Task Earlier_trials_on_the_same_likes_say_how_long_it_takes()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(), ("Compute:Threads", "1"));
        var spec = await SweepRunner.SpecAsync(lab) with { Grid = new Grid([4], [0.1], [9]) };

        // The scripted engine takes a second an epoch, and half a second for an evaluation.
        await SweepRunner.RunAsync(lab, spec, Token);
        var estimate = (await lab.Get<SweepControl>().CheckAsync(spec, Token)).Estimate;

        Assert.Equal(EstimateBasis.SameData, estimate.Basis);
        Assert.Equal(8 + 4, estimate.Duration.TotalSeconds, 3);
    }

    [Fact]
    public async Task Trials_on_other_likes_are_scaled_by_their_sizes()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(), ("Compute:Threads", "1"));
        var spec = await SweepRunner.SpecAsync(lab) with { Grid = new Grid([4], [0.1], [9]) };
        var trials = await SweepRunner.RunAsync(lab, spec, Token);
        await lab.Get<PaceStore>().SetSizesAsync(trials[0].SweepId, Sizes, Token);

        var twice = new SweepSizes(2 * Sizes.Users, 2 * Sizes.Items, 2 * Sizes.Likes, Sizes.TestUsers / 2);
        var estimate = await lab.Get<TimeEstimator>().OfAsync(spec with { MinLikesPerUser = 1 }, twice, Token);

        // Twice the likes and rows are twice the training; the cells of the evaluation are as many as before.
        Assert.Equal(EstimateBasis.OtherData, estimate.Basis);
        Assert.Equal(16 + 4, estimate.Duration.TotalSeconds, 3);
    }

    [Fact]
    public async Task Repeats_multiply_and_halving_divides()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(), ("Compute:Threads", "1"));
        var spec = await SweepRunner.SpecAsync(lab);
        var once = await SecondsAsync(spec);

        Assert.Equal(3 * once, await SecondsAsync(spec with { Repeats = 3 }), 1e-3 * once);

        // One cut after epoch 4 of 8: half of the trials train the other half of the epochs.
        Assert.Equal(0.75 * once, await SecondsAsync(spec with { Pruning = new PruningPlan { Halving = new HalvingRule(2, 1) } }), 1e-3 * once);

        async Task<double> SecondsAsync(SweepSpec asked) => (await lab.Get<TimeEstimator>().OfAsync(asked, Sizes, Token)).Duration.TotalSeconds;
    }

    [Theory]
    [InlineData(10, 0.0135, 0.0088)]
    [InlineData(40, 0.0288, 0.0254)]
    [InlineData(120, 0.1261, 0.0786)]
    public void The_reference_is_what_the_benchmarks_measured(int factorCount, double epoch, double evaluation)
    {
        var twin = new SweepSizes(15_272, 25_690, 548_251, 3_054);

        Assert.Equal(epoch, TrialCost.Epoch(twin, factorCount), 0.05 * epoch);
        Assert.Equal(evaluation, TrialCost.Evaluation(twin, factorCount, [5]), 0.12 * evaluation);
    }
}
