using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

/// <summary>Trials with values chosen by a test.</summary>
internal static class Trials
{
    public static SweepSpec Spec(Grid grid, params int[] epochs) => SweepSpec.Small(new DatasetId(1)) with { Grid = grid, Epochs = epochs };

    public static LearningCurvePoint Point(int epoch, double test, double train = 0, double seconds = 1) =>
        new(epoch, train, test, test, 1 - train, 1 - test, seconds, 0);

    public static Trial One(int number, Hyperparameters hyperparameters, LearningCurvePoint? best, WorkState state = WorkState.Completed, string message = "") =>
        new(new TrialId(number), new SweepId(1), number, hyperparameters, state, message, best?.Epoch ?? 0, best?.TrainSeconds ?? 0, best);

    /// <summary>A completed trial for every combination, its best value given by a function.</summary>
    public static List<Trial> On(Grid grid, Func<Hyperparameters, double> value) =>
        [.. grid.Combinations().Select((combination, index) => One(index + 1, combination, Point(1, value(combination))))];
}
