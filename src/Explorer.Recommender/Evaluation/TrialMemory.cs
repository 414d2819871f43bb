using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Evaluation;

/// <summary>How much memory a trial takes, told before it is started.</summary>
/// <remarks>
/// Counts what is held at the same time, evaluation included; lists of the k best are left out. A row of factors is f numbers of four
/// bytes, rounded up to a multiple of 16 numbers.
/// </remarks>
public static class TrialMemory
{
    /// <summary>Small matrices in double beside the segments of the Gram matrix: itself, its factor, the inverse, and their copies.</summary>
    private const int SmallMatrices = 12;

    /// <summary>Rows of factors that a worker holds: those gathered, those on the way back, and a block of test users with its scores.</summary>
    private const int RowsOfWorker = 256;

    /// <summary>Bytes of a split, however many trials share it: the training likes by user and by item, the held-out ones by user.</summary>
    /// <param name="likes">All likes, held-out ones included.</param>
    /// <param name="areWeighted">Whether likes carry weights.</param>
    public static long OfSplit(int users, int items, int likes, bool areWeighted)
    {
        var like = areWeighted ? sizeof(int) + sizeof(float) : sizeof(int);
        return (2L * likes * like) + (sizeof(int) * ((2L * users) + items));
    }

    /// <summary>Bytes of one trial beside the split.</summary>
    /// <remarks>
    /// Both tables twice, since a half-epoch writes beside what it reads, and half of each for its last change; the items once more as columns for the ranking and once as directions for
    /// their neighbours, both written over at the next evaluation; the test users' rows twice, since those of the last evaluation may not have
    /// been collected yet; YᵀY in up to 16 segments, at most 64 MB; and for each thread a formed matrix of f × f and some rows.
    /// </remarks>
    /// <param name="factorCount">f, 1 or more.</param>
    /// <param name="threads">Workers, 1 or more.</param>
    public static long OfTrial(int users, int items, int factorCount, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factorCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);

        long stride = Simd.RoundUp(factorCount, Simd.RowPadding);
        var row = sizeof(float) * stride;
        var tables = ((long)users + items) * row * 5 / 2;
        var evaluation = 2 * ((long)users + items) * row;
        var small = sizeof(double) * stride * stride;
        var gram = Math.Min(16 * small, 1L << 26) + (SmallMatrices * small);
        var worker = (RowsOfWorker + stride) * row;
        return tables + evaluation + gram + (threads * worker);
    }
}
