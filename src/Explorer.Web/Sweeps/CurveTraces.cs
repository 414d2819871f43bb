using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>
/// Points → traces. Which traces there are depends only on the groups and the view, so that while points arrive only the
/// content of traces changes, never their number or order.
/// </summary>
/// <param name="spec">The sweep's specification.</param>
/// <param name="measure">Which chart it is for.</param>
/// <param name="view">What the person has chosen.</param>
/// <param name="baseline">What recommending popular items reaches; none before the first trial.</param>
internal sealed class CurveTraces(SweepSpec spec, CurveMeasure measure, CurveView view, RankingMetrics baseline)
{
    /// <summary>Builds every trace.</summary>
    /// <param name="trials">Those that pass the filter.</param>
    /// <param name="book">The points received so far.</param>
    /// <param name="highlighted">The trial to raise: the selected one, or the best; null while there is none.</param>
    /// <param name="groups">How they are coloured; by the sweep's factors when it is not given.</param>
    public IReadOnlyList<CurveTrace> Build(IReadOnlyList<Trial> trials, CurveBook book, Trial? highlighted, CurveGroups? groups = null)
    {
        var parts = (groups ?? CurveGroups.Of(view.Colour, spec, trials)).Part(Drawn(trials), spec.Metric);
        var traces = new List<CurveTrace>();
        foreach (var (group, (name, members)) in parts.Index())
        {
            traces.AddRange(Sides().Select(isTrain => Gather(CurveRole.Group, isTrain, group, name, members, book)));
        }

        Trial[] raised = highlighted is null ? [] : [highlighted];
        if (view.Smoothing > 0)
        {
            foreach (var (group, (name, members)) in parts.Index().Append((-1, ("", raised))))
            {
                traces.AddRange(Sides().Select(isTrain => Gather(CurveRole.Smooth, isTrain, group, name, members, book)));
            }
        }

        var raisedName = highlighted is null ? "" : $"Trial {highlighted.Number}: {Words(highlighted.Hyperparameters)}";
        traces.AddRange(Sides().Select(isTrain => Gather(CurveRole.Highlight, isTrain, -1, raisedName, raised, book)));
        traces.Add(BestMark(highlighted, book));
        traces.Add(Baseline(trials, book));
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
        List<int> numbers = [];
        foreach (var trial in trials.Where(trial => book[trial.Id].Count > 0))
        {
            if (x.Count > 0)
            {
                x.Add(null);
                y.Add(null);
                text.Add("");
                numbers.Add(0);
            }

            var points = book[trial.Id];
            var values = points.Select(point => Drawable(ValueOf(point, isTrain)));
            y.AddRange((role == CurveRole.Smooth ? Smoothing.Of([.. values], view.Smoothing) : values).Cast<object?>());
            x.AddRange(points.Select(PlaceOf));
            text.AddRange(points.Select(point => TextOf(role, trial, point)));
            numbers.AddRange(points.Select(_ => trial.Number));
        }

        // By rank the names of the best and of the last say enough.
        var isNamed = role != CurveRole.Smooth
            && isTrain == IsTrainNamed
            && (role != CurveRole.Group || view.Colour != CurveColour.Rank || group is 0 or CurveGroups.Bands - 1);
        return new CurveTrace(role, isTrain, group, name, isNamed, x, y, text) { Numbers = numbers };
    }

    private object? PlaceOf(LearningCurvePoint point) => view.IsBySeconds ? (object?)Drawable(point.TrainSeconds) : point.Epoch;

    private string TextOf(CurveRole role, Trial trial, LearningCurvePoint point) =>
        $"Trial {trial.Number}: {Words(trial.Hyperparameters)}" +
        (view.IsBySeconds ? $", epoch {point.Epoch}" : "") +
        (role == CurveRole.Smooth ? $", mean of up to {view.Smoothing} points" : "");

    private RankedList ListOf(bool isTrain) => isTrain ? RankedList.Train : view.IsUnseenOnly ? RankedList.TestUnseen : RankedList.Test;

    private CurveTrace Baseline(IReadOnlyList<Trial> trials, CurveBook book)
    {
        var isTrain = IsTrainNamed;
        var value = measure == CurveMeasure.Ranking && HasSides ? baseline[view.Measure, ListOf(isTrain), view.K ?? spec.Ks[0]] : null;
        const string name = "Most popular items for everybody";
        return value is null
            ? new CurveTrace(CurveRole.Baseline, isTrain, -1, name, IsNamed: true, [], [], [])
            : new CurveTrace(CurveRole.Baseline, isTrain, -1, name, IsNamed: true, [0, view.IsBySeconds ? EndOf(trials, book) : (object)spec.OrderedEpochs[^1]], [value, value], [name, name]);
    }

    private double EndOf(IReadOnlyList<Trial> trials, CurveBook book) =>
        Drawn(trials).Select(trial => book[trial.Id]).Where(points => points.Count > 0).Select(points => points[^1].TrainSeconds).DefaultIfEmpty(1).Max();

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
                [PlaceOf(point)],
                [Drawable(ValueOf(point, isTrain))],
                [$"Best epoch of trial {trial.Number}: {Words(trial.Hyperparameters)}"]);
    }

    // JSON has no NaN; a value that is not finite becomes a gap.
    private static double? Drawable(double value) => double.IsFinite(value) ? value : null;
}
