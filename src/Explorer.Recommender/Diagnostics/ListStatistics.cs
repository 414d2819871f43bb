using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Diagnostics;

/// <summary>What recommendation lists are like beyond being right: how much of the catalogue they show, and how famous, even and alike it is.</summary>
/// <param name="Users">How many users' lists were looked at.</param>
/// <param name="Coverage">Different items in all lists over all items, 0 … 1.</param>
/// <param name="MeanLikes">Likes of a recommended item, mean over all entries of all lists.</param>
/// <param name="Gini">Of how often each item is recommended, over all items: 0 when all equally often, towards 1 when few items have it all.</param>
/// <param name="Novelty">Mean of −log₂(likes / users) over all entries, in bits: how surprising it is that someone likes it (Zhou et al. 2010).</param>
/// <param name="IntraListSimilarity">Mean cosine of two items of the same list, −1 … 1 (after Ziegler et al. 2005); 0 when no list has two.</param>
public sealed record ListStatistics(int Users, double Coverage, double MeanLikes, double Gini, double Novelty, double IntraListSimilarity)
{
    /// <summary>Measures lists.</summary>
    /// <param name="lists">One list a user; item indices.</param>
    /// <param name="itemLikes">Items × users: whose likes count as popularity.</param>
    /// <param name="items">Item factors, for the similarity within a list.</param>
    public static ListStatistics Of(IReadOnlyList<IReadOnlyList<int>> lists, LikesMatrix itemLikes, Factors items)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(itemLikes);
        ArgumentNullException.ThrowIfNull(items);

        var times = new int[itemLikes.RowCount];
        var (entries, likes, novelty, pairs, cosines) = (0L, 0.0, 0.0, 0L, 0.0);
        foreach (var list in lists)
        {
            foreach (var item in list)
            {
                times[item]++;
                entries++;
                likes += itemLikes[item].Length;
                novelty -= Math.Log2(Math.Max(1, itemLikes[item].Length) / (double)itemLikes.ColumnCount);
            }

            for (var place = 1; place < list.Count; place++)
            {
                for (var earlier = 0; earlier < place; earlier++, pairs++)
                {
                    cosines += Cosine(items[list[earlier]], items[list[place]]);
                }
            }
        }

        var shown = Math.Max(1, entries);
        return new ListStatistics(
            lists.Count,
            times.Count(count => count > 0) / (double)Math.Max(1, times.Length),
            likes / shown,
            GiniOf(times),
            novelty / shown,
            cosines / Math.Max(1, pairs));
    }

    /// <summary>The Gini coefficient of counts, 0 … 1; 0 when there is nothing to share out.</summary>
    public static double GiniOf(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);

        var (weighted, total, place) = (0.0, 0.0, 0);
        foreach (var count in counts.Order())
        {
            place++;
            weighted += (double)place * count;
            total += count;
        }

        return total > 0 ? (2 * weighted / (counts.Count * total)) - ((counts.Count + 1.0) / counts.Count) : 0;
    }

    private static double Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var lengths = Math.Sqrt(Dot.InDouble(x, x)) * Math.Sqrt(Dot.InDouble(y, y));
        return lengths > 0 ? Dot.InDouble(x, y) / lengths : 0;
    }
}
