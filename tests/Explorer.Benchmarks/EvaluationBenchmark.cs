using System.Diagnostics;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>Seconds for one evaluated epoch with all metrics: rankings for a few lists of k, both errors, and an epoch beside them.</summary>
internal static class EvaluationBenchmark
{
    private const int Rounds = 20;

    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("best of interleaved runs, s");
        Console.WriteLine("factors threads   k = 5  k = 5, 10, 20  k = 5, 100   errors    epoch");
        int[][] lists = [[5], [5, 10, 20], [5, 100]];
        var tasks = lists.Select(ks => new RankingTask(options.Split, ks)).ToList();
        foreach (var factors in options.Factors)
        {
            var trainer = new WrmfTrainer(options.Split.Train, new Hyperparameters(factors, 0.1, 49), new TrainingOptions(1));
            for (var epoch = 0; epoch < 6; epoch++)
            {
                trainer.RunEpoch(CancellationToken.None);
            }

            foreach (var threads in options.Threads)
            {
                trainer.Threads = threads;
                var best = Interleaved(
                [
                    .. tasks.Select<RankingTask, Action>(task => () => RankingEvaluation.Of(trainer.Factorization, task, threads, CancellationToken.None)),
                    () => MeanSquaredError.Of(trainer.Factorization, options.Split, threads, CancellationToken.None),
                    () => trainer.RunEpoch(CancellationToken.None),
                ]);
                Console.WriteLine($"{factors,7} {threads,7} {best[0],7:0.0000} {best[1],14:0.0000} {best[2],11:0.0000} {best[3],8:0.0000} {best[4],8:0.0000}");
            }
        }
    }

    /// <summary>In turn, so that whatever else the machine does hits all alike; the best of each.</summary>
    private static double[] Interleaved(Action[] actions)
    {
        var best = Enumerable.Repeat(double.MaxValue, actions.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var action = 0; action < actions.Length; action++)
            {
                var watch = Stopwatch.StartNew();
                actions[action]();
                best[action] = Math.Min(best[action], watch.Elapsed.TotalSeconds);
            }
        }

        return best;
    }
}
