namespace Explorer.Recommender.Likes;

/// <summary>An item and how many users like it.</summary>
/// <param name="Item">Its dense index.</param>
/// <param name="Likes">1 or more in a set of likes.</param>
public readonly record struct LikedItem(int Item, int Likes);
