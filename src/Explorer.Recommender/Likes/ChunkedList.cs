namespace Explorer.Recommender.Likes;

/// <summary>A list that grows by whole chunks, so that it never holds its elements twice.</summary>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 16;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<T[]> _chunks = [];
    private T[] _last = [];
    private int _free;

    public int Count { get; private set; }

    /// <summary>The element at a place, 0 … <see cref="Count"/> − 1.</summary>
    public T this[int index] => _chunks[index >> ChunkBits][index & (ChunkLength - 1)];

    public void Add(T element)
    {
        if (_free == 0)
        {
            _last = new T[ChunkLength];
            _chunks.Add(_last);
            _free = ChunkLength;
        }

        _last[ChunkLength - _free] = element;
        _free--;
        Count++;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _chunks.Clear();
        (_last, _free, Count) = ([], 0, 0);
    }
}
