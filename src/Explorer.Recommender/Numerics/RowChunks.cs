using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Numerics;

/// <summary>
/// Consecutive rows grouped into chunks of nearly equal work, so that no worker waits long for another. A row too heavy for that is a chunk
/// of its own or ends one, and heavy chunks come first.
/// </summary>
internal sealed class RowChunks
{
    private const int MostChunks = 256;

    /// <summary>What a row costs beside its likes, in likes: the fixed part of setting up and leaving a solve.</summary>
    private const int RowCost = 8;

    private readonly List<(int First, int End)> _chunks;

    /// <summary>Cuts the rows of a matrix.</summary>
    public RowChunks(LikesMatrix likes)
    {
        var work = likes.LikeCount + ((long)RowCost * likes.RowCount);
        var share = Math.Max(64 * RowCost, work / MostChunks);
        var chunks = new List<(int First, int End, long Work)>();
        var (first, collected) = (0, 0L);
        for (var row = 0; row < likes.RowCount; row++)
        {
            collected += likes[row].Length + RowCost;
            if (collected >= share || row == likes.RowCount - 1)
            {
                chunks.Add((first, row + 1, collected));
                (first, collected) = (row + 1, 0);
            }
        }

        _chunks = [.. chunks.OrderByDescending(chunk => chunk.Work).Select(chunk => (chunk.First, chunk.End))];
    }

    /// <summary>How many chunks there are.</summary>
    public int Count => _chunks.Count;

    /// <summary>The first row of a chunk and the first row after it.</summary>
    public (int First, int End) this[int chunk] => _chunks[chunk];
}
