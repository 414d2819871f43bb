using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Neighbours;

/// <summary>Normalised item factors; exact cosine top-n.</summary>
public sealed class NeighbourIndex
{
    /// <summary>Normalises a copy of the factors.</summary>
    public NeighbourIndex(Factors items) => throw new NotImplementedException();

    /// <summary>The nearest items, best first, ties by the smaller index; the item itself is not among them.</summary>
    public IReadOnlyList<Neighbour> Nearest(int item, int count, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
