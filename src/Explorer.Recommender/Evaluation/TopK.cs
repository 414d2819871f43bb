namespace Explorer.Recommender.Evaluation;

/// <summary>The k best of the items offered so far, best first; equal scores go to the smaller item index.</summary>
/// <remarks>A short sorted list: an offer that does not make it costs one comparison, one that does costs O(log k) looks and a move of at most k.</remarks>
/// <param name="k">1 or more.</param>
internal sealed class TopK(int k)
{
    private readonly float[] _scores = new float[k];
    private readonly int[] _items = new int[k];
    private int _count;

    /// <summary>What a score must beat, or equal with a smaller index; −∞ while there is room.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>The items held, best first.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, _count);

    /// <summary>Their scores.</summary>
    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, _count);

    /// <summary>Forgets all items.</summary>
    public void Clear()
    {
        _count = 0;
        Threshold = float.NegativeInfinity;
    }

    /// <summary>Takes the item in if it is among the k best so far.</summary>
    public void Offer(float score, int item)
    {
        if (_count == _scores.Length)
        {
            if (!IsBetter(score, item, _count - 1))
            {
                return;
            }

            _count--;
        }

        var place = PlaceFor(score, item);
        _scores.AsSpan(place, _count - place).CopyTo(_scores.AsSpan(place + 1));
        _items.AsSpan(place, _count - place).CopyTo(_items.AsSpan(place + 1));
        _scores[place] = score;
        _items[place] = item;
        _count++;
        Threshold = _count == _scores.Length ? _scores[^1] : float.NegativeInfinity;
    }

    /// <summary>Takes in the best of another list.</summary>
    public void OfferAll(TopK others)
    {
        for (var place = 0; place < others._count && others._scores[place] >= Threshold; place++)
        {
            Offer(others._scores[place], others._items[place]);
        }
    }

    /// <summary>Halving: a list of a thousand takes ten looks.</summary>
    private int PlaceFor(float score, int item)
    {
        var (first, end) = (0, _count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = IsBetter(score, item, middle) ? (first, middle) : (middle + 1, end);
        }

        return first;
    }

    private bool IsBetter(float score, int item, int place) =>
        score > _scores[place] || (score == _scores[place] && item < _items[place]);
}
