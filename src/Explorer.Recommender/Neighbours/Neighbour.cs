namespace Explorer.Recommender.Neighbours;

/// <summary>An item near another.</summary>
/// <param name="Item">Dense item index.</param>
/// <param name="Similarity">Cosine of the two items' factors, −1 … 1; 0 when either has no direction.</param>
public readonly record struct Neighbour(int Item, float Similarity);
