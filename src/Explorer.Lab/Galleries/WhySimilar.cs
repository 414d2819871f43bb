namespace Explorer.Lab.Galleries;

/// <summary>A similarity divided among those who like the first item.</summary>
/// <param name="First">The item whose likers explain.</param>
/// <param name="Second">The item it is similar to.</param>
/// <param name="Similarity">The cosine of the two items' factors.</param>
/// <param name="FromBoth">What users who like both add, together.</param>
/// <param name="FromFirst">What users who like only the first add, together.</param>
/// <param name="Remainder">What training left unsolved by its tolerance. FromBoth + FromFirst + Remainder is the similarity.</param>
/// <param name="LikersOfBoth">How many like both.</param>
/// <param name="LikersOfFirst">How many like only the first.</param>
/// <param name="LikersOfSecond">How many like only the second.</param>
/// <param name="Parts">What each user adds, largest first; users who like both before the others, at most as many as were asked for of each.</param>
public sealed record WhySimilar(
    GalleryItem First,
    GalleryItem Second,
    double Similarity,
    double FromBoth,
    double FromFirst,
    double Remainder,
    int LikersOfBoth,
    int LikersOfFirst,
    int LikersOfSecond,
    IReadOnlyList<WhySimilarPart> Parts);
