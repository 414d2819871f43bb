using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Ranking;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Recommendations;

/// <summary>Exact top-n items by x·y with a user's liked items left out, for one user or for all in one blocked pass.</summary>
/// <remarks>The factors are read when asked and must not change meanwhile. Safe for use by several threads at once.</remarks>
public sealed class RecommendationIndex
{
    private readonly Factors _users;
    private readonly Panels _items;
    private readonly LikesMatrix _likes;

    /// <summary>Lays the item factors out for ranking.</summary>
    /// <param name="factorization">Both tables.</param>
    /// <param name="likes">What to leave out, shape [users × items].</param>
    /// <exception cref="ArgumentOutOfRangeException">The shapes do not agree.</exception>
    public RecommendationIndex(Factorization factorization, LikesMatrix likes)
    {
        ArgumentNullException.ThrowIfNull(factorization);
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(likes.RowCount, factorization.Users.RowCount, nameof(likes));
        ArgumentOutOfRangeException.ThrowIfNotEqual(likes.ColumnCount, factorization.Items.RowCount, nameof(likes));

        _users = factorization.Users;
        _items = Panels.OfTransposed(factorization.Items.Table, 1, CancellationToken.None);
        _likes = likes;
    }

    /// <summary>How many users there are.</summary>
    public int UserCount => _users.RowCount;

    /// <summary>How many items there are.</summary>
    public int ItemCount => _items.ColumnCount;

    /// <summary>The best items a user does not like yet, best first, ties by the smaller index; none when the user likes everything.</summary>
    /// <param name="user">0 … users − 1.</param>
    /// <param name="count">0 or more; when there are fewer such items, all of them are returned.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Recommendation> For(int user, int count, CancellationToken cancellationToken = default)
    {
        var ranked = ForMany([user], count, 1, cancellationToken);
        var recommendations = new Recommendation[ranked.Items(0).Length];
        for (var place = 0; place < recommendations.Length; place++)
        {
            recommendations[place] = new Recommendation(ranked.Items(0)[place], ranked.Scores(0)[place]);
        }

        return recommendations;
    }

    /// <summary>The same as <see cref="For"/> for some users at once, in the order given.</summary>
    /// <param name="users">Each 0 … users − 1; any order, repeats allowed.</param>
    /// <param name="count">0 or more; a user with fewer items left gets all of those.</param>
    /// <param name="threads">1 or more; 0 means one per processor. The result does not depend on it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RankedLists ForMany(IReadOnlyList<int> users, int count, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        foreach (var user in users)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)user, (uint)UserCount, nameof(users));
        }

        return RankedBlock.RankAll(new Rows(this, users), _items, Math.Min(count, ItemCount), threads, cancellationToken);
    }

    /// <summary>The same as <see cref="For"/> for every user, in one pass: list u belongs to user u. Costs O(users · items · f).</summary>
    /// <param name="count">0 or more; a user with fewer items left gets all of those.</param>
    /// <param name="threads">1 or more; 0 means one per processor. The result does not depend on it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RankedLists ForAll(int count, int threads, CancellationToken cancellationToken) =>
        ForMany([.. Enumerable.Range(0, UserCount)], count, threads, cancellationToken);

    private sealed class Rows(RecommendationIndex index, IReadOnlyList<int> users) : IRankedRows
    {
        public int Count => users.Count;

        public void CopyTo(int row, Span<float> factors) => index._users[users[row]].CopyTo(factors);

        public void Offer(int row, int first, ReadOnlySpan<float> scores, TopK best)
        {
            var liked = index._likes[users[row]];
            for (var column = 0; column < scores.Length; column++)
            {
                if (scores[column] > best.Threshold && liked.BinarySearch(first + column) < 0)
                {
                    best.Offer(scores[column], first + column);
                }
            }
        }
    }
}
