using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Mean squared error over all cells of the test users, liked or not: the post's MSE.</summary>
/// <remarks>
/// Σ (p − x·y)² = ⟨XᵀX, YᵀY⟩ − 2 Σ x·y + n, where the middle sum and n are over the n likes and X holds the test users' rows: exact, in double, and
/// nothing of shape [users × items] is made. Divided by test users × items.
/// </remarks>
/// <param name="Train">Against the training likes.</param>
/// <param name="Test">Against the held-out likes.</param>
public sealed record MeanSquaredError(double Train, double Test)
{
    private const int ChunkUsers = 64;

    /// <summary>Both errors. Costs O((users + items)·f² + likes·f).</summary>
    /// <param name="threads">Workers, 1 or more; 0 means one per processor. The result does not depend on it.</param>
    public static MeanSquaredError Of(Factorization factorization, Split split, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(factorization);
        ArgumentNullException.ThrowIfNull(split);

        var cells = (double)split.TestUsers.Count * factorization.Items.RowCount;
        if (cells == 0)
        {
            return new MeanSquaredError(0, 0);
        }

        var workers = Workers.CountFor(threads);
        var testUsers = new AlignedTable<float>(split.TestUsers.Count, factorization.Users.FactorCount);
        for (var place = 0; place < testUsers.RowCount; place++)
        {
            factorization.Users[split.TestUsers[place]].CopyTo(testUsers[place]);
        }

        var squares = Gram.InnerProduct(
            Gram.Of(testUsers, workers, cancellationToken),
            Gram.Of(factorization.Items.Table, workers, cancellationToken));
        var train = LikesPart(factorization, split.Train, split.TestUsers, workers, cancellationToken);
        var test = LikesPart(factorization, split.Test, split.TestUsers, workers, cancellationToken);
        return new MeanSquaredError((squares + train) / cells, (squares + test) / cells);
    }

    /// <summary>Σ (1 − 2 x·y) over the likes of some users.</summary>
    private static double LikesPart(
        Factorization factorization, LikesMatrix likes, IReadOnlyList<int> users, int workers, CancellationToken cancellationToken)
    {
        var sums = new double[(users.Count + ChunkUsers - 1) / ChunkUsers];
        Workers.Run(
            workers,
            sums.Length,
            (chunk, _) =>
            {
                var end = Math.Min(users.Count, (chunk + 1) * ChunkUsers);
                for (var place = chunk * ChunkUsers; place < end; place++)
                {
                    var x = factorization.Users[users[place]];
                    foreach (var item in likes[users[place]])
                    {
                        sums[chunk] += 1 - (2 * Dot.InDouble(x, factorization.Items[item]));
                    }
                }
            },
            cancellationToken);
        var sum = 0.0;
        foreach (var part in sums)
        {
            sum += part;
        }

        return sum;
    }
}
