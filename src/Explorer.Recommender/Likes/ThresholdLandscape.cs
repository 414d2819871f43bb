namespace Explorer.Recommender.Likes;

/// <summary>What is left of a set of likes over a grid of thresholds.</summary>
/// <param name="Minima">The thresholds tried on both sides, ascending. Shape [minima].</param>
/// <param name="Likes">Likes left, shape [user minima][item minima].</param>
/// <param name="Users">Users left, the same shape.</param>
/// <param name="Items">Items left, the same shape.</param>
public sealed record ThresholdLandscape(
    IReadOnlyList<int> Minima,
    IReadOnlyList<IReadOnlyList<int>> Likes,
    IReadOnlyList<IReadOnlyList<int>> Users,
    IReadOnlyList<IReadOnlyList<int>> Items)
{
    /// <summary>Thresholds as they are worth trying, each about half more than the one before.</summary>
    public static IReadOnlyList<int> UsualMinima { get; } = [1, 2, 3, 5, 8, 13, 20, 30, 50, 80, 120, 200];

    /// <summary>Thresholds a set with every pair of the usual minima. Costs about as much as a few thresholdings a user minimum.</summary>
    /// <remarks>Every core is shrunk from the one of the next lower item minimum, within which it lies.</remarks>
    public static ThresholdLandscape Of(LikeSet likes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(likes);

        var minima = UsualMinima;
        var (left, users, items) = (Grid(minima.Count), Grid(minima.Count), Grid(minima.Count));
        var first = new ShrinkingCore(likes);
        for (var user = 0; user < minima.Count; user++)
        {
            first.Shrink(minima[user], minima[0]);
            var core = first.Copy();
            for (var item = 0; item < minima.Count; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                core.Shrink(minima[user], minima[item]);
                (left[user][item], users[user][item], items[user][item]) = (core.Likes, core.Users, core.Items);
            }
        }

        return new ThresholdLandscape(minima, left, users, items);
    }

    private static int[][] Grid(int size) => [.. Enumerable.Range(0, size).Select(_ => new int[size])];
}
