using System.Globalization;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using MathNet.Numerics.Statistics;

namespace Explorer.Lab.Sweeps.Pruning;

/// <summary>
/// Says after each point whether its trial goes on, by patience or the median. Rebuilt from the store whenever the sweep is taken up. Safe to be
/// asked by several trials at once.
/// </summary>
/// <remarks>
/// Patience looks at the trial alone. The median compares with the trials that are finished at that moment, completed or stopped by patience, so with several trials at once it
/// may depend on which of them ended first; with one at a time it does not.
/// </remarks>
internal sealed class Pruner
{
    private readonly SweepSpec _spec;
    private readonly IReadOnlyList<int> _epochs;
    private readonly Lock _gate = new();
    private readonly Dictionary<TrialId, SortedDictionary<int, double>> _curves = [];
    private readonly Dictionary<TrialId, int?> _finished = [];

    private Pruner(SweepSpec spec) => (_spec, _epochs) = (spec, spec.OrderedEpochs);

    private int Sign => _spec.Metric.HigherIsBetter ? 1 : -1;

    private bool IsWatching => _spec.Pruning.Patience is not null || _spec.Pruning.Median is not null;

    /// <summary>Takes up a sweep where it stands.</summary>
    public static async Task<Pruner> OfAsync(PointStore points, TrialStore trials, Sweep sweep, CancellationToken cancellationToken)
    {
        var pruner = new Pruner(sweep.Spec);
        if (pruner.IsWatching)
        {
            foreach (var stored in await points.PointsAsync(sweep.Id, 0, int.MaxValue, cancellationToken))
            {
                pruner.Keep(stored.TrialId, stored.Point);
            }

            foreach (var trial in await trials.TrialsWithoutPointsAsync(sweep.Id, cancellationToken))
            {
                if (trial.State == WorkState.Completed || (trial.State == WorkState.Pruned && pruner.HasLostPatience(trial.Id)))
                {
                    pruner.Complete(trial);
                }
            }
        }

        return pruner;
    }

    /// <summary>Takes in a point.</summary>
    /// <returns>Why its trial is given up; null when it goes on. The last epoch ends a trial anyway.</returns>
    public string? Judge(Trial trial, LearningCurvePoint point)
    {
        if (!IsWatching)
        {
            return null;
        }

        lock (_gate)
        {
            Keep(trial.Id, point);
            if (point.Epoch == _epochs[^1])
            {
                return null;
            }

            if (ByPatience(trial.Id, point.Epoch) is { } why)
            {
                // It has shown what it can, so others are compared with it as with a completed one.
                _finished[trial.Id] = trial.Seed;
                return why;
            }

            return ByMedian(trial, point.Epoch);
        }
    }

    /// <summary>Takes in that a trial reached its last epoch: later ones are compared with it.</summary>
    public void Complete(Trial trial)
    {
        lock (_gate)
        {
            _finished[trial.Id] = trial.Seed;
        }
    }

    private void Keep(TrialId trial, LearningCurvePoint point)
    {
        if (!_curves.TryGetValue(trial, out var curve))
        {
            _curves[trial] = curve = [];
        }

        curve[point.Epoch] = Sign * _spec.Metric.ValueAt(point);
    }

    private bool HasLostPatience(TrialId trial) => _curves.TryGetValue(trial, out var curve) && ByPatience(trial, curve.Keys.Max()) is not null;

    private string? ByPatience(TrialId trial, int epoch)
    {
        // A trial that is repeated after a restart has later points already; they must not decide earlier.
        var points = Until(trial, epoch);
        var best = points.MaxBy(point => double.IsNaN(point.Value) ? double.NegativeInfinity : point.Value);
        var since = points.Count(point => point.Key > best.Key);
        return _spec.Pruning.Patience is { } patience && since >= patience
            ? string.Create(CultureInfo.InvariantCulture,
                $"Pruned after epoch {epoch} by patience: no value better than {Text(best.Value)}, of epoch {best.Key}, for {since} {(since == 1 ? "evaluation" : "evaluations")}.")
            : null;
    }

    private string? ByMedian(Trial trial, int epoch)
    {
        if (_spec.Pruning.Median is not { } rule || _epochs.Count(measured => measured <= epoch) <= rule.WarmUpEvaluations)
        {
            return null;
        }

        // Only with the same seed: splits differ in how hard they are, and a repeat must not be stopped for its split.
        double[] others =
        [
            .. _finished.Where(other => other.Value == trial.Seed && other.Key != trial.Id).Select(other => BestUntil(other.Key, epoch)).Where(double.IsFinite),
        ];
        if (others.Length < rule.WarmUpTrials)
        {
            return null;
        }

        var (mine, median) = (BestUntil(trial.Id, epoch), others.Median());
        return mine >= median
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"Pruned after epoch {epoch} by the median: {_spec.Metric.InSentence(_spec.Ks[0])} is {Text(mine)} at best so far, and half of {others.Length} finished trials had reached {Text(median)} by then.");
    }

    private List<KeyValuePair<int, double>> Until(TrialId trial, int epoch) => [.. _curves[trial].TakeWhile(point => point.Key <= epoch)];

    private double BestUntil(TrialId trial, int epoch) =>
        _curves.ContainsKey(trial) ? Until(trial, epoch).Select(point => point.Value).Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max() : double.NaN;

    private string Text(double value) => (Sign * value).ToString("0.00000", CultureInfo.InvariantCulture);
}
