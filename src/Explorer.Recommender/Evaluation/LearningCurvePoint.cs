namespace Explorer.Recommender.Evaluation;

/// <summary>The metrics of one trial after one epoch, over the test users; precisions are at the main k.</summary>
/// <param name="Epoch">Completed epochs, 1 or more.</param>
/// <param name="PrecisionTrain">Post protocol: training likes among the top k of all items, divided by k, 0 … 1.</param>
/// <param name="PrecisionTest">Post protocol: held-out likes among the top k of all items, training likes not removed, divided by k, 0 … 1.</param>
/// <param name="PrecisionTestUnseen">Unseen only: held-out likes among the top k of the items a user has not liked in training, divided by k, 0 … 1.</param>
/// <param name="MseTrain">Mean squared error over all cells of the test users against the training likes.</param>
/// <param name="MseTest">The same against the held-out likes.</param>
/// <param name="TrainSeconds">Seconds spent on epochs since the trial began.</param>
/// <param name="EvaluationSeconds">Seconds spent on metrics since the trial began.</param>
/// <param name="Note">What had to be done beyond the textbook since the trial began, in sentences; usually empty.</param>
public sealed record LearningCurvePoint(
    int Epoch,
    double PrecisionTrain,
    double PrecisionTest,
    double PrecisionTestUnseen,
    double MseTrain,
    double MseTest,
    double TrainSeconds,
    double EvaluationSeconds,
    string Note = "")
{
    /// <summary>Every ranking metric at every k, the three precisions above among them; <see cref="RankingMetrics.None"/> for a point stored by an earlier version.</summary>
    public RankingMetrics Ranking { get; init; } = RankingMetrics.None;

    /// <summary>See <see cref="Measure.NeighbourStability"/>; null at a trial's first point, and for one stored by an earlier version.</summary>
    public double? NeighbourStability { get; init; }

    /// <summary>The neighbours of the items that were watched at this epoch; stored apart from the metrics. Points with watched items are never equal.</summary>
    public IReadOnlyList<NeighbourSnapshot> Watched { get; init; } = [];
}
