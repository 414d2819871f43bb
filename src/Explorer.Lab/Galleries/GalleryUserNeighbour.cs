namespace Explorer.Lab.Galleries;

/// <summary>A user near another.</summary>
/// <param name="Similarity">Cosine of the two users' folded-in factors, −1 … 1.</param>
/// <param name="SharedLikes">Items both like.</param>
public sealed record GalleryUserNeighbour(GalleryUser User, double Similarity, int SharedLikes);
