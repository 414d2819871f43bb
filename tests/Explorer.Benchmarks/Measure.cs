using System.Diagnostics;
using Explorer.Recommender.Numerics;

namespace Explorer.Benchmarks;

/// <summary>Times an action often enough for a median and a best that mean something.</summary>
internal static class Measure
{
    private const string ClearReferences = "/proc/self/clear_refs";

    /// <summary>Processor seconds of all threads since the start: on a busy machine steadier than the time on the wall.</summary>
    public static double ProcessorSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Seconds: median and best.</summary>
    public static (double Median, double Best) Seconds(Action action, int warmUps = 3, double atLeastSeconds = 1, int atLeastRuns = 5)
    {
        for (var run = 0; run < warmUps; run++)
        {
            action();
        }

        var times = new List<double>();
        var total = Stopwatch.StartNew();
        while (times.Count < atLeastRuns || (total.Elapsed.TotalSeconds < atLeastSeconds && times.Count < 1000))
        {
            var watch = Stopwatch.StartNew();
            action();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }

    /// <summary>
    /// Best seconds of work that comes in parts: every part's best over several passes, added up. A busy machine interrupts a pass of
    /// many milliseconds nearly always, but not always the same parts.
    /// </summary>
    public static double SecondsInParts(int parts, Action<int> part, int passes = 12)
    {
        var best = new double[parts];
        Array.Fill(best, double.PositiveInfinity);
        for (var pass = 0; pass < passes; pass++)
        {
            for (var index = 0; index < parts; index++)
            {
                var watch = Stopwatch.StartNew();
                part(index);
                best[index] = Math.Min(best[index], watch.Elapsed.TotalSeconds);
            }
        }

        return best.Sum();
    }

    public static void DescribeMachine() =>
        Console.WriteLine($"{Environment.ProcessorCount} processors, {Simd.Name}, .NET {Environment.Version}");

    /// <summary>The most bytes resident since <see cref="ForgetPeakMemory"/>, or since the start where the system cannot forget.</summary>
    public static long PeakMemory
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Gives unused memory back and has Linux begin a new peak (VmHWM).</summary>
    public static void ForgetPeakMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (File.Exists(ClearReferences))
        {
            File.WriteAllText(ClearReferences, "5");
        }
    }
}
