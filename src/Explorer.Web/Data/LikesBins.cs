namespace Explorer.Web.Data;

/// <summary>Counts rows by their number of likes, in bins that double: 1, 2–3, 4–7, 8–15, …</summary>
public static class LikesBins
{
    /// <summary>How many rows fall into each bin; bin n holds 2ⁿ … 2ⁿ⁺¹ − 1 likes. Rows without likes are not counted.</summary>
    /// <param name="likesPerRow">Shape [rows], each 0 or more.</param>
    public static IReadOnlyList<int> Count(ReadOnlySpan<int> likesPerRow)
    {
        var bins = new int[32];
        var used = 0;
        foreach (var likes in likesPerRow)
        {
            if (likes > 0)
            {
                var bin = int.Log2(likes);
                bins[bin]++;
                used = Math.Max(used, bin + 1);
            }
        }

        return bins[..used];
    }

    /// <summary>What a bin holds: “1”, “2–3”.</summary>
    public static string Name(int bin) => bin == 0 ? "1" : $"{1L << bin}–{(2L << bin) - 1}";
}
