namespace Explorer.Recommender.Likes;

/// <summary>Numbers ids in the order they first appear.</summary>
internal sealed class IdIndex
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private int _last = -1;

    public IdIndex() => _byText = _indices.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _ids.Count;

    public int IndexOf(ReadOnlySpan<char> id)
    {
        // Most files are ordered by one side or the other.
        if (_last >= 0 && id.SequenceEqual(_ids[_last]))
        {
            return _last;
        }

        if (!_byText.TryGetValue(id, out _last))
        {
            var text = id.ToString();
            _last = _ids.Count;
            _indices.Add(text, _last);
            _ids.Add(text);
        }

        return _last;
    }

    /// <summary>Hands the ids over.</summary>
    public Vocabulary ToVocabulary() => new([.. _ids], _indices);
}
