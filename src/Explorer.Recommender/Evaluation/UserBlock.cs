using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Ranks all items for a block of users at a time: scores of one panel of items, then only what beats a user's k-th best.</summary>
/// <remarks>The scratch of one worker. Two lists a user are kept in the same pass: of all items, and of the unseen ones.</remarks>
internal sealed class UserBlock
{
    /// <summary>Users of a block: whole tiles, few enough that their factors stay in the first-level cache.</summary>
    public const int MostUsers = 8 * Tile.Rows;

    private readonly Factors _users;
    private readonly Panels _items;
    private readonly Split _split;
    private readonly AlignedTable<float> _block;
    private readonly AlignedTable<float> _scores = new(MostUsers, Panels.Width);
    private readonly float[] _thresholds = new float[MostUsers];
    private readonly int[] _above = new int[MostUsers];
    private readonly TopK[] _all = new TopK[MostUsers];
    private readonly TopK[] _unseen = new TopK[MostUsers];

    /// <summary>Makes the scratch.</summary>
    /// <param name="items">Item factors as columns.</param>
    /// <param name="k">1 … items.</param>
    public UserBlock(Factors users, Panels items, Split split, int k)
    {
        _users = users;
        _items = items;
        _split = split;
        _block = new AlignedTable<float>(MostUsers, users.FactorCount);
        for (var place = 0; place < MostUsers; place++)
        {
            _all[place] = new TopK(k);
            _unseen[place] = new TopK(k);
        }
    }

    /// <summary>Hits of up to <see cref="MostUsers"/> test users.</summary>
    /// <param name="first">The first of them, by place among the test users.</param>
    public Hits Count(int first, CancellationToken cancellationToken)
    {
        var count = Math.Min(MostUsers, _split.TestUsers.Count - first);
        _block.Values.Clear();
        for (var place = 0; place < count; place++)
        {
            _users[_split.TestUsers[first + place]].CopyTo(_block[place]);
            _all[place].Clear();
            _unseen[place].Clear();
        }

        // Rows that only fill up the last tile have scores of zero, which must not get through.
        _thresholds.AsSpan().Fill(float.PositiveInfinity);
        _thresholds.AsSpan(0, count).Fill(float.NegativeInfinity);
        var rows = Simd.RoundUp(count, Tile.Rows);
        for (var panel = 0; panel < _items.Count && !cancellationToken.IsCancellationRequested; panel++)
        {
            var above = ScorePanel.Multiply(_block, _items[panel], _scores, _thresholds.AsSpan(0, rows), _above);
            foreach (var place in _above.AsSpan(0, above))
            {
                Collect(_split.TestUsers[first + place], place, panel);
            }
        }

        var hits = default(Hits);
        for (var place = 0; place < count; place++)
        {
            hits += HitsOf(_split.TestUsers[first + place], place);
        }

        return hits;
    }

    private void Collect(int user, int place, int panel)
    {
        var first = panel * Panels.Width;
        var scores = _scores.PaddedRow(place)[..Math.Min(Panels.Width, _items.ColumnCount - first)];
        var liked = _split.Train[user];
        for (var column = 0; column < scores.Length; column++)
        {
            // Items come in ascending order, so a score that only equals the k-th one loses to it.
            if (scores[column] > _unseen[place].Threshold)
            {
                _all[place].Offer(scores[column], first + column);
                if (liked.BinarySearch(first + column) < 0)
                {
                    _unseen[place].Offer(scores[column], first + column);
                }
            }
        }

        // The unseen items are some of all items, so their k-th score is never the higher one.
        _thresholds[place] = _unseen[place].Threshold;
    }

    private Hits HitsOf(int user, int place) => new(
        CountIn(_all[place].Items, _split.Train[user]),
        CountIn(_all[place].Items, _split.Test[user]),
        CountIn(_unseen[place].Items, _split.Test[user]));

    private static int CountIn(ReadOnlySpan<int> ranked, ReadOnlySpan<int> liked)
    {
        var hits = 0;
        foreach (var item in ranked)
        {
            hits += liked.BinarySearch(item) >= 0 ? 1 : 0;
        }

        return hits;
    }
}
