namespace Explorer.Recommender.Likes;

/// <summary>Likes from which thin users and thin items leave, round by round, with thresholds that may only rise.</summary>
/// <remarks>The core of higher thresholds lies inside that of lower ones, so whoever raises them goes on from where it stands.</remarks>
internal sealed class ShrinkingCore
{
    private readonly LikesMatrix _byUser;
    private readonly LikesMatrix _byItem;

    /// <summary>Begins with all likes.</summary>
    public ShrinkingCore(LikeSet likes)
    {
        (_byUser, _byItem) = (likes.ByUser, likes.ByItem);
        (LikesPerUser, LikesPerItem) = (LengthsOf(_byUser), LengthsOf(_byItem));
        (Users, Items, Likes) = (likes.UserCount, likes.ItemCount, likes.Count);
    }

    private ShrinkingCore(ShrinkingCore other)
    {
        (_byUser, _byItem) = (other._byUser, other._byItem);
        (LikesPerUser, LikesPerItem) = ([.. other.LikesPerUser], [.. other.LikesPerItem]);
        (Users, Items, Likes) = (other.Users, other.Items, other.Likes);
    }

    /// <summary>Likes left of each user, 0 for those who left. Shape [users].</summary>
    public int[] LikesPerUser { get; }

    /// <summary>Likes left of each item. Shape [items].</summary>
    public int[] LikesPerItem { get; }

    /// <summary>Users left; before the first round those without likes, too.</summary>
    public int Users { get; private set; }

    /// <summary>Items left.</summary>
    public int Items { get; private set; }

    /// <summary>Likes left.</summary>
    public int Likes { get; private set; }

    /// <summary>The same, to go on with apart.</summary>
    public ShrinkingCore Copy() => new(this);

    /// <summary>One round as in the post: thin users leave, then items that are thin without them, then users who lost every item.</summary>
    public KCoreRound Round(int minLikesPerUser, int minLikesPerItem)
    {
        RemoveThin(_byUser, LikesPerUser, LikesPerItem, minLikesPerUser);
        RemoveThin(_byItem, LikesPerItem, LikesPerUser, minLikesPerItem);
        var (users, items) = (CountPresent(LikesPerUser), CountPresent(LikesPerItem));
        var round = new KCoreRound(Users - users, Items - items, users, items, Likes);
        (Users, Items) = (users, items);
        return round;
    }

    /// <summary>Rounds until nothing changes.</summary>
    public void Shrink(int minLikesPerUser, int minLikesPerItem)
    {
        int before;
        do
        {
            before = Likes;
            Round(minLikesPerUser, minLikesPerItem);
        }
        while (Likes < before);
    }

    /// <summary>Lets the rows of one side that are below a threshold go, and takes their likes from the other side.</summary>
    private void RemoveThin(LikesMatrix rows, int[] counts, int[] otherCounts, int minimum)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            if (counts[row] == 0 || counts[row] >= minimum)
            {
                continue;
            }

            Likes -= counts[row];
            counts[row] = 0;
            foreach (var other in rows[row])
            {
                otherCounts[other] -= otherCounts[other] > 0 ? 1 : 0;
            }
        }
    }

    private static int CountPresent(int[] counts) => counts.Length - counts.AsSpan().Count(0);

    private static int[] LengthsOf(LikesMatrix rows)
    {
        var lengths = new int[rows.RowCount];
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = rows[row].Length;
        }

        return lengths;
    }
}
