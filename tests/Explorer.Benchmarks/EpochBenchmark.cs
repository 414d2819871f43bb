namespace Explorer.Benchmarks;

/// <summary>Seconds an epoch by factors and threads.</summary>
internal static class EpochBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        var likes = options.Split.Train;
        var peaks = PeakBenchmark.Print(options.Threads);
        Console.WriteLine(EpochTiming.Header);
        foreach (var factors in options.Factors)
        {
            foreach (var threads in options.Threads)
            {
                Console.WriteLine(EpochTiming.Of(likes, factors, threads).Line(factors, threads, peaks[threads]));
            }
        }
    }
}
