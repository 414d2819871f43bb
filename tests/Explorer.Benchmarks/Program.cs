using Explorer.Benchmarks;

if (args.Contains("--help"))
{
    Console.WriteLine("""
        dotnet run -c Release --project tests/Explorer.Benchmarks -- [PART]... [options]

        parts      peak epochs evaluation neighbours   (all of these when none is named)
                   search                              search as one types among 30,000 and 1,000,000 generated names
                   phases                              where the time of an epoch goes
                   generated                           epochs on a generated matrix of Last.fm's size
                   --grid post                         the post's whole grid: 180 trials, 3,420 points
        options    --data FILE     likes in the post's format (default: sketchfab_likes_twin.psv.gz of shared/data)
                   --factors 40,120                    only these numbers of factors
                   --threads 1,2                       only these numbers of threads
                   --parallel N    trials at a time in the grid (default: one per processor)
        """);
    return 0;
}

var options = BenchmarkOptions.Parse(args);
Measure.DescribeMachine();
foreach (var (part, run) in new (string, Action<BenchmarkOptions>)[]
{
    ("peak", PeakBenchmark.Run),
    ("epochs", EpochBenchmark.Run),
    ("phases", PhaseBenchmark.Run),
    ("evaluation", EvaluationBenchmark.Run),
    ("neighbours", NeighbourBenchmark.Run),
    ("search", SearchBenchmark.Run),
    ("generated", EpochBenchmark.RunGenerated),
    ("grid", PostGrid.Run),
})
{
    if (options.Parts.Contains(part))
    {
        run(options);
    }
}

Measure.PrintMemory();
return 0;
