namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>The trials that share a place of one hyperparameter: a value, or a range of values.</summary>
/// <param name="Bin">The place they share.</param>
/// <param name="Best">The best of the sweep's metric among them.</param>
/// <param name="Median">The median of the sweep's metric among them.</param>
/// <param name="BestTrial">The trial with the best value, the first of equals.</param>
/// <param name="Count">How many they are, 1 or more.</param>
public sealed record Level(ValueBin Bin, double Best, double Median, Trial BestTrial, int Count)
{
    /// <summary>The levels of a hyperparameter, ascending. Trials without a value are left out.</summary>
    public static IReadOnlyList<Level> Of(TrialField field, ValueBins bins, IReadOnlyList<Trial> trials, Metric metric) =>
    [
        .. from trial in trials
           let value = TrialField.Best.Of(trial, metric)
           where value is not null
           group (Trial: trial, Value: value.Value) by bins.IndexOf(field.Of(trial.Hyperparameters)) into same
           orderby same.Key
           let best = metric.HigherIsBetter ? same.MaxBy(pair => pair.Value) : same.MinBy(pair => pair.Value)
           select new Level(bins.All[same.Key], best.Value, MedianOf([.. same.Select(pair => pair.Value).Order()]), best.Trial, same.Count()),
    ];

    private static double MedianOf(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
