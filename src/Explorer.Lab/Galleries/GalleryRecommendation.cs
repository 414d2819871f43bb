namespace Explorer.Lab.Galleries;

/// <summary>An item a user may like.</summary>
/// <param name="Score">x·y, the predicted preference: about 1 for what the user likes, about 0 for the rest; not bounded.</param>
public sealed record GalleryRecommendation(GalleryItem Item, double Score);
