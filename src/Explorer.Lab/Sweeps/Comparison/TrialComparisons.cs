using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Comparison;

/// <summary>Puts stored trials side by side, of one sweep or of several sweeps of one dataset.</summary>
public sealed class TrialComparisons(SweepStore sweeps, TrialStore store, TrialCurves curves)
{
    /// <summary>Compares trials.</summary>
    /// <param name="ids">One to eight, distinct, of sweeps on the same likes.</param>
    /// <param name="metric">Decides each trial's best epoch; null for the metric of the first one's sweep.</param>
    /// <exception cref="ExplorerException">There are too few, too many or the same twice, one is gone (<see cref="Refusal.Missing"/>), or their datasets differ.</exception>
    public async Task<TrialComparison> CompareAsync(IReadOnlyList<TrialId> ids, Metric? metric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        RequireCount(ids);
        var known = new Dictionary<SweepId, Sweep>();
        List<(Sweep Sweep, Trial Trial)> found = [];
        foreach (var id in ids)
        {
            var trial = await store.GetTrialAsync(id, cancellationToken);
            if (!known.TryGetValue(trial.SweepId, out var sweep))
            {
                known[trial.SweepId] = sweep = await sweeps.GetAsync(trial.SweepId, cancellationToken);
            }

            found.Add((sweep, trial));
        }

        RequireOneDataset(found);
        metric?.RequireMeasured([.. found.SelectMany(one => one.Sweep.Spec.Ks).Distinct()]);
        metric ??= found[0].Sweep.Spec.Metric;

        // The main k of one sweep may be another one's second: from here on the k has a number.
        metric = metric is { Measure: not Measure.Mse, K: null } ? metric with { K = found[0].Sweep.Spec.Ks[0] } : metric;
        List<ComparedTrial> trials = [];
        foreach (var (sweep, trial) in found)
        {
            var points = await curves.OfAsync(trial.Id, sweep.Spec.Ks, cancellationToken);
            trials.Add(new ComparedTrial(sweep, trial with { Best = BestOf(sweep, points, metric) }, TrialConfiguration.SeedOf(sweep, trial), points));
        }

        return new TrialComparison(metric, trials, SettingRows.Of(trials), MetricsOf(trials), await RepeatsAsync(trials, metric, cancellationToken));
    }

    /// <summary>Every metric that a sweep with these k measures.</summary>
    public static IReadOnlyList<Metric> MetricsFor(IReadOnlyList<int> ks) =>
    [
        .. from k in ks
           from list in new[] { RankedList.Test, RankedList.TestUnseen, RankedList.Train }
           from measure in Enum.GetValues<Measure>()
           where measure < Measure.Mse
           select new Metric(measure, list, k),
        new Metric(Measure.Mse, RankedList.Test),
        new Metric(Measure.Mse, RankedList.Train),
    ];

    /// <summary>The value at a point of a sweep; null when it was not measured so.</summary>
    /// <param name="metric">With its k, also when that is the sweep's main one: points of earlier versions have no other.</param>
    public static double? ValueOf(Sweep sweep, LearningCurvePoint point, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Of(point) ?? (metric.K == sweep.Spec.Ks[0] ? (metric with { K = null }).Of(point) : null);
    }

    /// <summary>The point with the best value, the earliest of equals; null when none has one.</summary>
    public static LearningCurvePoint? BestOf(Sweep sweep, IEnumerable<LearningCurvePoint> points, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var sign = metric.HigherIsBetter ? 1 : -1;
        return points.Where(point => ValueOf(sweep, point, metric) is not null).MaxBy(point => sign * ValueOf(sweep, point, metric));
    }

    private static void RequireCount(IReadOnlyList<TrialId> ids)
    {
        if (ids.Count is 0 or > TrialComparison.MostTrials)
        {
            throw new ExplorerException($"{ids.Count} trials were given. Compare 2 to {TrialComparison.MostTrials}, such as trials=3&trials=7.");
        }

        if (ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ExplorerException($"Trial {twice.Key} was given twice. Give each trial once.");
        }
    }

    private static void RequireOneDataset(List<(Sweep Sweep, Trial Trial)> found)
    {
        var first = found[0].Sweep;
        foreach (var (sweep, trial) in found.Where(one => TrialConfiguration.DatasetOf(one.Sweep) != TrialConfiguration.DatasetOf(first)))
        {
            throw new ExplorerException(
                $"Trial {trial.Number} of sweep {sweep.Id} is on dataset “{sweep.DatasetName}”, trial {found[0].Trial.Number} of sweep {first.Id} on “{first.DatasetName}”. " +
                "Their values say nothing about each other: compare trials of the same dataset.");
        }
    }

    private static IReadOnlyList<MetricRow> MetricsOf(IReadOnlyList<ComparedTrial> trials) =>
    [
        .. MetricsFor([.. trials.SelectMany(trial => trial.Sweep.Spec.Ks).Distinct()])
            .Select(metric => new MetricRow(metric, [.. trials.Select(trial => trial.Trial.Best is { } best ? ValueOf(trial.Sweep, best, metric) : null)]))
            .Where(row => row.Values.Any(value => value is not null)),
    ];

    /// <summary>Looks through all sweeps of the dataset for trials with the settings of the compared ones.</summary>
    private async Task<IReadOnlyList<SeedSpread>> RepeatsAsync(IReadOnlyList<ComparedTrial> trials, Metric metric, CancellationToken cancellationToken)
    {
        TrialConfiguration[] asked = [.. trials.Select(trial => TrialConfiguration.Of(trial.Sweep, trial.Trial))];
        var wanted = asked.Distinct().ToDictionary(configuration => configuration, _ => new SortedDictionary<int, SeedValue>());
        foreach (var sweep in (await sweeps.ListAsync(cancellationToken)).Reverse().Where(sweep => CouldRepeat(sweep, asked)))
        {
            foreach (var trial in (await store.TrialsWithoutPointsAsync(sweep.Id, cancellationToken)).Where(trial => trial.State == WorkState.Completed))
            {
                if (wanted.TryGetValue(TrialConfiguration.Of(sweep, trial), out var seeds)
                    && BestOf(sweep, await curves.OfAsync(trial.Id, sweep.Spec.Ks, cancellationToken), metric) is { } best
                    && ValueOf(sweep, best, metric) is { } value)
                {
                    var seed = TrialConfiguration.SeedOf(sweep, trial);
                    seeds.TryAdd(seed, new SeedValue(seed, sweep.Id, trial.Id, value));
                }
            }
        }

        return [.. asked.Select(configuration => new SeedSpread(
            [.. wanted[configuration].Values],
            configuration == asked[0] ? null : TestOf(wanted[asked[0]], wanted[configuration])))];
    }

    private static bool CouldRepeat(Sweep sweep, IReadOnlyList<TrialConfiguration> asked) => asked.Any(configuration =>
        TrialConfiguration.DatasetOf(sweep) == configuration.Dataset
        && sweep.Spec.Training == configuration.Training
        && sweep.Spec.MinLikesPerUser == configuration.MinLikesPerUser
        && sweep.Spec.MinLikesPerItem == configuration.MinLikesPerItem);

    private static PairedTest? TestOf(SortedDictionary<int, SeedValue> first, SortedDictionary<int, SeedValue> other)
    {
        int[] both = [.. first.Keys.Where(other.ContainsKey)];
        return both.Length == 0
            ? null
            : PairedTest.Of([.. both.Select(seed => first[seed].Value)], [.. both.Select(seed => other[seed].Value)]);
    }
}
