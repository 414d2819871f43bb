namespace Explorer.Recommender.Evaluation;

/// <summary>What <see cref="NeighbourWatch"/> saw at an epoch.</summary>
/// <param name="Stability">See <see cref="Measure.NeighbourStability"/>, 0 … 1; null at the first epoch looked at.</param>
/// <param name="Watched">The watched items in the order asked for.</param>
public sealed record NeighbourLook(double? Stability, IReadOnlyList<NeighbourSnapshot> Watched);
