using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Precision@k of the test users, in the post's protocol and with seen items left out.</summary>
/// <remarks>
/// Hits among the top k, divided by k, also when there are fewer than k items; then the mean over the test users. The post ranks all
/// items, those liked in training included; many libraries remove them first, and some divide by min(k, likes).
/// </remarks>
/// <param name="Train">Post protocol: training likes among the top k of all items, 0 … 1.</param>
/// <param name="Test">Post protocol: held-out likes among the top k of all items, 0 … 1.</param>
/// <param name="TestUnseen">Held-out likes among the top k of the items not liked in training, 0 … 1.</param>
public sealed record PrecisionAtK(double Train, double Test, double TestUnseen)
{
    /// <summary>Ranks all items for every test user in one pass, block by block; nothing of shape [users × items] is made.</summary>
    /// <param name="k">1 or more.</param>
    /// <param name="threads">Workers, 1 or more; 0 means one per processor. The result does not depend on it.</param>
    public static PrecisionAtK Of(Factorization factorization, Split split, int k, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(factorization);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);

        var workers = Workers.CountFor(threads);
        var users = split.TestUsers;
        // More than all items cannot be ranked, and a list that never fills would never get a threshold.
        var length = Math.Min(k, factorization.Items.RowCount);
        if (users.Count == 0 || length == 0)
        {
            return new PrecisionAtK(0, 0, 0);
        }

        var items = Panels.OfTransposed(factorization.Items.Table, workers, cancellationToken);
        var blocks = (users.Count + UserBlock.MostUsers - 1) / UserBlock.MostUsers;
        var hits = new Hits[blocks];
        var scratch = new UserBlock?[workers];
        Workers.Run(
            workers,
            blocks,
            (block, worker) =>
            {
                var ranking = scratch[worker] ??= new UserBlock(factorization.Users, items, split, length);
                hits[block] = ranking.Count(block * UserBlock.MostUsers, cancellationToken);
            },
            cancellationToken);

        var total = default(Hits);
        foreach (var some in hits)
        {
            total += some;
        }

        var places = (double)k * users.Count;
        return new PrecisionAtK(total.Train / places, total.Test / places, total.TestUnseen / places);
    }
}
