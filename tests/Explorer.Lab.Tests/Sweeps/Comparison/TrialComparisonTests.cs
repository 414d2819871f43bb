using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps.Comparison;

public sealed class TrialComparisonTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private LabHost _lab = null!;
    private Dataset _dataset = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TrialComparisons Comparisons => _lab.Get<TrialComparisons>();

    public async ValueTask InitializeAsync()
    {
        _lab = await LabHost.StartAsync(_folder.Path);
        _dataset = await _lab.ImportAsync(LikesText.Halves());
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Trials_of_two_sweeps_show_what_differs_and_what_each_reached()
    {
        var (_, first) = await RunAsync(seed: 0, [2, 3]);
        var (_, second) = await RunAsync(seed: 1, [3]);

        var comparison = await Comparisons.CompareAsync([first[0].Id, first[1].Id, second[0].Id], metric: null, Token);

        Assert.Equal(["Factors", "Seed", "Sweep"], comparison.Settings.Where(row => row.Differs).Select(row => row.Name));
        Assert.Equal(["2", "3", "3"], comparison.Settings[0].Values);
        Assert.Equal(new Metric(Measure.Precision, RankedList.Test, 2), comparison.Metric);
        foreach (var (place, trial) in comparison.Trials.Index())
        {
            var best = trial.Points.MaxBy(point => point.PrecisionTest)!;
            Assert.Equal(best.Epoch, trial.Trial.Best!.Epoch);
            Assert.Equal(best.PrecisionTest, comparison.Metrics.Single(row => row.Metric == comparison.Metric).Values[place]);
            Assert.Equal(best.MseTest, comparison.Metrics.Single(row => row.Metric == Metric.MseTest).Values[place]);
        }

        var error = comparison.Metrics.Single(row => row.Metric == Metric.MseTest);
        Assert.Equal(error.Values.Min(), error.Best);
        Assert.Equal((2 * 3 * 8) + 2, comparison.Metrics.Count);
    }

    [Fact]
    public async Task Equal_settings_under_other_seeds_are_found_in_every_sweep_and_tested_in_pairs()
    {
        var values = new Dictionary<(int Factors, int Seed), double>();
        IReadOnlyList<Trial> asked = [];
        foreach (var seed in new[] { 3, 1, 2, 5 })
        {
            asked = (await RunAsync(seed, [2, 3])).Trials;
            foreach (var trial in asked)
            {
                values[(trial.Hyperparameters.FactorCount, seed)] = Metric.PrecisionTest.ValueOf(trial)!.Value;
            }
        }

        // One seed more for one of them only, another split, and the same seed again.
        await RunAsync(9, [3]);
        await RunAsync(4, [2, 3], fraction: 0.5);
        await RunAsync(1, [2]);

        var comparison = await Comparisons.CompareAsync([asked[0].Id, asked[1].Id], metric: null, Token);

        Assert.Equal([1, 2, 3, 5], comparison.Repeats[0].Seeds.Select(seed => seed.Seed));
        Assert.Equal([1, 2, 3, 5, 9], comparison.Repeats[1].Seeds.Select(seed => seed.Seed));
        Assert.All(comparison.Repeats[0].Seeds, seed => Assert.Equal(values[(2, seed.Seed)], seed.Value));
        Assert.Null(comparison.Repeats[0].Test);
        Assert.Equal(
            PairedTest.Of([.. new[] { 1, 2, 3, 5 }.Select(seed => values[(2, seed)])], [.. new[] { 1, 2, 3, 5 }.Select(seed => values[(3, seed)])]),
            comparison.Repeats[1].Test);
        var mean = comparison.Repeats[0].Seeds.Average(seed => seed.Value);
        Assert.Equal(mean, comparison.Repeats[0].Mean);
        Assert.Equal(Math.Sqrt(comparison.Repeats[0].Seeds.Sum(seed => (seed.Value - mean) * (seed.Value - mean)) / 3), comparison.Repeats[0].Deviation!.Value, 12);
    }

    [Fact]
    public async Task Another_metric_chooses_other_best_epochs()
    {
        var (_, trials) = await RunAsync(seed: 0, [2, 3]);

        var comparison = await Comparisons.CompareAsync([trials[0].Id, trials[1].Id], Metric.MseTest, Token);

        Assert.All(comparison.Trials, trial => Assert.Equal(trial.Points.MinBy(point => point.MseTest)!.Epoch, trial.Trial.Best!.Epoch));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused_in_words()
    {
        var (_, trials) = await RunAsync(seed: 0, [2, 3]);
        var other = await _lab.ImportAsync(LikesText.Halves(users: 60));
        var (_, foreign) = await RunAsync(seed: 0, [2], dataset: other.Id);

        await AssertRefusedAsync([], "0 trials were given");
        await AssertRefusedAsync([.. Enumerable.Range(1, 9).Select(id => new TrialId(id))], "9 trials were given");
        await AssertRefusedAsync([trials[0].Id, trials[0].Id], "was given twice");
        await AssertRefusedAsync([new TrialId(999)], "There is no trial 999");
        await AssertRefusedAsync([trials[0].Id, foreign[0].Id], "compare trials of the same dataset");
        await AssertRefusedAsync([trials[0].Id], "needs k = 7", new Metric(Measure.Ndcg, RankedList.Test, 7));
    }

    [Fact]
    public async Task The_same_likes_imported_again_are_the_same_dataset()
    {
        var (_, trials) = await RunAsync(seed: 0, [2]);
        var again = await _lab.ImportAsync(LikesText.Halves());
        var (_, others) = await RunAsync(seed: 1, [2], dataset: again.Id);

        var comparison = await Comparisons.CompareAsync([trials[0].Id, others[0].Id], metric: null, Token);

        Assert.Equal([0, 1], comparison.Repeats[0].Seeds.Select(seed => seed.Seed));
    }

    private async Task AssertRefusedAsync(TrialId[] ids, string reason, Metric? metric = null)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => Comparisons.CompareAsync(ids, metric, Token));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<(Sweep Sweep, IReadOnlyList<Trial> Trials)> RunAsync(int seed, int[] factors, double fraction = 0.3, DatasetId? dataset = null)
    {
        var store = _lab.Get<SweepStore>();
        var spec = SweepSpec.Small(dataset ?? _dataset.Id) with
        {
            HoldOut = new(2, fraction, seed),
            Grid = new Grid(factors, [0.1], [9]),
            Epochs = [1, 2, 4],
            Ks = [2, 5],
        };
        var started = await _lab.Get<SweepControl>().CreateAsync(spec, Token);
        var sweep = await Eventually.BecomesAsync(() => store.GetAsync(started.Id, Token), sweep => sweep.State == WorkState.Completed, Token);
        return (sweep, await _lab.Get<TrialStore>().TrialsAsync(sweep, Token));
    }
}
