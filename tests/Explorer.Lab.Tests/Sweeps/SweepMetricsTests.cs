using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class SweepMetricsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_metric_of_every_point_is_stored_finite_and_the_baseline_beside_them()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());

        var sweep = await RunAsync(lab, SpecOn(dataset) with { Ks = [5, 1, 30], Grid = new Grid([3, 60], [0, 10], [0, 999]) });

        var points = await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token);
        Assert.Equal(16, points.Count);
        Assert.All(points, stored => Assert.Equal([5, 1, 30], stored.Point.Ranking.Ks));
        Assert.All(points.SelectMany(stored => stored.Point.Ranking.Values.ToArray()), value => Assert.True(double.IsFinite(value) && value >= 0));
        Assert.All(points, stored => Assert.True(double.IsFinite(stored.Point.MseTrain) && double.IsFinite(stored.Point.MseTest)));
        Assert.All(points, stored => Assert.Equal(stored.Point.PrecisionTest, stored.Point.Ranking[Measure.Precision, RankedList.Test, 5]));
        Assert.Equal([5, 1, 30], sweep.Baseline.Ks);
        Assert.True(sweep.Baseline[Measure.Popularity, RankedList.Test, 1] >= points.Max(stored => stored.Point.Ranking[Measure.Popularity, RankedList.Test, 1]));
    }

    [Fact]
    public async Task The_best_point_is_the_earliest_with_the_best_value_by_any_metric()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var sweep = await RunAsync(lab, SpecOn(dataset) with { Ks = [5, 2], Epochs = [1, 2, 3, 4, 5, 6], Grid = new Grid([2, 5], [0.1, 30], [1]) });
        var points = (await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token)).ToLookup(stored => stored.TrialId, stored => stored.Point);

        foreach (var metric in Metric.Choices.SelectMany(metric => new[] { metric, metric.Measure == Measure.Mse ? metric : metric with { K = 2 } }))
        {
            var trials = await lab.Get<TrialStore>().TrialsAsync(sweep with { Spec = sweep.Spec with { Metric = metric } }, Token);

            Assert.All(trials, trial =>
            {
                var curve = points[trial.Id].ToList();
                var best = metric.HigherIsBetter ? curve.Max(metric.Of) : curve.Min(metric.Of);
                Assert.Equal(curve.First(point => metric.Of(point) == best), trial.Best);
            });
        }
    }

    [Fact]
    public async Task A_database_of_the_version_before_keeps_its_sweeps_points_and_best_trials()
    {
        Sweep sweep;
        await using (var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine()))
        {
            sweep = await RunAsync(lab, SpecOn(await lab.ImportAsync(LikesText.Halves())));
            await using var connection = await lab.Get<Database>().OpenAsync(Token);
            await connection.ExecuteAsync(
                """
                update sweep set spec = replace(spec, '"Metric":"precisionTest"', '"Metric":0');
                """);
        }

        OldDatabase.TakeBackTo(_folder.Path, 1);

        await using var again = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());

        var old = await again.Get<SweepStore>().GetAsync(sweep.Id, Token);
        var trial = (await again.Get<TrialStore>().TrialsAsync(old, Token))[0];
        Assert.Equal((Metric.PrecisionTest, RankingMetrics.None, ""), (old.Spec.Metric, old.Baseline, old.Note));
        Assert.Equal(trial.Hyperparameters.FactorCount, trial.Best?.Epoch);
        Assert.All(await again.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token), stored => Assert.Same(RankingMetrics.None, stored.Point.Ranking));
    }

    [Fact]
    public async Task A_test_file_is_tested_with_and_what_it_leaves_out_is_told()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var test = await lab.ImportAsync("modelname|mid|uid\nItem 0|m0|u0\nItem 7|m7|u7\nItem 14|m14|u0\nNew|m900|u1\nItem 2|m2|u0\n");
        var spec = SpecOn(dataset) with { TestDatasetId = test.Id };

        var plan = await lab.Get<SweepControl>().CheckAsync(spec, Token);
        var sweep = await RunAsync(lab, spec);

        Assert.Equal((2, plan.Note), (plan.TestUsers, sweep.Note));
        Assert.Contains("1 of 5 test likes were left out: 0 users and 1 items", sweep.Note, StringComparison.Ordinal);
        Assert.Contains("1 of 5 test likes were left out because they are in the training likes too", sweep.Note, StringComparison.Ordinal);
        Assert.Equal(8, (await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token)).Count);
    }

    [Fact]
    public async Task The_test_file_of_a_sweep_that_has_not_ended_cannot_be_deleted()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(isGated: true));
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var test = await lab.ImportAsync("modelname|mid|uid\nItem 0|m0|u0\n");
        var sweep = await lab.Get<SweepControl>().CreateAsync(SpecOn(dataset) with { TestDatasetId = test.Id }, Token);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<DatasetStore>().DeleteAsync(test.Id, Token));
        await lab.Get<SweepControl>().CancelAsync(sweep.Id, Token);
        await lab.Get<DatasetStore>().DeleteAsync(test.Id, Token);

        Assert.Equal(Refusal.Conflict, refusal.Refusal);
        Assert.Contains($"Sweep {sweep.Id} tests with this dataset", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(dataset.Id, Assert.Single(await lab.Get<DatasetStore>().ListAsync(Token)).Id);
    }

    [Fact]
    public async Task The_latest_likes_of_a_file_without_times_are_refused_before_anything_is_stored()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());

        var refusal = await Assert.ThrowsAsync<ExplorerException>(
            () => lab.Get<SweepControl>().CreateAsync(SpecOn(dataset) with { HoldOut = new HoldOut(2, 0.2, 0) { IsLatest = true } }, Token));

        Assert.Contains("column of times", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await lab.Get<SweepStore>().ListAsync(Token));
    }

    private static SweepSpec SpecOn(Dataset dataset) => SweepSpec.Small(dataset.Id) with
    {
        HoldOut = new HoldOut(2, 0.5, 7),
        Grid = new Grid([2, 3], [0.1], [1, 9]),
        Epochs = [1, 2],
    };

    private static async Task<Sweep> RunAsync(LabHost lab, SweepSpec spec)
    {
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        return await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), seen => seen.State == WorkState.Completed, Token);
    }
}
