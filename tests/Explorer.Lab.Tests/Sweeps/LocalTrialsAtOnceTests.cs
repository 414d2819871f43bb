using Explorer.Lab.Datasets;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class LocalTrialsAtOnceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Several_interrupted_trials_all_go_on_where_they_stopped_with_the_same_points()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var engine = EngineOn(lab);
        var whole = await Task.WhenAll(ToListAsync(engine, RequestOn(dataset, 1, 4)), ToListAsync(engine, RequestOn(dataset, 2, 8)));

        var begun = await Task.WhenAll(InterruptAsync(engine, RequestOn(dataset, 3, 4), 3), InterruptAsync(engine, RequestOn(dataset, 4, 8), 2));
        Assert.Equal(2, engine.KeptCount);
        var rest = await Task.WhenAll(ToListAsync(engine, RequestOn(dataset, 3, 4)), ToListAsync(engine, RequestOn(dataset, 4, 8)));

        Assert.Equal((3, 2), (rest[0][0].Epoch, rest[1][0].Epoch));
        Assert.Equal(whole[0], begun[0].Concat(rest[0].Skip(1)));
        Assert.Equal(whole[1], begun[1].Concat(rest[1].Skip(1)));
        Assert.Equal((0, 1), (engine.KeptCount, engine.SplitCount));
    }

    [Fact]
    public async Task What_was_kept_of_a_sweep_that_will_not_go_on_is_let_go_and_the_trials_begin_anew()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var engine = EngineOn(lab);
        await InterruptAsync(engine, RequestOn(dataset, 1, 4), 3);
        await InterruptAsync(engine, RequestOn(dataset, 2, 8) with { SweepId = new(2) }, 3);

        engine.Forget(new SweepId(1));

        Assert.Equal(1, engine.KeptCount);
        Assert.Equal(1, (await ToListAsync(engine, RequestOn(dataset, 1, 4)))[0].Epoch);
        Assert.Equal(3, (await ToListAsync(engine, RequestOn(dataset, 2, 8) with { SweepId = new(2) }))[0].Epoch);
    }

    [Fact]
    public async Task A_paused_sweep_that_is_resumed_goes_on_with_all_its_trials()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, engine: null, ("Compute:TrialsAtOnce", "2"));
        var engine = (LocalTrialEngine)lab.Get<ITrialEngine>();
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 400, items: 120));
        var sweep = await CreateAsync(lab, dataset, [8, 16, 24, 32], [.. Enumerable.Range(1, 200)]);
        await Eventually.BecomesAsync(() => lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 10, Token), points => points.Count == 10, Token);

        await lab.Get<SweepControl>().PauseAsync(sweep.Id, Token);
        var before = await Eventually.BecomesAsync(
            () => lab.Get<TrialStore>().TrialsAsync(sweep, Token), trials => trials.All(trial => trial.State != WorkState.Running), Token);
        Assert.Equal(before.Count(trial => trial.State == WorkState.Queued && trial.LastEpoch > 0), engine.KeptCount);
        Assert.InRange(engine.KeptCount, 1, 2);

        await lab.Get<SweepControl>().CancelAsync(sweep.Id, Token);
        Assert.Equal(0, engine.KeptCount);
    }

    [Fact]
    public async Task An_interrupted_trial_makes_room_for_one_that_needs_it_and_begins_anew()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, engine: null, ("Compute:MemoryMegabytes", "5"), ("Compute:TrialsAtOnce", "1"));
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var engine = EngineOn(lab);
        Assert.InRange(TrialMemory.OfTrial(200, 60, 100, lab.Get<TrialSlots>().ThreadsEach), 5L << 19, 5L << 20);
        await InterruptAsync(engine, RequestOn(dataset, 1, 100), 2);

        await ToListAsync(engine, RequestOn(dataset, 2, 100));

        Assert.Equal(0, engine.KeptCount);
        Assert.Equal(1, (await ToListAsync(engine, RequestOn(dataset, 1, 100)))[0].Epoch);
    }

    [Fact]
    public async Task A_trial_too_large_for_the_memory_fails_with_the_figures_and_the_others_run()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, engine: null, ("Compute:MemoryMegabytes", "2"));
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));

        var sweep = await CreateAsync(lab, dataset, [4, 1024], [1, 2]);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), seen => seen.State == WorkState.Completed, Token);

        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        Assert.Equal([WorkState.Completed, WorkState.Failed], trials.Select(trial => trial.State));
        Assert.Matches("1024 factors for 200 users and 60 items needs about [0-9.]+ MB of memory; 2 MB may be used .*Compute:MemoryMegabytes", trials[1].Message);
    }

    [Fact]
    public async Task A_sweep_and_a_refit_that_do_not_fit_together_take_turns()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, engine: null, ("Compute:MemoryMegabytes", "5"), ("Compute:TrialsAtOnce", "1"));
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        var sweep = await CreateAsync(lab, dataset, [98, 99, 100], [1, 2, 3, 4]);
        var trials = await Eventually.BecomesAsync(
            () => lab.Get<TrialStore>().TrialsAsync(sweep, Token), trials => trials.Any(trial => trial.Best is not null), Token);

        var refit = await lab.Get<RefitControl>().StartAsync(trials.First(trial => trial.Best is not null).Id, Token);

        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), seen => seen.State == WorkState.Completed, Token);
        await Eventually.BecomesAsync(() => lab.Get<FactorizationStore>().GetAsync(refit.Id, Token), seen => seen.State == WorkState.Completed, Token);
        Assert.All(await lab.Get<TrialStore>().TrialsAsync(sweep, Token), trial => Assert.Equal(WorkState.Completed, trial.State));
    }

    [Fact]
    public async Task The_plan_tells_the_memory_before_anything_is_started()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, engine: null, ("Compute:MemoryMegabytes", "2"), ("Compute:Threads", "2"));
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0) };

        var fits = await lab.Get<SweepControl>().CheckAsync(spec with { Grid = new Grid([4, 8], [0], [1]) }, Token);
        var doesNot = await lab.Get<SweepControl>().CheckAsync(spec with { Grid = new Grid([4, 1024], [0], [1]) }, Token);

        Assert.Equal(new MemoryPlan(TrialMemory.OfSplit(200, 60, dataset.Likes, false), TrialMemory.OfTrial(200, 60, 8, 1), 2 << 20, 2), fits.Memory);
        Assert.Equal(0, doesNot.Memory.TrialsAtOnce);
        Assert.True(doesNot.Memory.TrialBytes > doesNot.Memory.BudgetBytes);
    }

    [Fact]
    public async Task The_likes_are_let_go_some_minutes_after_the_last_trial()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var engine = EngineOn(lab);

        await ToListAsync(engine, RequestOn(dataset, 1, 4));
        _time.Advance(TimeSpan.FromMinutes(4));
        await ToListAsync(engine, RequestOn(dataset, 2, 4));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, engine.SplitCount);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, engine.SplitCount);
        Assert.NotEmpty(await ToListAsync(engine, RequestOn(dataset, 3, 4)));
    }

    [Fact]
    public async Task The_likes_of_a_trial_kept_for_later_are_kept_with_it()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var engine = EngineOn(lab);
        await InterruptAsync(engine, RequestOn(dataset, 1, 4), 3);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((1, 1), (engine.SplitCount, engine.KeptCount));
        engine.Forget(new SweepId(1));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 0), (engine.SplitCount, engine.KeptCount));
    }

    [Fact]
    public async Task Trials_that_start_together_share_one_split()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var splits = new PreparedSplits(lab.Get<DatasetStore>(), lab.Get<MemoryBudget>(), _time);
        var key = new SplitKey(dataset.Id, 5, 5, new HoldOut(2, 0.5, 7), null);

        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => splits.TakeAsync(key with { }, Token)));
        using var other = await splits.TakeAsync(key with { MinLikesPerUser = 6 }, Token);

        Assert.All(leases, lease => Assert.Same(leases[0].Split, lease.Split));
        Assert.NotSame(leases[0].Split, other.Split);
        Assert.Equal(2, splits.Count);
    }

    private LocalTrialEngine EngineOn(LabHost lab) =>
        new(lab.Get<DatasetStore>(), lab.Get<PinStore>(), lab.Get<TrialSlots>(), lab.Get<CoreShare>(), lab.Get<MemoryBudget>(), _time);

    private static TrialRequest RequestOn(Dataset dataset, int trial, int factorCount) => new(
        new(1), new(trial), dataset.Id, 5, 5, new HoldOut(2, 0.5, 7), new Hyperparameters(factorCount, 0.1, 9), TrainingSettings.Default, [1, 2, 3, 4, 5, 6]);

    private static Task<Sweep> CreateAsync(LabHost lab, Dataset dataset, int[] factors, int[] epochs) => lab.Get<SweepControl>().CreateAsync(
        SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0), Grid = new Grid(factors, [0.1], [9]), Epochs = epochs }, Token);

    private static async Task<List<LearningCurvePoint>> InterruptAsync(LocalTrialEngine engine, TrialRequest request, int atEpoch)
    {
        using var stop = new CancellationTokenSource();
        var points = new List<LearningCurvePoint>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var point in engine.RunAsync(request, stop.Token))
            {
                points.Add(WithoutTimes(point));
                if (point.Epoch == atEpoch)
                {
                    await stop.CancelAsync();
                }
            }
        });
        return points;
    }

    private static async Task<List<LearningCurvePoint>> ToListAsync(LocalTrialEngine engine, TrialRequest request)
    {
        var points = new List<LearningCurvePoint>();
        await foreach (var point in engine.RunAsync(request, Token))
        {
            points.Add(WithoutTimes(point));
        }

        return points;
    }

    private static LearningCurvePoint WithoutTimes(LearningCurvePoint point) => point with { TrainSeconds = 0, EvaluationSeconds = 0 };
}
