using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Ranking;

/// <summary>Fills lists a block of rows at a time.</summary>
internal sealed class RankedBlock
{
    private readonly IRankedRows _rows;
    private readonly RankedLists _lists;
    private readonly ScoreBlock _scores;
    private readonly TopK[] _best;
    private int _first;

    private RankedBlock(IRankedRows rows, Panels columns, RankedLists lists)
    {
        _rows = rows;
        _lists = lists;
        _scores = new ScoreBlock(columns, rows.Count);
        _best = new TopK[Math.Min(rows.Count, ScoreBlock.MostRows)];
        foreach (ref var best in _best.AsSpan())
        {
            best = new TopK(lists.MostPlaces);
        }
    }

    /// <summary>The best columns of every row.</summary>
    /// <param name="columns">What is ranked, a column each.</param>
    /// <param name="length">Columns of a list at most, 0 … columns.</param>
    /// <param name="threads">1 or more; 0 means one per processor. The result does not depend on it.</param>
    public static RankedLists RankAll(IRankedRows rows, Panels columns, int length, int threads, CancellationToken cancellationToken)
    {
        var workers = Workers.CountFor(threads);
        var lists = new RankedLists(rows.Count, length);
        var blocks = length == 0 ? 0 : (rows.Count + ScoreBlock.MostRows - 1) / ScoreBlock.MostRows;
        var scratch = new RankedBlock?[workers];
        Workers.Run(
            workers,
            blocks,
            (block, worker) => (scratch[worker] ??= new RankedBlock(rows, columns, lists)).Rank(block * ScoreBlock.MostRows, cancellationToken),
            cancellationToken);
        return lists;
    }

    private void Rank(int first, CancellationToken cancellationToken)
    {
        _first = first;
        var count = Math.Min(ScoreBlock.MostRows, _rows.Count - first);
        for (var place = 0; place < count; place++)
        {
            _rows.CopyTo(first + place, _scores[place]);
            _best[place].Clear();
        }

        _scores.Pass(count, Offer, cancellationToken);
        for (var place = 0; place < count; place++)
        {
            _lists.Put(first + place, _best[place].Items, _best[place].Scores);
        }
    }

    private float Offer(int place, int first, ReadOnlySpan<float> scores)
    {
        _rows.Offer(_first + place, first, scores, _best[place]);
        return _best[place].Threshold;
    }
}
