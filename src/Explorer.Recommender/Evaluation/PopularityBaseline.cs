using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Evaluation;

/// <summary>What recommending the most popular items to everyone reaches: the line that a factorization has to beat.</summary>
/// <remarks>
/// Popularity is the number of training likes; equally popular items go by the smaller index. The lists are those of
/// <see cref="RankedList"/>: the same items for everyone, and the same without a user's training likes.
/// </remarks>
public static class PopularityBaseline
{
    /// <summary>All ranking metrics of the same test users. Costs O(likes + items·log items + test users·largest k).</summary>
    /// <param name="ks">Each 1 or more, distinct.</param>
    public static RankingMetrics Of(Split split, IReadOnlyList<int> ks, CancellationToken cancellationToken)
    {
        var task = new RankingTask(split, ks);
        var sums = new double[RankingMetrics.LengthFor(ks.Count)];
        if (split.TestUsers.Count == 0)
        {
            return new RankingMetrics(ks, sums);
        }

        int[] popular = [.. Enumerable.Range(0, split.Train.ColumnCount).OrderByDescending(item => task.TrainLikesPerItem[item])];
        var tally = new RankingTally(task);
        var unseen = new List<int>(task.Length);
        foreach (var user in split.TestUsers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FillUnseen(unseen, popular, split.Train[user], task.Length);
            tally.Add(user, popular.AsSpan(0, task.Length), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(unseen), sums);
        }

        return RankingTally.Finish(task, [tally], sums);
    }

    private static void FillUnseen(List<int> unseen, int[] popular, ReadOnlySpan<int> liked, int length)
    {
        unseen.Clear();
        for (var place = 0; place < popular.Length && unseen.Count < length; place++)
        {
            if (liked.BinarySearch(popular[place]) < 0)
            {
                unseen.Add(popular[place]);
            }
        }
    }
}
