using System.Diagnostics;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>The grid of the post, which took it two days on four cores. Several trials at once, one thread each.</summary>
internal static class PostGrid
{
    public static void Run(BenchmarkOptions options)
    {
        // The post's α is its fork's c = αd; ours is one less.
        var trials =
            (from factors in new[] { 10, 20, 40, 80, 120 }
             from lambda in new[] { 0, 1e-5, 1e-3, 1e-1, 1e1, 1e2 }
             from alpha in new[] { 1, 10, 50, 100, 500, 1000 }
             orderby factors descending
             select new Hyperparameters(factors, lambda, alpha - 1)).ToArray();
        var split = options.Split;
        var points = new List<(Hyperparameters Trial, LearningCurvePoint Point)>();
        var failures = new List<string>();
        var noted = 0;
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(trials, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel }, trial =>
        {
            var threads = Math.Max(1, Environment.ProcessorCount / options.Parallel);
            var curve = new LearningCurve(split, trial, 5, new TrainingOptions(1, threads));
            try
            {
                for (var epoch = 2; epoch <= 38; epoch += 2)
                {
                    var point = curve.AdvanceTo(epoch, CancellationToken.None);
                    lock (points)
                    {
                        points.Add((trial, point));
                    }
                }
            }
            catch (ExplorerException failure)
            {
                lock (points)
                {
                    failures.Add(failure.Message);
                }
            }

            lock (points)
            {
                noted += curve.Notes.Count > 0 ? 1 : 0;
            }
        });

        Report(points, failures, noted, trials.Length, watch.Elapsed);
    }

    private static void Report(
        List<(Hyperparameters Trial, LearningCurvePoint Point)> points, List<string> failures, int noted, int trials, TimeSpan elapsed)
    {
        Console.WriteLine($"{trials} trials, {points.Count} points in {elapsed.TotalMinutes:0.00} minutes: {points.Count / elapsed.TotalSeconds:0.0} points/s; {failures.Count} trials failed, {noted} with notes; {Measure.ProcessorSeconds:0} processor seconds");
        failures.Distinct().ToList().ForEach(Console.WriteLine);
        var last = points.Where(p => p.Point.Epoch == 38).ToList();
        Console.WriteLine($"time of trials: training {last.Sum(p => p.Point.TrainSeconds):0} s, evaluation {last.Sum(p => p.Point.EvaluationSeconds):0} s");
        var best = points.MaxBy(p => p.Point.PrecisionTest);
        Console.WriteLine($"best: {best.Trial}: {best.Point}");
        foreach (var group in last.GroupBy(p => p.Trial.FactorCount).OrderBy(group => group.Key))
        {
            Console.WriteLine($"f = {group.Key}: {group.Average(p => p.Point.TrainSeconds):0.00} s training, {group.Average(p => p.Point.EvaluationSeconds):0.00} s evaluation a trial");
        }
    }
}
