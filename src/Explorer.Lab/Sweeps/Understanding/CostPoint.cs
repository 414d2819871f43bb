using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>A trial stopped at one of its measured epochs: what it costs and what it is worth.</summary>
/// <param name="Seconds">Seconds of training up to there, without measuring.</param>
/// <param name="Value">The metric's value there.</param>
public sealed record CostPoint(Trial Trial, LearningCurvePoint Point, double Seconds, double Value);
