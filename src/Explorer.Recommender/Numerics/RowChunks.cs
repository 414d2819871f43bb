using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Numerics;

/// <summary>Consecutive rows grouped into chunks of nearly equal work, so that no worker waits long for another.</summary>
internal sealed class RowChunks
{
    private const int MostChunks = 256;

    /// <summary>What a row costs beside its likes, in likes: the fixed part of setting up and leaving a solve.</summary>
    private const int RowCost = 8;

    private readonly List<int> _starts = [0];

    /// <summary>Cuts the rows of a matrix.</summary>
    public RowChunks(LikesMatrix likes)
    {
        var work = likes.LikeCount + ((long)RowCost * likes.RowCount);
        var share = Math.Max(64 * RowCost, work / MostChunks);
        var collected = 0L;
        for (var row = 0; row < likes.RowCount; row++)
        {
            collected += likes[row].Length + RowCost;
            if (collected >= share || row == likes.RowCount - 1)
            {
                _starts.Add(row + 1);
                collected = 0;
            }
        }
    }

    /// <summary>How many chunks there are.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>The first row of a chunk and the first row after it.</summary>
    public (int First, int End) this[int chunk] => (_starts[chunk], _starts[chunk + 1]);
}
