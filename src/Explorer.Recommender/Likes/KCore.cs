namespace Explorer.Recommender.Likes;

/// <summary>
/// What remains when users with too few likes and items with too few likes leave in turn until nothing changes
/// (the post's <c>threshold_likes</c>). The result does not depend on who leaves first; the rounds are counted as in the
/// post: users before items, the last round changes nothing.
/// </summary>
public sealed class KCore
{
    private readonly LikeSet _likes;
    private readonly int[] _likesPerUser;
    private readonly int[] _likesPerItem;

    private KCore(LikeSet likes, int[] likesPerUser, int[] likesPerItem, IReadOnlyList<KCoreRound> rounds)
    {
        _likes = likes;
        _likesPerUser = likesPerUser;
        _likesPerItem = likesPerItem;
        Rounds = rounds;
    }

    /// <summary>Every round in order; never empty, the last one removes no like.</summary>
    public IReadOnlyList<KCoreRound> Rounds { get; }

    /// <summary>Users left.</summary>
    public int UserCount => Rounds[^1].Users;

    /// <summary>Items left.</summary>
    public int ItemCount => Rounds[^1].Items;

    /// <summary>Likes left.</summary>
    public int LikeCount => Rounds[^1].Likes;

    /// <summary>The share of the remaining cells that are liked, 0 … 1.</summary>
    public double Sparsity => LikeSet.SparsityOf(LikeCount, UserCount, ItemCount);

    /// <summary>Likes left of each user of the whole set, shape [users]; 0 for those who left.</summary>
    public ReadOnlySpan<int> LikesPerUser => _likesPerUser;

    /// <summary>Likes left of each item of the whole set, shape [items]; 0 for those that left.</summary>
    public ReadOnlySpan<int> LikesPerItem => _likesPerItem;

    /// <summary>Thresholds a set of likes. Costs O(users + items) a round, and O(1) for each like that leaves.</summary>
    /// <param name="likes">All likes.</param>
    /// <param name="minLikesPerUser">0 or more; a user with fewer leaves. A user without likes leaves from 0 on, too.</param>
    /// <param name="minLikesPerItem">0 or more; as for users.</param>
    /// <exception cref="ExplorerException">A threshold is negative.</exception>
    public static KCore Of(LikeSet likes, int minLikesPerUser, int minLikesPerItem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(likes);
        RequireThreshold(minLikesPerUser, "user");
        RequireThreshold(minLikesPerItem, "item");

        var core = new ShrinkingCore(likes);
        var rounds = new List<KCoreRound>();
        int likesBefore;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            likesBefore = core.Likes;
            rounds.Add(core.Round(minLikesPerUser, minLikesPerItem));
        }
        while (core.Likes < likesBefore);

        return new KCore(likes, core.LikesPerUser, core.LikesPerItem, rounds);
    }

    /// <summary>The remaining likes as a set of their own, with vocabularies that hold only who remains.</summary>
    public LikeSet ToLikeSet()
    {
        var (users, userIds) = Renumber(_likesPerUser, _likes.UserVocabulary);
        var (items, itemIds) = Renumber(_likesPerItem, _likes.ItemVocabulary);
        var names = new string[itemIds.Length];
        for (var item = 0; item < items.Length; item++)
        {
            if (items[item] >= 0)
            {
                names[items[item]] = _likes.ItemNames[item];
            }
        }

        var keptUsers = new int[LikeCount];
        var keptItems = new int[LikeCount];
        var weights = new float[_likes.Weights.IsEmpty ? 0 : LikeCount];
        var times = new long[_likes.Times.IsEmpty ? 0 : LikeCount];
        var count = 0;
        for (var like = 0; like < _likes.Count; like++)
        {
            var (user, item) = (users[_likes.Users[like]], items[_likes.Items[like]]);
            if (user >= 0 && item >= 0)
            {
                (keptUsers[count], keptItems[count]) = (user, item);
                if (weights.Length > 0)
                {
                    weights[count] = _likes.Weights[like];
                }

                if (times.Length > 0)
                {
                    times[count] = _likes.Times[like];
                }

                count++;
            }
        }

        return new LikeSet(new Vocabulary(userIds), new Vocabulary(itemIds), names, keptUsers, keptItems, weights, times);
    }

    private static void RequireThreshold(int value, string side)
    {
        if (value < 0)
        {
            throw new ExplorerException($"Minimum likes per {side}: {value} is negative. Use 0 for no threshold, or a positive number.");
        }
    }

    private static (int[] NewIndex, string[] Ids) Renumber(int[] counts, Vocabulary vocabulary)
    {
        var newIndex = new int[counts.Length];
        var ids = new List<string>();
        for (var row = 0; row < counts.Length; row++)
        {
            newIndex[row] = counts[row] > 0 ? ids.Count : -1;
            if (counts[row] > 0)
            {
                ids.Add(vocabulary[row]);
            }
        }

        return (newIndex, [.. ids]);
    }
}
