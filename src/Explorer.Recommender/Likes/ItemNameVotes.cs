using System.Runtime.InteropServices;

namespace Explorer.Recommender.Likes;

/// <summary>Finds the most frequent name of every item, the first one of equals; an empty name is none.</summary>
/// <remarks>
/// Names are counted only for items that have several. Where there are very many different ones, those that come late are not counted
/// any more, so that memory stays bounded.
/// </remarks>
internal sealed class ItemNameVotes
{
    /// <summary>Characters of further names that are kept.</summary>
    private const long MaxLetters = 32 << 20;

    private const int MaxNames = 1 << 20;

    private readonly List<string> _first = [];
    private readonly List<int> _firstCounts = [];
    private readonly Dictionary<(int Item, string Name), int> _places = [];
    private readonly List<(int Item, string Name, int Count)> _others = [];
    private readonly HashSet<int> _renamed = [];
    private long _letters;

    public int ItemsWithOtherNames => _renamed.Count;

    /// <summary>Counts a name.</summary>
    /// <param name="item">An item that was there before, or the next one.</param>
    public void Add(int item, ReadOnlySpan<char> name)
    {
        if (item == _first.Count)
        {
            _first.Add(name.ToString());
            _firstCounts.Add(1);
        }
        else if (name.SequenceEqual(_first[item]))
        {
            CollectionsMarshal.AsSpan(_firstCounts)[item]++;
        }
        else if (_first[item].Length == 0)
        {
            (_first[item], _firstCounts[item]) = (name.ToString(), 1);
        }
        else if (name.Length > 0)
        {
            AddOther(item, name.ToString());
        }
    }

    /// <summary>One name an item, empty where none was given.</summary>
    public string[] ToNames()
    {
        string[] names = [.. _first];
        int[] counts = [.. _firstCounts];
        foreach (var (item, name, count) in _others)
        {
            if (count > counts[item])
            {
                (names[item], counts[item]) = (name, count);
            }
        }

        return names;
    }

    private void AddOther(int item, string name)
    {
        _renamed.Add(item);
        if (_places.TryGetValue((item, name), out var place))
        {
            CollectionsMarshal.AsSpan(_others)[place].Count++;
        }
        else if (_others.Count < MaxNames && _letters + name.Length <= MaxLetters)
        {
            _letters += name.Length;
            _places.Add((item, name), _others.Count);
            _others.Add((item, name, 1));
        }
    }
}
