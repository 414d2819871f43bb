namespace Explorer.Lab.Galleries;

/// <summary>A user's likes beside their recommendations.</summary>
/// <param name="User">The user.</param>
/// <param name="Likes">What they like, best predicted first: the score is x·y.</param>
/// <param name="Recommendations">What they do not like yet, best first.</param>
/// <param name="Neighbours">Users of like taste, nearest first.</param>
public sealed record GalleryUserPicture(
    GalleryUser User,
    IReadOnlyList<GalleryScore> Likes,
    IReadOnlyList<GalleryScore> Recommendations,
    IReadOnlyList<GalleryUserNeighbour> Neighbours);
