using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Evaluation;

/// <summary>Item factors packed for products, the longest first, so that most panels can be passed over without a look.</summary>
/// <remarks>
/// |x·y| ≤ ‖x‖‖y‖ (Cauchy and Schwarz): once a user's k-th score is above ‖x‖ times the largest ‖y‖ still to come, the list stands. Lengths
/// are very skewed, since popular items have long factors: at the post's settings six of seven panels are passed over.
/// </remarks>
internal sealed class LongestFirst
{
    private const int ChunkRows = 1024;
    private const int Buckets = 1 << 15;

    private readonly int[] _items;
    private readonly float[] _largest;

    private LongestFirst(Panels panels, int[] items, float[] largest) => (Panels, _items, _largest) = (panels, items, largest);

    /// <summary>The factors as columns, longest first.</summary>
    public Panels Panels { get; }

    /// <summary>The items in the columns of a panel; fewer than <see cref="Panels.Width"/> in the last one.</summary>
    public ReadOnlySpan<int> ItemsOf(int panel) =>
        _items.AsSpan(panel * Panels.Width, Math.Min(Panels.Width, _items.Length - (panel * Panels.Width)));

    /// <summary>The largest length of an item in this panel or a later one.</summary>
    public float LargestFrom(int panel) => _largest[panel];

    /// <summary>Orders and packs. Costs O(items·f).</summary>
    /// <param name="spare">Panels that nobody needs any more, to be written over when they are of the same shape.</param>
    public static LongestFirst Of(Factors factors, Panels? spare, int workers, CancellationToken cancellationToken)
    {
        var lengths = new float[factors.RowCount];
        Workers.Run(
            workers,
            (lengths.Length + ChunkRows - 1) / ChunkRows,
            (chunk, _) =>
            {
                for (var item = chunk * ChunkRows; item < Math.Min(lengths.Length, (chunk + 1) * ChunkRows); item++)
                {
                    lengths[item] = LengthOf(factors[item]);
                }
            },
            cancellationToken);
        var items = Order(lengths);

        // Order is only roughly descending, so a later panel may hold a slightly longer item.
        var largest = new float[(items.Length + Panels.Width - 1) / Panels.Width];
        for (var place = items.Length - 1; place >= 0; place--)
        {
            var panel = place / Panels.Width;
            var later = panel + 1 < largest.Length ? largest[panel + 1] : 0;
            largest[panel] = Math.Max(Math.Max(largest[panel], later), lengths[items[place]]);
        }

        var panels = spare is { } old && (old.Depth, old.ColumnCount) == (factors.FactorCount, factors.RowCount)
            ? old
            : new Panels(factors.FactorCount, factors.RowCount);
        panels.Fill((column, target) => factors[items[column]].CopyTo(target), workers, cancellationToken);
        return new LongestFirst(panels, items, largest);
    }

    /// <summary>‖x‖, rounded up.</summary>
    public static float LengthOf(ReadOnlySpan<float> row) => MathF.BitIncrement((float)Math.Sqrt(Dot.InDouble(row, row)));

    /// <summary>Items by length, descending to within a hundredth: a counting sort by sign, exponent and seven bits, which costs no comparisons.</summary>
    private static int[] Order(float[] lengths)
    {
        var starts = new int[Buckets + 1];
        foreach (var length in lengths)
        {
            starts[BucketOf(length) + 1]++;
        }

        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        var items = new int[lengths.Length];
        for (var item = 0; item < lengths.Length; item++)
        {
            items[starts[BucketOf(lengths[item])]++] = item;
        }

        return items;
    }

    /// <summary>The bits of a positive float grow with its value.</summary>
    private static int BucketOf(float length) => Buckets - 1 - (int)(BitConverter.SingleToUInt32Bits(length) >> 16);
}
