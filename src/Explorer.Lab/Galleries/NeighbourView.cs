using Explorer.Recommender;

namespace Explorer.Lab.Galleries;

/// <summary>Which neighbours to show, and in which order.</summary>
/// <param name="Take">At most this many, 1 … 1,000.</param>
/// <param name="MinLikes">Items with fewer likes are left out, 0 or more.</param>
/// <param name="Popularity">
/// w of the order by similarity + w·ln(1 + likes) / ln(1 + most likes), −1 … 1: 0 orders by similarity alone, above it well-liked items
/// come earlier, below it rarely liked ones. The similarity shown stays the cosine.
/// </param>
public sealed record NeighbourView(int Take, int MinLikes = 0, double Popularity = 0)
{
    /// <summary>Whether it is the plain list by similarity.</summary>
    public bool IsPlain => MinLikes == 0 && Popularity == 0;

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ExplorerException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (Take is < 1 or > 1000)
        {
            throw new ExplorerException($"take: {Take} is out of range. Use 1 to 1000.");
        }

        if (MinLikes < 0)
        {
            throw new ExplorerException($"minLikes: {MinLikes} is out of range. Use 0 or more.");
        }

        if (!(Popularity is >= -1 and <= 1))
        {
            throw new ExplorerException(FormattableString.Invariant($"popularity: {Popularity} is out of range. Use −1 (rare first) to 1 (popular first); 0 orders by similarity."));
        }
    }
}
