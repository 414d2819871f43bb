namespace Explorer.Lab.Galleries;

/// <summary>An item with the score a list was ranked by.</summary>
/// <param name="Score">For recommendations x·y: about 1 is what is predicted for a like, about 0 for the rest; not bounded. For likeness a cosine.</param>
public sealed record GalleryScore(GalleryItem Item, double Score);
