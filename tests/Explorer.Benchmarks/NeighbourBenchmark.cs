using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Wrmf;

namespace Explorer.Benchmarks;

/// <summary>Ten nearest of one item and of all items, f = 40.</summary>
internal static class NeighbourBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        var trainer = new WrmfTrainer(options.Split.Train, new Hyperparameters(40, 0.1, 49), new TrainingOptions(1));
        trainer.RunEpoch(CancellationToken.None);
        var index = new NeighbourIndex(trainer.Factorization.Items);
        var item = 0;
        var (median, best) = Measure.Seconds(() => index.Nearest(item++ % index.ItemCount, 10), 200);
        Console.WriteLine($"ten nearest of one item: {median * 1000:0.000} ms (best {best * 1000:0.000})");

        var work = 2.0 * index.ItemCount * index.ItemCount * 40 / 1e9;
        foreach (var threads in options.Threads)
        {
            (median, best) = Measure.Seconds(() => index.NearestOfAll(10, threads, CancellationToken.None));
            Console.WriteLine(
                $"ten nearest of all {index.ItemCount} items, {threads} threads: {median:0.000} s (best {best:0.000}), {work / median:0} GFLOP/s");
        }

        // What each measured epoch of a trial costs on top: a fixed sample and twelve pins.
        var watch = new NeighbourWatch(index.ItemCount, 1);
        int[] pins = [.. Enumerable.Range(0, 12)];
        var epoch = 0;
        (median, best) = Measure.Seconds(() => watch.Look(++epoch, trainer.Factorization.Items, pins, 1, CancellationToken.None));
        Console.WriteLine($"neighbour stability and {pins.Length} pins, 1 thread: {median * 1000:0.0} ms (best {best * 1000:0.0})");
    }
}
