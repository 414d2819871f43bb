namespace Explorer.Recommender.Likes;

/// <summary>Collects likes in any order, with repeats, and makes a <see cref="LikeSet"/> of them.</summary>
/// <remarks>Users and items are numbered in the order they first appear. Eight bytes a like, four more for a weight, eight for a time, plus the ids.</remarks>
/// <param name="isWeighted">Whether weights are kept.</param>
/// <param name="isTimed">Whether times are kept; of repeats the latest.</param>
/// <param name="repeats">What the weights of repeats come to.</param>
public sealed class LikeSetBuilder(bool isWeighted = false, bool isTimed = false, Repeats repeats = Repeats.Sum)
{
    private readonly IdIndex _users = new();
    private readonly IdIndex _items = new();
    private readonly ItemNameVotes _names = new();
    private readonly ChunkedList<ulong> _pairs = new();
    private readonly ChunkedList<float> _weights = new();
    private readonly ChunkedList<long> _times = new();

    /// <summary>How many items were given several names.</summary>
    public int ItemsWithOtherNames => _names.ItemsWithOtherNames;

    /// <summary>How many likes were added, repeats included.</summary>
    public int Count => _pairs.Count;

    /// <summary>Adds one like; a repeated (user, item) pair is one like in the end. The most frequent name becomes the item's name.</summary>
    public void Add(Like like) => Add(like.UserId, like.ItemId, like.ItemName);

    /// <summary>Adds one like without making strings of ids that are known already.</summary>
    /// <param name="weight">d, positive and finite; ignored unless weights are kept.</param>
    /// <param name="time">In Unix seconds; ignored unless times are kept.</param>
    public void Add(ReadOnlySpan<char> userId, ReadOnlySpan<char> itemId, ReadOnlySpan<char> itemName, float weight = 1, long time = 0)
    {
        var user = _users.IndexOf(userId);
        var item = _items.IndexOf(itemId);
        _names.Add(item, itemName);
        _pairs.Add(((ulong)(uint)user << 32) | (uint)item);
        if (isWeighted)
        {
            _weights.Add(weight);
        }

        if (isTimed)
        {
            _times.Add(time);
        }
    }

    /// <summary>Orders the likes, joins repeats, and hands everything over. The builder is spent afterwards.</summary>
    /// <param name="duplicates">How many likes repeated an earlier (user, item) pair.</param>
    public LikeSet Build(out int duplicates, CancellationToken cancellationToken = default)
    {
        var sorted = LikeSorter.Sort(_pairs, _users.Count, cancellationToken);
        var added = _pairs.Count;
        _pairs.Clear();
        var joined = sorted.Join(isWeighted ? _weights : null, isTimed ? _times : null, repeats, cancellationToken);
        duplicates = added - joined.Items.Length;
        return new LikeSet(
            _users.ToVocabulary(),
            _items.ToVocabulary(),
            _names.ToNames(),
            joined.Users,
            joined.Items,
            joined.Weights.AsSpan().ContainsAnyExcept(1f) ? joined.Weights : null,
            joined.Times);
    }
}
