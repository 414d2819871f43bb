namespace Explorer.Lab.Galleries;

/// <summary>What one user adds to a similarity.</summary>
/// <param name="LikesBoth">Whether they like both items, or only the first.</param>
/// <param name="Part">Their part of the cosine.</param>
public sealed record WhySimilarPart(GalleryUser User, bool LikesBoth, double Part);
