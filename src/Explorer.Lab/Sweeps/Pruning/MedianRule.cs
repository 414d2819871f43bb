namespace Explorer.Lab.Sweeps.Pruning;

/// <summary>Stops a trial whose best value so far is worse than the median of what finished trials had reached by the same epoch: completed ones, and those that patience stopped.</summary>
/// <param name="WarmUpTrials">Finished trials with the same seed that must exist before anything is stopped, 1 or more.</param>
/// <param name="WarmUpEvaluations">Evaluations of a trial that pass before it can be stopped, 0 or more.</param>
public sealed record MedianRule(int WarmUpTrials = 5, int WarmUpEvaluations = 2);
