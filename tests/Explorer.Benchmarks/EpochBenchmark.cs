using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Random;

namespace Explorer.Benchmarks;

/// <summary>Seconds an epoch, α = 49, λ = 0.1, after the start has settled.</summary>
internal static class EpochBenchmark
{
    public static void Run(BenchmarkOptions options) => Run(options, options.Split.Train, 1);

    public static void RunGenerated(BenchmarkOptions options) => Run(options, Generate(), 0);

    private static void Run(BenchmarkOptions options, LikesMatrix likes, double atLeastSeconds)
    {
        Console.WriteLine("factors threads  median s   best s    cpu s  steps/row");
        foreach (var factors in options.Factors)
        {
            foreach (var threads in options.Threads)
            {
                var trainer = new WrmfTrainer(likes, new Hyperparameters(factors, 0.1, 49), new TrainingOptions(1, threads));
                for (var warmUp = 0; warmUp < 4; warmUp++)
                {
                    trainer.RunEpoch(CancellationToken.None);
                }

                var (processor, epoch) = (Measure.ProcessorSeconds, trainer.Epoch);
                var (median, best) = Measure.Seconds(() => trainer.RunEpoch(CancellationToken.None), 0, atLeastSeconds);
                processor = (Measure.ProcessorSeconds - processor) / (trainer.Epoch - epoch);
                var steps = ((WhitenedSolver)trainer.Solver).Steps / (double)trainer.Epoch / (likes.RowCount + likes.ColumnCount);
                Console.WriteLine($"{factors,7} {threads,7} {median,9:0.0000} {best,8:0.0000} {processor,8:0.0000} {steps,10:0.0}");
            }
        }
    }

    /// <summary>358,868 users, 160,112 items and about 17.4 million likes, as many as Last.fm 360K, with popularity falling off as it does there.</summary>
    private static LikesMatrix Generate()
    {
        const int Users = 358_868;
        const int Items = 160_112;
        var random = new Xoshiro256StarStar(1);
        var starts = new int[Users + 1];
        var columns = new List<int>(17_500_000);
        var liked = new HashSet<int>();
        for (var user = 0; user < Users; user++)
        {
            liked.Clear();
            var count = 38 + random.Next(22);
            while (liked.Count < count)
            {
                // A power law with a flattened head: item rank = items · u^2.6.
                liked.Add((int)(Items * Math.Pow(random.NextDouble(), 2.6)));
            }

            columns.AddRange(liked.Order());
            starts[user + 1] = columns.Count;
        }

        Console.WriteLine($"generated: {Users} users, {Items} items, {columns.Count} likes");
        return new LikesMatrix(Items, starts, [.. columns]);
    }
}
