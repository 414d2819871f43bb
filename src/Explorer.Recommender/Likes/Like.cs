namespace Explorer.Recommender.Likes;

/// <summary>One row of a likes file as given.</summary>
/// <param name="UserId">Opaque text: never trimmed, case-folded or read as a number. Not empty.</param>
/// <param name="ItemId">Opaque text, as <paramref name="UserId"/>.</param>
/// <param name="ItemName">The item's name in this row; empty when the file has none.</param>
public readonly record struct Like(string UserId, string ItemId, string ItemName);
