namespace Explorer.Recommender.Likes;

/// <summary>How many weights lie in a range.</summary>
/// <param name="From">The smallest weight in it, a power of two.</param>
/// <param name="To">The first weight beyond it, twice as much.</param>
/// <param name="Count">How many, 0 or more.</param>
public readonly record struct WeightBin(double From, double To, int Count);
