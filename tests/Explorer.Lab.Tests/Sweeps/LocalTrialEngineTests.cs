using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class LocalTrialEngineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_seed_gives_identical_points_with_one_and_two_threads()
    {
        var one = await RunAsync("1", "1");
        var two = await RunAsync("2", "1");

        Assert.Equal(16, one.Count);
        Assert.Equal(one, two);
    }

    [Theory]
    [InlineData("1", "4")]
    [InlineData("2", "0")]
    [InlineData("5", "3")]
    public async Task However_many_trials_run_at_once_the_points_are_the_same_to_the_last_bit(string threads, string atOnce)
    {
        var alone = await RunAsync("1", "1");

        var together = await RunAsync(threads, atOnce);

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task An_interrupted_trial_goes_on_where_it_stopped_with_the_same_points()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        var engine = (LocalTrialEngine)lab.Get<ITrialEngine>();
        var whole = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 1), Token));

        using var stop = new CancellationTokenSource();
        var points = new List<LearningCurvePoint>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var point in engine.RunAsync(RequestOn(dataset, trial: 2), stop.Token))
            {
                points.Add(point);
                if (point.Epoch == 3)
                {
                    await stop.CancelAsync();
                }
            }
        });
        var rest = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 2), Token));

        Assert.Equal(3, rest[0].Epoch);
        Assert.Equal(whole.Select(WithoutTimes), points.Concat(rest.Skip(1)).Select(WithoutTimes));
    }

    [Fact]
    public async Task A_trial_that_waits_for_a_cut_is_kept_and_goes_on_with_the_same_points()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        var engine = (LocalTrialEngine)lab.Get<ITrialEngine>();
        var whole = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 1), Token));

        var first = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 2) with { Epochs = [1, 2, 3], MayGoOn = true }, Token));
        Assert.Equal(1, engine.KeptCount);
        var rest = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 2), Token));

        Assert.Equal((3, 0), (rest[0].Epoch, engine.KeptCount));
        Assert.Equal(whole.Select(WithoutTimes), first.Concat(rest.Skip(1)).Select(WithoutTimes));
    }

    [Fact]
    public async Task More_factors_than_the_data_supports_without_regularization_end_in_a_note_and_never_in_nonsense()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.5, 7), Grid = new Grid([60], [0], [9]), Epochs = [1, 2] };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), s => s.State.IsFinished(), Token);

        var trial = Assert.Single(await lab.Get<TrialStore>().TrialsAsync(sweep, Token));

        Assert.Contains("λ", trial.Message, StringComparison.Ordinal);
        Assert.All(
            await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token),
            point => Assert.True(double.IsFinite(point.Point.MseTrain) && double.IsFinite(point.Point.MseTest)));
    }

    [Fact]
    public async Task Different_seeds_give_different_curves()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        var engine = lab.Get<ITrialEngine>();

        var first = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 1), Token));
        var second = await ToListAsync(engine.RunAsync(
            RequestOn(dataset, trial: 2) with { SweepId = new(2), HoldOut = new HoldOut(2, 0.5, 8) }, Token));

        Assert.NotEqual(first[0].MseTest, second[0].MseTest);
    }

    [Fact]
    public async Task The_settings_of_the_request_are_trained_with()
    {
        using var folder = new TempFolder();
        await using var lab = await LabHost.StartAsync(folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var engine = lab.Get<ITrialEngine>();

        var plain = await ToListAsync(engine.RunAsync(RequestOn(dataset, trial: 1), Token));
        var scaled = await ToListAsync(engine.RunAsync(
            RequestOn(dataset, trial: 2) with { Training = new TrainingSettings { FrequencyExponent = 1 } }, Token));

        Assert.NotEqual(plain[^1].MseTrain, scaled[^1].MseTrain, 1e-4);
    }

    private static async Task<IReadOnlyList<LearningCurvePoint>> RunAsync(string threads, string atOnce)    {
        using var folder = new TempFolder();
        await using var lab = await LabHost.StartAsync(folder.Path, engine: null, ("Compute:Threads", threads), ("Compute:TrialsAtOnce", atOnce));
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 200, items: 60));
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(3, 0.5, 7), Grid = new Grid([4, 12], [0.1], [1, 40]), Epochs = [1, 2, 3, 4] };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), s => s.State == WorkState.Completed, Token);
        var points = await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token);
        return [.. points.OrderBy(stored => stored.TrialId.Value).ThenBy(stored => stored.Point.Epoch).Select(stored => WithoutTimes(stored.Point))];
    }

    private static TrialRequest RequestOn(Dataset dataset, int trial) => new(
        new(1), new(trial), dataset.Id, 5, 5, new HoldOut(2, 0.5, 7), new Hyperparameters(8, 0.1, 9), TrainingSettings.Default, [1, 2, 3, 4, 5, 6]);

    private static LearningCurvePoint WithoutTimes(LearningCurvePoint point) => point with { TrainSeconds = 0, EvaluationSeconds = 0 };

    private static async Task<List<LearningCurvePoint>> ToListAsync(IAsyncEnumerable<LearningCurvePoint> points)
    {
        var list = new List<LearningCurvePoint>();
        await foreach (var point in points)
        {
            list.Add(point);
        }

        return list;
    }
}
