namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>The trials that share a value of one hyperparameter.</summary>
/// <param name="Value">The value they share.</param>
/// <param name="Best">The best of the sweep's metric among them.</param>
/// <param name="Median">The median of the sweep's metric among them.</param>
/// <param name="BestTrial">The trial with the best value, the first of equals.</param>
/// <param name="Count">How many they are, 1 or more.</param>
public sealed record Level(double Value, double Best, double Median, Trial BestTrial, int Count)
{
    /// <summary>The levels of a hyperparameter, ascending. Trials without a value are left out.</summary>
    public static IReadOnlyList<Level> Of(TrialField field, IReadOnlyList<Trial> trials, Metric metric) =>
    [
        .. from trial in trials
           let value = TrialField.Best.Of(trial, metric)
           where value is not null
           group (Trial: trial, Value: value.Value) by field.Of(trial.Hyperparameters) into same
           orderby same.Key
           let best = metric.HigherIsBetter ? same.MaxBy(pair => pair.Value) : same.MinBy(pair => pair.Value)
           select new Level(same.Key, best.Value, MedianOf([.. same.Select(pair => pair.Value).Order()]), best.Trial, same.Count()),
    ];

    private static double MedianOf(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
