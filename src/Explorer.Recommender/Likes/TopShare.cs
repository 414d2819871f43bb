namespace Explorer.Recommender.Likes;

/// <summary>How much the most liked have of all likes.</summary>
/// <param name="Top">Which share of users or items, 0 … 1.</param>
/// <param name="Likes">The share of all likes they have, 0 … 1.</param>
public readonly record struct TopShare(double Top, double Likes);
