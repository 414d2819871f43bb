namespace Explorer.Lab.Galleries;

/// <summary>A score divided among the likes it comes from.</summary>
/// <param name="Item">What is explained.</param>
/// <param name="Score">x·y with the user folded in against the final items; the parts sum to it.</param>
/// <param name="Parts">What each like adds, largest first; the score of an entry is its part.</param>
public sealed record WhyRecommended(GalleryItem Item, double Score, IReadOnlyList<GalleryScore> Parts);
