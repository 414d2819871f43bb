using System.Diagnostics.CodeAnalysis;

namespace Explorer.Recommender.Likes;

/// <summary>External id ↔ dense index, both ways. Immutable; ids compare by ordinal.</summary>
public sealed class Vocabulary
{
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _indices;

    /// <summary>Numbers the ids in the order given.</summary>
    /// <param name="ids">Distinct ids, shape [count]. Owned by the vocabulary from here on.</param>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public Vocabulary(string[] ids)
        : this(ids, IndexById(ids))
    {
    }

    internal Vocabulary(string[] ids, Dictionary<string, int> indices)
    {
        _ids = ids;
        _indices = indices;
    }

    /// <summary>How many ids there are; indices run from 0 to one less.</summary>
    public int Count => _ids.Length;

    /// <summary>All ids in the order of their indices.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The id at a dense index.</summary>
    /// <param name="index">0 … <see cref="Count"/> − 1.</param>
    public string this[int index] => _ids[index];

    /// <summary>The dense index of an id.</summary>
    /// <returns>False when the id is unknown; <paramref name="index"/> is then −1.</returns>
    public bool TryGetIndex([NotNullWhen(true)] string? id, out int index)
    {
        if (id is not null && _indices.TryGetValue(id, out index))
        {
            return true;
        }

        index = -1;
        return false;
    }

    private static Dictionary<string, int> IndexById(string[] ids)
    {
        var indices = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (var index = 0; index < ids.Length; index++)
        {
            indices.Add(ids[index], index);
        }

        return indices;
    }
}
