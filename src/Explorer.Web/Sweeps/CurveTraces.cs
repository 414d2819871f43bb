using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>
/// Points → traces. Which traces there are depends only on the sweep's grid and the view, so that while points arrive only the
/// content of traces changes, never their number or order.
/// </summary>
/// <param name="spec">The sweep's specification.</param>
/// <param name="measure">Which chart it is for.</param>
/// <param name="view">What the person has chosen.</param>
/// <param name="baseline">What recommending popular items reaches; none before the first trial.</param>
internal sealed class CurveTraces(SweepSpec spec, CurveMeasure measure, CurveView view, RankingMetrics baseline)
{
    private readonly FactorGroups _groups = FactorGroups.Of(spec);

    /// <summary>Builds every trace.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="book">The points received so far.</param>
    /// <param name="highlighted">The trial to raise: the selected one, or the best; null while there is none.</param>
    public IReadOnlyList<CurveTrace> Build(IReadOnlyList<Trial> trials, CurveBook book, Trial? highlighted)
    {
        var drawn = Drawn(trials).ToLookup(trial => _groups.Of(trial.Hyperparameters.FactorCount));
        var traces = new List<CurveTrace>();
        for (var group = 0; group < _groups.Count; group++)
        {
            foreach (var isTrain in Sides())
            {
                traces.Add(Gather(CurveRole.Group, isTrain, group, _groups.NameOf(group), drawn[group], book));
            }
        }

        Trial[] raised = highlighted is null ? [] : [highlighted];
        var name = highlighted is null ? "" : $"Trial {highlighted.Number}: {Words(highlighted.Hyperparameters)}";
        traces.AddRange(Sides().Select(isTrain => Gather(CurveRole.Highlight, isTrain, -1, name, raised, book)));
        traces.Add(BestMark(highlighted, book));
        traces.Add(Baseline());
        return traces;
    }

    /// <summary>The trials that are drawn: all, or the best twenty, by number.</summary>
    public IReadOnlyList<Trial> Drawn(IReadOnlyList<Trial> trials)
    {
        if (view.ShowsAll || trials.Count <= CurveView.BestCount)
        {
            return trials;
        }

        var sign = spec.Metric.HigherIsBetter ? -1 : 1;
        return [.. trials
            .Where(trial => trial.Best is not null)
            .OrderBy(trial => sign * spec.Metric.ValueOf(trial) ?? double.PositiveInfinity)
            .Take(CurveView.BestCount)
            .OrderBy(trial => trial.Number)];
    }

    /// <summary>The value that this chart shows of a point.</summary>
    public double ValueOf(LearningCurvePoint point, bool isTrain) => (measure, isTrain) switch
    {
        (CurveMeasure.Ranking, _) => new Metric(view.Measure, ListOf(isTrain), view.K).ValueAt(point),
        (CurveMeasure.MeanSquaredError, true) => point.MseTrain,
        (CurveMeasure.MeanSquaredError, false) => point.MseTest,
        _ => throw new ArgumentOutOfRangeException(nameof(point)),
    };

    /// <summary>For example “f = 40, λ = 1e-5, α = 49”.</summary>
    public static string Words(Hyperparameters hyperparameters) =>
        $"f = {hyperparameters.FactorCount}, λ = {Formatting.Hyperparameter(hyperparameters.Regularization)}, " +
        $"α = {Formatting.Hyperparameter(hyperparameters.Alpha)}";

    /// <summary>Whether the measure has a train and a test side at all.</summary>
    private bool HasSides => measure != CurveMeasure.Ranking || view.Measure != Measure.NeighbourStability;

    /// <summary>Whether the one side that is named is that of training likes.</summary>
    private bool IsTrainNamed => HasSides && view.Series == CurveSeries.Train;

    private bool[] Sides() => view.Series switch
    {
        _ when !HasSides => [false],
        CurveSeries.Test => [false],
        CurveSeries.Train => [true],
        CurveSeries.Both => [false, true],
        _ => throw new ArgumentOutOfRangeException(nameof(view)),
    };

    private CurveTrace Gather(CurveRole role, bool isTrain, int group, string name, IEnumerable<Trial> trials, CurveBook book)
    {
        List<object?> x = [];
        List<object?> y = [];
        List<string> text = [];
        foreach (var trial in trials.Where(trial => book[trial.Id].Count > 0))
        {
            if (x.Count > 0)
            {
                x.Add(null);
                y.Add(null);
                text.Add("");
            }

            var words = $"Trial {trial.Number}: {Words(trial.Hyperparameters)}";
            foreach (var point in book[trial.Id])
            {
                x.Add(point.Epoch);
                y.Add(Drawable(ValueOf(point, isTrain)));
                text.Add(words);
            }
        }

        return new CurveTrace(role, isTrain, group, name, IsNamed: isTrain == IsTrainNamed, x, y, text);
    }

    private RankedList ListOf(bool isTrain) => isTrain ? RankedList.Train : view.IsUnseenOnly ? RankedList.TestUnseen : RankedList.Test;

    private CurveTrace Baseline()
    {
        var isTrain = IsTrainNamed;
        var value = measure == CurveMeasure.Ranking && HasSides ? baseline[view.Measure, ListOf(isTrain), view.K ?? spec.Ks[0]] : null;
        const string name = "Most popular items for everybody";
        return value is null
            ? new CurveTrace(CurveRole.Baseline, isTrain, -1, name, IsNamed: true, [], [], [])
            : new CurveTrace(CurveRole.Baseline, isTrain, -1, name, IsNamed: true, [0, spec.OrderedEpochs[^1]], [value, value], [name, name]);
    }

    private CurveTrace BestMark(Trial? trial, CurveBook book)
    {
        var isTrain = IsTrainNamed;
        var point = trial?.Best is { } best ? book[trial.Id].FirstOrDefault(point => point.Epoch == best.Epoch) : null;
        return trial is null || point is null
            ? new CurveTrace(CurveRole.BestMark, isTrain, -1, "Best epoch", IsNamed: false, [], [], [])
            : new CurveTrace(
                CurveRole.BestMark,
                isTrain,
                -1,
                "Best epoch",
                IsNamed: false,
                [point.Epoch],
                [Drawable(ValueOf(point, isTrain))],
                [$"Best epoch of trial {trial.Number}: {Words(trial.Hyperparameters)}"]);
    }

    // JSON has no NaN; a value that is not finite becomes a gap.
    private static double? Drawable(double value) => double.IsFinite(value) ? value : null;
}
