namespace Explorer.Recommender.Explanations;

/// <summary>A cosine of two items divided among those who like the first.</summary>
/// <param name="Similarity">The cosine of the two items' factors as trained, −1 … 1; 0 when either has no direction.</param>
/// <param name="LikersOfBoth">What each user who likes both items adds, largest first.</param>
/// <param name="LikersOfFirst">What each user who likes only the first item adds, largest first.</param>
/// <param name="LikersOfSecond">How many users like only the second item; they act through the second item's factors and have no part of their own.</param>
/// <param name="Remainder">
/// What is left: training stops at a tolerance, so that the first item's factors are not quite the solution that its likes ask for. All parts and
/// the remainder together are the similarity, to rounding in double.
/// </param>
public sealed record SimilarityExplanation(
    double Similarity,
    IReadOnlyList<Contribution> LikersOfBoth,
    IReadOnlyList<Contribution> LikersOfFirst,
    int LikersOfSecond,
    double Remainder);
