using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps.Sampling;

public sealed class SamplingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Random_search_queues_as_many_distinct_combinations_as_asked_for()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = await RangesAsync(lab, new SamplingPlan(SamplerKind.Random, 12));

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.Equal(12, trials.Select(trial => trial.Hyperparameters).Distinct().Count());
        Assert.All(trials, trial => Assert.InRange(trial.Hyperparameters.Regularization, 1e-4, 10));
    }

    [Fact]
    public async Task A_small_space_is_tried_whole()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var spec = await SweepRunner.SpecAsync(lab) with { Sampling = new SamplingPlan(SamplerKind.Model, 50) };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.Equal(6, spec.TrialCount);
        Assert.Equal([1, 2, 3, 4, 5, 6], trials.Select(trial => trial.Hyperparameters.FactorCount).Order());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public async Task What_the_model_proposes_does_not_depend_on_how_many_run_at_once(int atOnce)
    {
        var engine = new ScriptedTrialEngine();
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var spec = await RangesAsync(lab, new SamplingPlan(SamplerKind.Model, 21));
        var alone = await SweepRunner.RunAsync(lab, spec, Token);

        engine.Capacity = atOnce;
        var together = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.Equal(Tried(alone), Tried(together));
        Assert.Equal([10, 4, 4, 3], together.GroupBy(trial => trial.Generation).OrderBy(generation => generation.Key).Select(generation => generation.Count()));
        Assert.Equal(21, together.Select(trial => trial.Hyperparameters).Distinct().Count());
    }

    [Fact]
    public async Task A_restart_and_a_pause_in_the_middle_lead_to_the_same_proposals()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        IReadOnlyList<(Hyperparameters, int?)> expected;
        Sweep sweep;
        await using (var lab = await LabHost.StartAsync(_folder.Path, engine))
        {
            var spec = await RangesAsync(lab, new SamplingPlan(SamplerKind.Model, 18));
            engine.Release(18 * 8);
            expected = Tried(await SweepRunner.RunAsync(lab, spec, Token));

            sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
            engine.Release((11 * 8) + 3);
            await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), present => present.PointsDone == (11 * 8) + 3, Token);
            await lab.Get<SweepControl>().PauseAsync(sweep.Id, Token);
        }

        await using var next = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        await next.Get<SweepControl>().ResumeAsync(sweep.Id, Token);
        var ended = await SweepRunner.EndAsync(next, sweep, Token);

        Assert.Equal(expected, Tried(ended));
    }

    [Fact]
    public async Task Each_combination_is_repeated_with_seeds_of_its_own()
    {
        var engine = new ScriptedTrialEngine();
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var spec = await SweepRunner.SpecAsync(lab) with { Repeats = 3 };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.Equal(18, trials.Count);
        Assert.All(trials.GroupBy(trial => trial.Hyperparameters), same => Assert.Equal([1, 2, 3], same.Select(trial => trial.Seed ?? 0)));
        Assert.Equal(
            trials.Select(trial => (trial.Hyperparameters.FactorCount, trial.Seed ?? 0)).Order(),
            engine.Requests.Select(request => (request.Hyperparameters.FactorCount, request.HoldOut.Seed)).Order());
    }

    [Fact]
    public async Task The_model_repeats_its_proposals_too()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine { Capacity = 3 });
        var spec = await RangesAsync(lab, new SamplingPlan(SamplerKind.Model, 13) { Generation = 2 }) with { Repeats = 2 };

        var trials = await SweepRunner.RunAsync(lab, spec, Token);

        Assert.Equal((26, 26L), (trials.Count, spec.TrialCount));
        Assert.All(trials.GroupBy(trial => trial.Hyperparameters), same => Assert.Equal([1, 2], same.Select(trial => trial.Seed ?? 0)));
    }

    [Fact]
    public async Task A_sweep_of_an_earlier_version_opens_with_every_combination_once()
    {
        SweepId id;
        await using (var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine()))
        {
            id = (await SweepRunner.RunAsync(lab, await SweepRunner.SpecAsync(lab), Token))[0].SweepId;
        }

        OldDatabase.TakeBackTo(_folder.Path, 5);
        await using var next = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var trials = await next.Get<TrialStore>().TrialsAsync(await next.Get<SweepStore>().GetAsync(id, Token), Token);

        Assert.Equal(6, trials.Count);
        Assert.All(trials, trial => Assert.Equal((null, null, 0, WorkState.Completed), (trial.Seed, trial.Generation, trial.Rung, trial.State)));
    }

    [Theory]
    [InlineData(SamplerKind.Random, 0, 1, "Trials to try: 0")]
    [InlineData(SamplerKind.Model, 5, 0, "Repeats: 0")]
    [InlineData(SamplerKind.Random, 9000, 2, "at most 10,000")]
    public void What_cannot_be_sampled_is_named(SamplerKind kind, int count, int repeats, string told)
    {
        var ranges = new GridRanges { Regularization = new SearchRange(1e-4, 10, 5, RangeScale.Logarithmic) };
        var spec = SweepRunner.Spec(new(1)) with
        {
            Grid = new Grid([1, 2], [], [9]).WithRanges(ranges),
            Sampling = new SamplingPlan(kind, count),
            Repeats = repeats,
        };

        Assert.Contains(told, Assert.Throws<ExplorerException>(() => spec.Validate(new SweepOptions())).Message, StringComparison.Ordinal);
    }

    private static async Task<SweepSpec> RangesAsync(LabHost lab, SamplingPlan sampling) => await SweepRunner.SpecAsync(lab) with
    {
        Sampling = sampling,
        Grid = new Grid([], [], [9, 19]).WithRanges(new GridRanges
        {
            Factors = new SearchRange(1, 12, 4, RangeScale.Linear),
            Regularization = new SearchRange(1e-4, 10, 6, RangeScale.Logarithmic),
        }),
    };

    private static List<(Hyperparameters, int?)> Tried(IReadOnlyList<Trial> trials) => [.. trials.Select(trial => (trial.Hyperparameters, trial.Generation))];
}
