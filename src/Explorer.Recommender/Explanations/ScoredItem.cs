namespace Explorer.Recommender.Explanations;

/// <summary>An item with the score a list was ranked by.</summary>
/// <param name="Item">Dense item index.</param>
/// <param name="Score">Larger is better; what it measures is said by the method that made the list.</param>
public readonly record struct ScoredItem(int Item, double Score);
