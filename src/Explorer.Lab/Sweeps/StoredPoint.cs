using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Sweeps;

/// <summary>A point as the store has it.</summary>
/// <param name="Cursor">Grows with every stored point; read on after the last one seen.</param>
public sealed record StoredPoint(long Cursor, TrialId TrialId, LearningCurvePoint Point);
