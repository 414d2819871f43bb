using Explorer.Recommender.Neighbours;

namespace Explorer.Recommender.Evaluation;

/// <summary>The neighbours of one item while a trial is trained.</summary>
/// <param name="Item">Dense item index.</param>
/// <param name="Neighbours">Best first; at most <see cref="NeighbourWatch.ListLength"/>, never the item itself.</param>
public sealed record NeighbourSnapshot(int Item, IReadOnlyList<Neighbour> Neighbours);
