using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Ranks all items for a block of users at a time: scores of one panel of items, then only what beats a user's k-th best.</summary>
/// <remarks>
/// The scratch of one worker. Two lists a user are kept in the same pass, of the unseen items and of those liked in training; the list of all
/// items is the two merged.
/// </remarks>
internal sealed class UserBlock
{
    /// <summary>Users of a block: whole tiles, few enough that their factors stay in the first-level cache.</summary>
    public const int MostUsers = 8 * Tile.Rows;

    private readonly Factors _users;
    private readonly LongestFirst _items;
    private readonly Split _split;
    private readonly AlignedTable<float> _block;
    private readonly AlignedTable<float> _scores = new(MostUsers, Panels.Width);
    private readonly float[] _thresholds = new float[MostUsers];
    private readonly double[] _lengths = new double[MostUsers];
    private readonly int[] _above = new int[MostUsers];
    private readonly TopK[] _unseen = new TopK[MostUsers];
    private readonly TopK[] _liked = new TopK[MostUsers];
    private readonly TopK _all;

    /// <summary>Makes the scratch.</summary>
    /// <param name="length">Items to rank for a user, 1 … items.</param>
    public UserBlock(Factors users, LongestFirst items, Split split, int length)
    {
        _users = users;
        _items = items;
        _split = split;
        _block = new AlignedTable<float>(MostUsers, users.FactorCount);
        _all = new TopK(length);
        for (var place = 0; place < MostUsers; place++)
        {
            _unseen[place] = new TopK(length);
            _liked[place] = new TopK(length);
        }
    }

    /// <summary>The best of all items for a user of the block, best first; fewer than asked for only when there are no more. Stands until the next call.</summary>
    public ReadOnlySpan<int> AllOf(int place)
    {
        _all.Clear();
        _all.OfferAll(_unseen[place]);
        _all.OfferAll(_liked[place]);
        return _all.Items;
    }

    /// <summary>The best of the items not liked in training.</summary>
    public ReadOnlySpan<int> UnseenOf(int place) => _unseen[place].Items;

    /// <summary>Ranks for up to <see cref="MostUsers"/> test users. Cancelled, it returns early with lists that mean nothing.</summary>
    /// <param name="first">The first of them, by place among the test users.</param>
    /// <returns>How many users there are in the block.</returns>
    public int Rank(int first, CancellationToken cancellationToken)
    {
        var count = Math.Min(MostUsers, _split.TestUsers.Count - first);
        Load(first, count);
        for (var panel = 0; panel < _items.Panels.Count && !cancellationToken.IsCancellationRequested; panel++)
        {
            if (CloseFinished(count, panel) == 0)
            {
                break;
            }

            var rows = Simd.RoundUp(count, Tile.Rows);
            var above = ScorePanel.Multiply(_block, _items.Panels[panel], _scores, _thresholds.AsSpan(0, rows), _above);
            foreach (var place in _above.AsSpan(0, above))
            {
                Collect(_split.Train[_split.TestUsers[first + place]], place, panel);
            }
        }

        return count;
    }

    private void Load(int first, int count)
    {
        _block.Values.Clear();
        for (var place = 0; place < count; place++)
        {
            var x = _users[_split.TestUsers[first + place]];
            x.CopyTo(_block[place]);
            _lengths[place] = LongestFirst.LengthOf(x);
            _unseen[place].Clear();
            _liked[place].Clear();
        }

        // Rows that only fill up the last tile have scores of zero, which must not get through.
        _thresholds.AsSpan().Fill(float.PositiveInfinity);
        _thresholds.AsSpan(0, count).Fill(float.NegativeInfinity);
    }

    /// <summary>Lets nothing more through for users whose lists no item from this panel on can enter.</summary>
    /// <returns>How many users are not finished.</returns>
    private int CloseFinished(int count, int panel)
    {
        var open = 0;
        for (var place = 0; place < count; place++)
        {
            if (BoundOf(place, panel) < _unseen[place].Threshold)
            {
                _thresholds[place] = float.PositiveInfinity;
            }

            open += _thresholds[place] == float.PositiveInfinity ? 0 : 1;
        }

        return open;
    }

    /// <summary>No score of this panel or a later one is above it, the rounding of f products and sums included.</summary>
    private double BoundOf(int place, int panel)
    {
        var f = _block.ColumnCount;
        return (_lengths[place] * _items.LargestFrom(panel) * (1 + ((f + 2) * 1.2e-7))) + (f * (double)float.Epsilon);
    }

    private void Collect(ReadOnlySpan<int> liked, int place, int panel)
    {
        var items = _items.ItemsOf(panel);
        var scores = _scores.PaddedRow(place)[..items.Length];
        var unseen = _unseen[place];
        for (var column = 0; column < scores.Length; column++)
        {
            // Items come in no order of their index, so a score that equals the k-th one may still win.
            if (scores[column] >= unseen.Threshold)
            {
                var list = liked.BinarySearch(items[column]) < 0 ? unseen : _liked[place];
                list.Offer(scores[column], items[column]);
            }
        }

        // What does not reach the k-th unseen score is not among the k best of all either. The next smaller number lets equals through.
        _thresholds[place] = MathF.BitDecrement(unseen.Threshold);
    }
}
