namespace Explorer.Lab.Galleries;

/// <summary>What the factorization makes of a few items someone likes, without training.</summary>
/// <param name="Items">The basket, in the order given, each once.</param>
/// <param name="Recommendations">Folded in as a user: the best others, best first.</param>
/// <param name="Similar">The items nearest to the mean of the basket's directions; the score is that cosine.</param>
/// <param name="Unknown">Ids that the factorization does not have.</param>
public sealed record GalleryBasket(
    IReadOnlyList<GalleryItem> Items,
    IReadOnlyList<GalleryScore> Recommendations,
    IReadOnlyList<GalleryScore> Similar,
    IReadOnlyList<string> Unknown);
