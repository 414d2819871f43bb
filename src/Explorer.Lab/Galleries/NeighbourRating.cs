namespace Explorer.Lab.Galleries;

/// <summary>What a person thinks of a neighbour.</summary>
/// <param name="ItemId">The input item.</param>
/// <param name="NeighbourId">The item beside it.</param>
/// <param name="IsGood">Thumb up or down.</param>
/// <param name="Similarity">The cosine when it was rated.</param>
/// <param name="RatedAt">When it was rated last.</param>
public sealed record NeighbourRating(string ItemId, string NeighbourId, bool IsGood, double Similarity, DateTimeOffset RatedAt);
