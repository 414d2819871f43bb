using Explorer.Recommender.Likes;

namespace Explorer.Benchmarks;

/// <summary>Epochs on a generated matrix of Last.fm's size, and what they take of memory beside what they must.</summary>
internal static class GeneratedBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        var shape = GeneratedLikes.LastFm();
        var likes = shape.ToMatrix();
        Console.WriteLine(shape);
        int[] threadCounts = options.AskedThreads ?? [Environment.ProcessorCount];
        var peaks = PeakBenchmark.Print(threadCounts);
        Console.WriteLine(EpochTiming.Header);
        foreach (var factors in options.AskedFactors ?? [64, 128])
        {
            foreach (var threads in threadCounts)
            {
                Measure.ForgetPeakMemory();
                Console.WriteLine(EpochTiming.Of(likes, factors, threads, warmUps: 2, runs: 3, 0).Line(factors, threads, peaks[threads]));
                var (least, peak) = (LeastBytes(likes, factors), Measure.PeakMemory);
                Console.WriteLine($"        peak memory {peak >> 20} MB; factors and both orientations {least >> 20} MB; ratio {peak / (double)least:0.00}");
            }
        }
    }

    /// <summary>Both tables of factors, 4 bytes a number, and the likes by user and by item: 4 bytes a like and a row in each.</summary>
    private static long LeastBytes(LikesMatrix likes, int factors)
    {
        var rows = (long)likes.RowCount + likes.ColumnCount;
        return (4 * rows * factors) + (2 * 4L * likes.LikeCount) + (4 * rows);
    }
}
