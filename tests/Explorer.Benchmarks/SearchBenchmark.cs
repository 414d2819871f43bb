using System.Diagnostics;
using Explorer.Lab.Galleries;
using MathNet.Numerics.Random;

namespace Explorer.Benchmarks;

/// <summary>Search as one types, among generated names of two to six words.</summary>
internal static class SearchBenchmark
{
    private const int Words = 20_000;

    /// <summary>How many names are searched.</summary>
    public static readonly int[] Counts = [30_000, 1_000_000];

    private static readonly string[] Questions =
        ["a", "ka", "kan", "Kanoru", "ka no", "no such words anywhere", "zzzzzz", "id77", "kanoru temi", "temi kanoru", "kamoru", "knaoru tmei", "n", "é"];

    public static void Run(BenchmarkOptions options)
    {
        foreach (var count in Counts)
        {
            var (times, ready) = Milliseconds(count);
            Console.WriteLine($"search among {count:#,0} names, made ready in {ready:0.00} s");
            Console.WriteLine(
                $"  median {times[times.Length / 2].Milliseconds:0.00} ms, slowest {times[^1].Milliseconds:0.0} ms (“{times[^1].Question}”), next {times[^2].Milliseconds:0.0} ms (“{times[^2].Question}”)");
        }
    }

    /// <summary>Milliseconds of each question, ascending, and the seconds until the first can be asked.</summary>
    public static ((string Question, double Milliseconds)[] Times, double Ready) Milliseconds(int count)
    {
        var items = Generate(count);
        var watch = Stopwatch.StartNew();
        var search = new ItemSearch(items);
        var ready = watch.Elapsed.TotalSeconds;
        var all = Questions.Concat(items.Where((_, item) => item % (count / 20) == 7).Select(item => item.Name)).ToArray();
        return ([.. all.Select(question => (question, Measure.Seconds(() => search.Find(question, 12), 1, 0.05).Median * 1000)).OrderBy(time => time.Item2)], ready);
    }

    private static GalleryItem[] Generate(int count)
    {
        var random = new Xoshiro256StarStar(1);
        var syllables = "ka no ru te mi so la ve di pa eu an or ix".Split(' ');
        string Word() => string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => syllables[random.Next(syllables.Length)]));
        var words = Enumerable.Range(0, Words).Select(_ => Word()).ToArray();

        // Squaring makes some words frequent, as in real names.
        string Pick() => words[(int)(random.NextDouble() * random.NextDouble() * Words)];
        return [.. Enumerable.Range(0, count).Select(item =>
            new GalleryItem($"id{item}", string.Join(' ', Enumerable.Range(0, 2 + random.Next(5)).Select(_ => Pick())), "", random.Next(1000)))];
    }
}
