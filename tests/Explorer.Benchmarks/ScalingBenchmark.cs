namespace Explorer.Benchmarks;

/// <summary>How an epoch's cost grows with the likes, and how it falls with the threads. f = 40 unless asked otherwise.</summary>
/// <remarks>
/// Users, items and likes grow together, so that rows keep their length and the cost a like ought to stay flat; but the factors outgrow the
/// caches on the way, which a matrix with a fixed number of items would hide.
/// </remarks>
internal static class ScalingBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        foreach (var factors in options.AskedFactors ?? [40])
        {
            ScaleLikes(factors);
            ScaleThreads(options, factors);
        }
    }

    private static void ScaleLikes(int factors)
    {
        var threads = Environment.ProcessorCount;
        Console.WriteLine($"f = {factors}, {threads} threads: the twin's shape, users, items and likes times");
        Console.WriteLine("times    likes  median s   best s  ns/like  cpu ns/like  steps/row");
        foreach (var times in new[] { 1, 3, 10, 30 })
        {
            var likes = GeneratedLikes.Twin(times).ToMatrix();
            var timing = EpochTiming.Of(likes, factors, threads);
            var nanoseconds = 1e9 / likes.LikeCount;
            Console.WriteLine(
                $"{times,5} {likes.LikeCount,8} {timing.Median,9:0.0000} {timing.Best,8:0.0000} {timing.Median * nanoseconds,8:0.0} {timing.Processor * nanoseconds,12:0.0} {timing.StepsPerRow,10:0.0}");
        }
    }

    private static void ScaleThreads(BenchmarkOptions options, int factors)
    {
        Console.WriteLine($"f = {factors}: threads, median s, best s, times faster than one");
        var alone = 0.0;
        for (var threads = 1; threads <= Environment.ProcessorCount; threads++)
        {
            var timing = EpochTiming.Of(options.Split.Train, factors, threads);
            alone = threads == 1 ? timing.Median : alone;
            Console.WriteLine($"{threads,7} {timing.Median,9:0.0000} {timing.Best,8:0.0000} {alone / timing.Median,6:0.00}");
        }
    }
}
