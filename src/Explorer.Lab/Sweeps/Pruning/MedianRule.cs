namespace Explorer.Lab.Sweeps.Pruning;

/// <summary>Stops a trial whose best value so far is worse than the median of what completed trials had reached by the same epoch.</summary>
/// <param name="WarmUpTrials">Completed trials with the same seed that must exist before anything is stopped, 1 or more.</param>
/// <param name="WarmUpEvaluations">Evaluations of a trial that pass before it can be stopped, 0 or more.</param>
public sealed record MedianRule(int WarmUpTrials = 5, int WarmUpEvaluations = 2);
