namespace Explorer.Recommender.Explanations;

/// <summary>What one like adds to a score.</summary>
/// <param name="Index">The user or the item of the like: the dense index on the side that explains.</param>
/// <param name="Value">Its part of the score; below zero when it speaks against it.</param>
public readonly record struct Contribution(int Index, double Value);
