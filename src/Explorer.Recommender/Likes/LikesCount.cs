namespace Explorer.Recommender.Likes;

/// <summary>How many users, or items, have a certain number of likes.</summary>
/// <param name="Likes">The number of likes.</param>
/// <param name="Count">How many have exactly so many, 1 or more.</param>
public readonly record struct LikesCount(int Likes, int Count);
