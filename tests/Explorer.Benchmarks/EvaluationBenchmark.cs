using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>Seconds for one evaluated epoch: precision in both protocols and both errors.</summary>
internal static class EvaluationBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("factors threads  precision s  error s");
        foreach (var factors in options.Factors)
        {
            var trainer = new WrmfTrainer(options.Split.Train, new Hyperparameters(factors, 0.1, 49), new TrainingOptions(1));
            for (var epoch = 0; epoch < 6; epoch++)
            {
                trainer.RunEpoch(CancellationToken.None);
            }

            foreach (var threads in options.Threads)
            {
                var (precision, _) = Measure.Seconds(() => PrecisionAtK.Of(trainer.Factorization, options.Split, 5, threads, CancellationToken.None));
                var (error, _) = Measure.Seconds(() => MeanSquaredError.Of(trainer.Factorization, options.Split, threads, CancellationToken.None));
                Console.WriteLine($"{factors,7} {threads,7} {precision,12:0.0000} {error,8:0.0000}");
            }
        }
    }
}
