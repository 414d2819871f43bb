namespace Explorer.Recommender.Ranking;

/// <summary>A short list of items for each of many rows, best first, in two flat arrays. Immutable.</summary>
public sealed class RankedLists
{
    private readonly int[] _items;
    private readonly float[] _scores;
    private readonly int[] _lengths;

    internal RankedLists(int count, int mostPlaces)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count * mostPlaces, Array.MaxLength, nameof(count));

        MostPlaces = mostPlaces;
        _lengths = new int[count];
        _items = new int[count * mostPlaces];
        _scores = new float[count * mostPlaces];
    }

    /// <summary>How many lists there are.</summary>
    public int Count => _lengths.Length;

    /// <summary>Places of a list; one is shorter when there was not more to rank.</summary>
    public int MostPlaces { get; }

    /// <summary>All scores, places beyond the end of a list being 0.</summary>
    internal Span<float> AllScores => _scores;

    /// <summary>Dense item indices of one list, best first, shape [places].</summary>
    /// <param name="row">0 … <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<int> Items(int row) => _items.AsSpan(row * MostPlaces, _lengths[row]);

    /// <summary>The scores beside <see cref="Items"/>, descending, shape [places].</summary>
    /// <param name="row">0 … <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<float> Scores(int row) => _scores.AsSpan(row * MostPlaces, _lengths[row]);

    internal void Put(int row, ReadOnlySpan<int> items, ReadOnlySpan<float> scores)
    {
        _lengths[row] = items.Length;
        items.CopyTo(_items.AsSpan(row * MostPlaces, MostPlaces));
        scores.CopyTo(_scores.AsSpan(row * MostPlaces, MostPlaces));
    }
}
