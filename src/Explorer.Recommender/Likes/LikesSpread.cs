namespace Explorer.Recommender.Likes;

/// <summary>How likes are spread over users, or over items.</summary>
/// <param name="Count">How many users or items there are.</param>
/// <param name="Min">The fewest likes of one; 0 when there is none.</param>
/// <param name="Median">Half have at most so many; the mean of the two in the middle of an even number.</param>
/// <param name="Mean">Likes / count; 0 when there is none.</param>
/// <param name="Max">The most likes of one.</param>
/// <param name="Gini">0 when all have equally many, towards 1 the fewer have them all.</param>
/// <param name="TopShares">The share of all likes that the most liked 1 %, 5 %, 10 %, 20 % and 50 % have (rounded up to whole ones), 0 … 1.</param>
/// <param name="Lorenz">The share of likes that the thinnest 0 %, 1 %, … 100 % have (rounded down to whole ones), ascending 0 … 1. Shape [101].</param>
/// <param name="Histogram">Every number of likes that occurs, ascending; at most √(2 · likes) entries.</param>
public sealed record LikesSpread(
    int Count,
    int Min,
    double Median,
    double Mean,
    int Max,
    double Gini,
    IReadOnlyList<TopShare> TopShares,
    IReadOnlyList<double> Lorenz,
    IReadOnlyList<LikesCount> Histogram)
{
    private static readonly double[] Tops = [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <summary>Counts. Costs O(n log n).</summary>
    /// <param name="likesPerRow">Likes of each user or item, each 0 or more, in any order.</param>
    public static LikesSpread Of(ReadOnlySpan<int> likesPerRow)
    {
        int[] sorted = [.. likesPerRow];
        Array.Sort(sorted);
        var sums = new long[sorted.Length + 1];
        for (var row = 0; row < sorted.Length; row++)
        {
            sums[row + 1] = sums[row] + sorted[row];
        }

        var (count, total) = (sorted.Length, sums[^1]);
        return new LikesSpread(
            count,
            count == 0 ? 0 : sorted[0],
            count == 0 ? 0 : (sorted[(count - 1) / 2] + (double)sorted[count / 2]) / 2,
            count == 0 ? 0 : (double)total / count,
            count == 0 ? 0 : sorted[^1],
            GiniOf(sums),
            [.. Tops.Select(share => new TopShare(share, ShareOf(total - sums[count - (int)Math.Ceiling(share * count)], total)))],
            [.. Enumerable.Range(0, 101).Select(percent => ShareOf(sums[(int)((long)count * percent / 100)], total))],
            HistogramOf(sorted));
    }

    /// <summary>1 − 2 × the area below the Lorenz curve, by trapezes between all rows.</summary>
    private static double GiniOf(long[] sums)
    {
        var (rows, total) = (sums.Length - 1, sums[^1]);
        if (total == 0)
        {
            return 0;
        }

        var doubledArea = 0d;
        for (var row = 0; row < rows; row++)
        {
            doubledArea += sums[row] + (double)sums[row + 1];
        }

        return 1 - (doubledArea / ((double)rows * total));
    }

    private static double ShareOf(long part, long total) => total == 0 ? 0 : (double)part / total;

    private static List<LikesCount> HistogramOf(int[] sorted)
    {
        var histogram = new List<LikesCount>();
        for (var row = 0; row < sorted.Length;)
        {
            var end = row;
            while (end < sorted.Length && sorted[end] == sorted[row])
            {
                end++;
            }

            histogram.Add(new LikesCount(sorted[row], end - row));
            row = end;
        }

        return histogram;
    }
}
