using Explorer.Recommender.Numerics;

namespace Explorer.Benchmarks;

/// <summary>What our own matrix product reaches: the yardstick for everything else.</summary>
internal static class PeakBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        const int Rows = 96 * 64;
        const int Size = 256;
        var a = new AlignedTable<float>(Rows, Size);
        var b = new AlignedTable<float>(Size, Size);
        var c = new AlignedTable<float>(Rows, Size);
        a.Values.Fill(0.5f);
        b.Values.Fill(0.25f);
        var panels = Panels.Of(b);
        foreach (var threads in options.Threads)
        {
            var (median, best) = Measure.Seconds(() => MatrixProduct.Multiply(a, panels, Triangle.None, c, threads, CancellationToken.None), 30);
            var work = 2.0 * Rows * Size * Size / 1e9;
            Console.WriteLine($"matrix product, {threads} threads: {work / median:0} GFLOP/s (best {work / best:0})");
        }
    }
}
