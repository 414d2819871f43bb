using Explorer.Recommender.Recommendations;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>Ten recommendations for one user and for all users, liked items left out, f = 40.</summary>
internal static class RecommendationBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        var likes = options.Split.Train;
        var trainer = new WrmfTrainer(likes, new Hyperparameters(40, 0.1, 49), new TrainingOptions(1));
        trainer.RunEpoch(CancellationToken.None);
        var index = new RecommendationIndex(trainer.Factorization, likes);
        var user = 0;
        var (median, best) = Measure.Seconds(() => index.For(user++ % index.UserCount, 10), 200);
        Console.WriteLine($"ten recommendations for one user: {median * 1000:0.000} ms (best {best * 1000:0.000})");

        var work = 2.0 * index.UserCount * index.ItemCount * 40 / 1e9;
        foreach (var threads in options.Threads)
        {
            (median, best) = Measure.Seconds(() => index.ForAll(10, threads, CancellationToken.None));
            Console.WriteLine(
                $"ten recommendations for all {index.UserCount} users, {threads} threads: {median:0.000} s (best {best:0.000}), {work / median:0} GFLOP/s");
        }
    }
}
