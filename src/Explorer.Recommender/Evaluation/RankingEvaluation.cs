using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Ranks all items for every test user and measures the lists; one pass for all lists, measures and k.</summary>
/// <remarks>
/// Scores are inner products in float; equal scores go to the smaller item index. Nothing of shape [users × items] is made. Sums are kept
/// per segment of users and added in order, and segments depend on the number of test users alone, so the result is the same, to the last
/// bit, for any number of threads.
/// </remarks>
internal static class RankingEvaluation
{
    /// <summary>Bounds the memory for sums, and is plenty to share among workers.</summary>
    private const int MostSegments = 256;

    /// <summary>All ranking metrics of a factorization. Without test users every number is 0.</summary>
    /// <param name="threads">Workers, 1 or more; 0 means one per processor. The result does not depend on it.</param>
    public static RankingMetrics Of(Factorization factorization, RankingTask task, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(factorization);
        ArgumentNullException.ThrowIfNull(task);

        var users = task.Split.TestUsers.Count;
        if (users == 0 || task.Length == 0)
        {
            return new RankingMetrics(task.Ks, new double[RankingMetrics.LengthFor(task.Ks.Count)]);
        }

        var workers = Workers.CountFor(threads);
        var items = LongestFirst.Of(factorization.Items, task.TakeSpare(), workers, cancellationToken);
        var blocks = (users + UserBlock.MostUsers - 1) / UserBlock.MostUsers;
        var segments = Math.Min(blocks, MostSegments);
        var sums = new double[segments][];
        var scratch = new (UserBlock Block, RankingTally Tally)?[workers];
        Workers.Run(
            workers,
            segments,
            (segment, worker) =>
            {
                var (block, tally) = scratch[worker] ??=
                    (new UserBlock(factorization.Users, items, task.Split, task.Length), new RankingTally(task));
                sums[segment] = new double[RankingMetrics.LengthFor(task.Ks.Count)];
                for (var next = blocks * segment / segments; next < blocks * (segment + 1) / segments; next++)
                {
                    Measure(block, tally, task, next * UserBlock.MostUsers, sums[segment], cancellationToken);
                }
            },
            cancellationToken);

        task.GiveBack(items.Panels);
        foreach (var part in sums.Skip(1))
        {
            System.Numerics.Tensors.TensorPrimitives.Add<double>(sums[0], part, sums[0]);
        }

        return RankingTally.Finish(task, [.. scratch.OfType<(UserBlock Block, RankingTally Tally)>().Select(one => one.Tally)], sums[0]);
    }

    private static void Measure(
        UserBlock block, RankingTally tally, RankingTask task, int first, double[] sums, CancellationToken cancellationToken)
    {
        var count = block.Rank(first, cancellationToken);
        for (var place = 0; place < count && !cancellationToken.IsCancellationRequested; place++)
        {
            tally.Add(task.Split.TestUsers[first + place], block.AllOf(place), block.UnseenOf(place), sums);
        }
    }
}
