using Explorer.Recommender.Comparison;
using Explorer.Recommender.Neighbours;

namespace Explorer.Web.Galleries;

/// <summary>The neighbours of one item at one epoch.</summary>
/// <param name="Since">The epoch that the marks compare with; null at the first one.</param>
/// <param name="Changes">Neighbours in order with their marks, then those that have left.</param>
public sealed record LiveList(int? Since, IReadOnlyList<ListChange<Neighbour>> Changes)
{
    /// <summary>Neighbours that were there before.</summary>
    public int Stayed => Changes.Count(change => change.Mark is ListMark.Same or ListMark.Moved);

    /// <summary>Places of the list.</summary>
    public int Places => Changes.Count(change => change.After > 0);
}
