namespace Explorer.Lab.Galleries;

/// <summary>An item near another.</summary>
/// <param name="Similarity">Cosine of the two items' factors, −1 … 1.</param>
public sealed record GalleryNeighbour(GalleryItem Item, double Similarity);
