namespace Explorer.Recommender.Likes;

/// <summary>What a set of likes looks like in numbers.</summary>
/// <param name="Users">How likes are spread over users.</param>
/// <param name="Items">How likes are spread over items.</param>
/// <param name="TopItems">The most liked items, the most liked first, the earlier index first among equals.</param>
/// <param name="Weights">The weights, null when every like counts once.</param>
/// <param name="FirstTime">The earliest like in Unix seconds, null when times are unknown.</param>
/// <param name="LastTime">The latest like.</param>
public sealed record LikeSetProfile(
    LikesSpread Users,
    LikesSpread Items,
    IReadOnlyList<LikedItem> TopItems,
    WeightSpread? Weights,
    long? FirstTime,
    long? LastTime)
{
    /// <summary>Counts everything. Costs O(likes + users log users + items log items).</summary>
    /// <param name="likes">Any set, also an empty one.</param>
    /// <param name="topItems">How many of the most liked items to name, 0 or more.</param>
    public static LikeSetProfile Of(LikeSet likes, int topItems = 20)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentOutOfRangeException.ThrowIfNegative(topItems);

        var (perUser, perItem) = (new int[likes.UserCount], new int[likes.ItemCount]);
        for (var like = 0; like < likes.Count; like++)
        {
            perUser[likes.Users[like]]++;
            perItem[likes.Items[like]]++;
        }

        var (first, last) = TimesOf(likes.Times);
        return new LikeSetProfile(
            LikesSpread.Of(perUser),
            LikesSpread.Of(perItem),
            [.. Enumerable.Range(0, perItem.Length).OrderByDescending(item => perItem[item]).Take(topItems).Select(item => new LikedItem(item, perItem[item]))],
            likes.Weights.IsEmpty ? null : WeightSpread.Of(likes.Weights),
            first,
            last);
    }

    private static (long? First, long? Last) TimesOf(ReadOnlySpan<long> times)
    {
        if (times.IsEmpty)
        {
            return (null, null);
        }

        var (first, last) = (times[0], times[0]);
        foreach (var time in times)
        {
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        return (first, last);
    }
}
