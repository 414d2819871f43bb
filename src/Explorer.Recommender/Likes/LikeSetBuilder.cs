using System.Runtime.InteropServices;

namespace Explorer.Recommender.Likes;

/// <summary>Collects likes in any order, with repeats, and makes a <see cref="LikeSet"/> of them.</summary>
/// <remarks>Users and items are numbered in the order they first appear. Eight bytes a like, plus the ids.</remarks>
public sealed class LikeSetBuilder
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly List<string> _userIds = [];
    private readonly List<string> _itemIds = [];
    private readonly List<string> _itemNames = [];
    private readonly List<ulong> _pairs = [];
    private readonly HashSet<int> _itemsWithOtherNames = [];

    /// <summary>How many items were given another name later than the one that stays.</summary>
    public int ItemsWithOtherNames => _itemsWithOtherNames.Count;

    /// <summary>How many likes were added, repeats included.</summary>
    public int Count => _pairs.Count;

    /// <summary>Adds one like; a repeated (user, item) pair counts once in the end. The first name that is not empty stays the item's name.</summary>
    public void Add(Like like) => Add(like.UserId, like.ItemId, like.ItemName);

    /// <summary>Adds one like without making strings of ids that are known already.</summary>
    public void Add(ReadOnlySpan<char> userId, ReadOnlySpan<char> itemId, ReadOnlySpan<char> itemName)
    {
        var user = IndexOf(userId, _users, _userIds);
        var item = IndexOf(itemId, _items, _itemIds);
        if (item == _itemNames.Count)
        {
            _itemNames.Add(itemName.ToString());
        }
        else if (_itemNames[item].Length == 0 && itemName.Length > 0)
        {
            _itemNames[item] = itemName.ToString();
        }
        else if (itemName.Length > 0 && !itemName.SequenceEqual(_itemNames[item]))
        {
            _itemsWithOtherNames.Add(item);
        }

        _pairs.Add(((ulong)(uint)user << 32) | (uint)item);
    }

    /// <summary>Orders the likes, drops repeats, and hands everything over. The builder is spent afterwards.</summary>
    /// <param name="duplicates">How many likes repeated an earlier (user, item) pair.</param>
    public LikeSet Build(out int duplicates)
    {
        var pairs = CollectionsMarshal.AsSpan(_pairs);
        pairs.Sort();

        var users = new int[pairs.Length];
        var items = new int[pairs.Length];
        var count = 0;
        for (var like = 0; like < pairs.Length; like++)
        {
            if (like > 0 && pairs[like] == pairs[like - 1])
            {
                continue;
            }

            users[count] = (int)(pairs[like] >> 32);
            items[count] = (int)(uint)pairs[like];
            count++;
        }

        duplicates = pairs.Length - count;
        Array.Resize(ref users, count);
        Array.Resize(ref items, count);
        return new LikeSet(
            new Vocabulary([.. _userIds], _users),
            new Vocabulary([.. _itemIds], _items),
            [.. _itemNames],
            users,
            items);
    }

    private static int IndexOf(ReadOnlySpan<char> id, Dictionary<string, int> indices, List<string> ids)
    {
        var byText = indices.GetAlternateLookup<ReadOnlySpan<char>>();
        if (byText.TryGetValue(id, out var index))
        {
            return index;
        }

        var text = id.ToString();
        index = ids.Count;
        indices.Add(text, index);
        ids.Add(text);
        return index;
    }
}
