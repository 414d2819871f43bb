using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Evaluation;

/// <summary>What is to be measured, and whatever of it does not depend on the factors. Made once, used at every epoch, by several threads if need be.</summary>
internal sealed class RankingTask
{
    private Panels? _spare;

    /// <summary>Prepares the measuring. Costs O(likes + largest k).</summary>
    /// <param name="ks">Each 1 or more, distinct.</param>
    public RankingTask(Split split, IReadOnlyList<int> ks)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(ks);
        foreach (var k in ks)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(k, 1, nameof(ks));
        }

        Split = split;
        Ks = ks;
        AscendingKs = [.. ks.Select((k, place) => (k, place)).Order()];

        // More than all items cannot be ranked, and a list that never fills would never get a threshold.
        Length = Math.Min(ks.Count == 0 ? 0 : ks.Max(), split.Train.ColumnCount);
        Discounts = new double[Length];
        IdealGains = new double[Length + 1];
        for (var place = 0; place < Length; place++)
        {
            Discounts[place] = 1 / Math.Log2(place + 2);
            IdealGains[place + 1] = IdealGains[place] + Discounts[place];
        }

        TrainLikesPerItem = new int[split.Train.ColumnCount];
        foreach (var item in split.Train.Columns)
        {
            TrainLikesPerItem[item]++;
        }
    }

    /// <summary>The likes.</summary>
    public Split Split { get; }

    /// <summary>The k in the order asked for.</summary>
    public IReadOnlyList<int> Ks { get; }

    /// <summary>The k ascending, each with its place in <see cref="Ks"/>.</summary>
    public IReadOnlyList<(int K, int Place)> AscendingKs { get; }

    /// <summary>Items to rank for a user: the largest k, or all items when they are fewer.</summary>
    public int Length { get; }

    /// <summary>1 / log₂(p + 1) of place p = 1, 2, …; shape [<see cref="Length"/>].</summary>
    public double[] Discounts { get; }

    /// <summary>The discounted gain of so many hits at the top, shape [<see cref="Length"/> + 1].</summary>
    public double[] IdealGains { get; }

    /// <summary>Popularity: training likes of all users, shape [items].</summary>
    public int[] TrainLikesPerItem { get; }

    /// <summary>The panels of an evaluation that has ended, for the next one to write over; null when there are none or another evaluation has them.</summary>
    public Panels? TakeSpare() => Interlocked.Exchange(ref _spare, null);

    /// <summary>Keeps panels for <see cref="TakeSpare"/>.</summary>
    public void GiveBack(Panels panels) => Volatile.Write(ref _spare, panels);
}
