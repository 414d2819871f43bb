using Explorer.Recommender.Explanations;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Diagnostics;

/// <summary>What a factorization is good and silly at, beside the lists that show everybody the most liked items.</summary>
/// <param name="ListLength">How many recommendations a list has.</param>
/// <param name="Recommendations">Lists of the factorization, for a sample of users.</param>
/// <param name="Popularity">Lists of the most liked items the same users do not like yet.</param>
/// <param name="CatalogueLikes">Likes of an item, mean over all items.</param>
/// <param name="Hubs">Items that are everyone's neighbour.</param>
/// <param name="Similarities">How similar items are to their neighbours.</param>
/// <param name="WithoutDirection">Items whose factors are all zero: they have no neighbours.</param>
public sealed record FactorizationDiagnosis(
    int ListLength,
    ListStatistics Recommendations,
    ListStatistics Popularity,
    double CatalogueLikes,
    Hubs Hubs,
    SimilarityDistribution Similarities,
    int WithoutDirection)
{
    private const int NamedHubs = 20;

    /// <summary>Looks at a factorization.</summary>
    /// <param name="foldIn">Solves users against its items.</param>
    /// <param name="items">Its item factors.</param>
    /// <param name="userLikes">The likes it was trained on, users × items.</param>
    /// <param name="graph">Neighbours of all items.</param>
    /// <param name="sampleSize">Users to look at, 1 or more; all when there are fewer.</param>
    /// <param name="seed">Draws the users.</param>
    /// <param name="listLength">Recommendations a user, 1 or more.</param>
    /// <param name="threads">1 or more; 0 means one per processor. Never changes the result.</param>
    public static FactorizationDiagnosis Of(
        FoldIn foldIn,
        Factors items,
        LikesMatrix userLikes,
        NeighbourGraph graph,
        int sampleSize,
        int seed,
        int listLength,
        int threads,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(foldIn);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(userLikes);
        ArgumentNullException.ThrowIfNull(graph);

        var users = Sample(userLikes.RowCount, sampleSize, seed);
        var itemLikes = userLikes.Transpose();
        var byLikes = Enumerable.Range(0, itemLikes.RowCount).OrderByDescending(item => itemLikes[item].Length).ThenBy(item => item).ToArray();
        var lists = new IReadOnlyList<int>[users.Length];
        var popular = new IReadOnlyList<int>[users.Length];
        Workers.Run(
            Workers.CountFor(threads),
            users.Length,
            (place, _) =>
            {
                var liked = userLikes[users[place]];
                var solved = foldIn.Solve(liked, userLikes.WeightsOf(users[place]));
                lists[place] = [.. foldIn.Recommend(solved, listLength).Select(scored => scored.Item)];
                popular[place] = MostLiked(byLikes, liked, listLength);
            },
            cancellationToken);
        return new FactorizationDiagnosis(
            listLength,
            ListStatistics.Of(lists, itemLikes, items),
            ListStatistics.Of(popular, itemLikes, items),
            userLikes.LikeCount / (double)Math.Max(1, itemLikes.RowCount),
            Hubs.Of(graph, NamedHubs),
            SimilarityDistribution.Of(graph),
            Enumerable.Range(0, items.RowCount).Count(item => !(Dot.InDouble(items[item], items[item]) > 0)));
    }

    private static int[] Sample(int users, int size, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);

        return size >= users
            ? [.. Enumerable.Range(0, users)]
            : [.. Combinatorics.GenerateCombination(users, size, new Xoshiro256StarStar(seed)).Select((chosen, user) => (chosen, user)).Where(one => one.chosen).Select(one => one.user)];
    }

    private static List<int> MostLiked(int[] byLikes, ReadOnlySpan<int> liked, int count)
    {
        var list = new List<int>(count);
        for (var place = 0; place < byLikes.Length && list.Count < count; place++)
        {
            if (liked.BinarySearch(byLikes[place]) < 0)
            {
                list.Add(byLikes[place]);
            }
        }

        return list;
    }
}
