using Explorer.Recommender.Numerics;

namespace Explorer.Benchmarks;

/// <summary>What our own matrix product reaches: the yardstick for everything else.</summary>
internal static class PeakBenchmark
{
    private const int Rows = 96 * 64;
    private const int Size = 256;

    public static void Run(BenchmarkOptions options) => Print(options.Threads);

    /// <summary>Measures and prints.</summary>
    /// <returns>GFLOP/s, median, by number of threads.</returns>
    public static IReadOnlyDictionary<int, double> Print(int[] threadCounts)
    {
        var a = new AlignedTable<float>(Rows, Size);
        var b = new AlignedTable<float>(Size, Size);
        var c = new AlignedTable<float>(Rows, Size);
        a.Values.Fill(0.5f);
        b.Values.Fill(0.25f);
        var panels = Panels.Of(b);
        var work = 2.0 * Rows * Size * Size / 1e9;
        var peaks = new Dictionary<int, double>();
        foreach (var threads in threadCounts)
        {
            var (median, best) = Measure.Seconds(() => MatrixProduct.Multiply(a, panels, Triangle.None, c, threads, CancellationToken.None), 30);
            peaks[threads] = work / median;
            Console.WriteLine($"peak, matrix product with {threads} threads: {work / median:0} GFLOP/s (best {work / best:0})");
        }

        return peaks;
    }
}
