namespace Explorer.Recommender.Recommendations;

/// <summary>An item a user may like.</summary>
/// <param name="Item">Dense item index.</param>
/// <param name="Score">x·y, the predicted preference: about 1 for what the user likes, about 0 for the rest; not bounded.</param>
public readonly record struct Recommendation(int Item, float Score);
