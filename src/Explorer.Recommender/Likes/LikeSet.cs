namespace Explorer.Recommender.Likes;

/// <summary>
/// Distinct likes as two parallel columns of dense indices, ascending by user and then by item, and the two vocabularies
/// that give the indices their ids. Immutable.
/// </summary>
public sealed class LikeSet
{
    private readonly int[] _users;
    private readonly int[] _items;
    private readonly string[] _itemNames;
    private readonly float[] _weights;
    private readonly long[] _times;
    private readonly Lazy<LikesMatrix> _byUser;
    private readonly Lazy<LikesMatrix> _byItem;

    /// <summary>Takes over columns that are already distinct and ordered.</summary>
    /// <param name="userVocabulary">Every user, also those no like mentions.</param>
    /// <param name="itemVocabulary">Every item.</param>
    /// <param name="itemNames">One name an item, shape [items]; empty where none is known.</param>
    /// <param name="users">User index of each like, shape [likes], ascending.</param>
    /// <param name="items">Item index of each like, shape [likes], ascending within a user, no pair twice.</param>
    /// <param name="weights">d of each like, shape [likes], positive and finite; null or empty when every like counts once.</param>
    /// <param name="times">When each like was given, in Unix seconds, shape [likes]; null or empty when unknown.</param>
    /// <exception cref="ArgumentException">Lengths differ, the pairs are not strictly ascending or out of range, or a weight is not positive and finite.</exception>
    public LikeSet(
        Vocabulary userVocabulary,
        Vocabulary itemVocabulary,
        string[] itemNames,
        int[] users,
        int[] items,
        float[]? weights = null,
        long[]? times = null)
    {
        ArgumentNullException.ThrowIfNull(userVocabulary);
        ArgumentNullException.ThrowIfNull(itemVocabulary);
        ArgumentNullException.ThrowIfNull(itemNames);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNotEqual(itemNames.Length, itemVocabulary.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(items.Length, users.Length);
        ThrowUnlessAscending(users, items, userVocabulary.Count, itemVocabulary.Count);
        _weights = LikeWeights.Require(weights, users.Length);
        _times = times ?? [];
        if (_times.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(_times.Length, users.Length);
        }

        UserVocabulary = userVocabulary;
        ItemVocabulary = itemVocabulary;
        _itemNames = itemNames;
        _users = users;
        _items = items;
        // Neither changes any more, so the matrix can share the columns.
        _byUser = new(() => new LikesMatrix(ItemCount, LikesMatrix.StartsOf(_users, UserCount), _items, _weights));
        _byItem = new(() => new LikesMatrix(ItemCount, LikesMatrix.StartsOf(_users, UserCount), _items).Transpose());
    }

    /// <summary>Ids of the users.</summary>
    public Vocabulary UserVocabulary { get; }

    /// <summary>Ids of the items.</summary>
    public Vocabulary ItemVocabulary { get; }

    /// <summary>Names of the items, shape [items]; empty where none is known.</summary>
    public IReadOnlyList<string> ItemNames => _itemNames;

    /// <summary>How many distinct likes there are.</summary>
    public int Count => _users.Length;

    /// <summary>How many users there are.</summary>
    public int UserCount => UserVocabulary.Count;

    /// <summary>How many items there are.</summary>
    public int ItemCount => ItemVocabulary.Count;

    /// <summary>User index of each like, ascending, shape [likes].</summary>
    public ReadOnlySpan<int> Users => _users;

    /// <summary>Item index of each like, ascending within a user, shape [likes].</summary>
    public ReadOnlySpan<int> Items => _items;

    /// <summary>d of each like, shape [likes]; empty when every like counts once.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>When each like was given, in Unix seconds, shape [likes]; empty when unknown.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>The share of all user–item cells that are liked, 0 … 1; 0 when there are no cells. The post calls this sparsity.</summary>
    public double Sparsity => SparsityOf(Count, UserCount, ItemCount);

    /// <summary>Users × items, with the weights. Made at first use.</summary>
    internal LikesMatrix ByUser => _byUser.Value;

    /// <summary>Items × users, without weights. Made at first use.</summary>
    internal LikesMatrix ByItem => _byItem.Value;

    /// <summary>likes / (users × items), 0 when there are no cells.</summary>
    public static double SparsityOf(long likes, long users, long items) =>
        users == 0 || items == 0 ? 0 : likes / ((double)users * items);

    private static void ThrowUnlessAscending(int[] users, int[] items, int userCount, int itemCount)
    {
        var previous = -1L;
        for (var like = 0; like < users.Length; like++)
        {
            var pair = ((long)users[like] << 32) | (uint)items[like];
            if (pair <= previous || users[like] >= userCount || (uint)items[like] >= (uint)itemCount)
            {
                throw new ArgumentException($"Likes must be distinct, in range and ascending by user and item; like {like} is not.");
            }

            previous = pair;
        }
    }
}
