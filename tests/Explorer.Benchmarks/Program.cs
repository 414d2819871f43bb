using Explorer.Benchmarks;

if (args.Contains("--help"))
{
    Console.WriteLine("""
        dotnet run -c Release --project tests/Explorer.Benchmarks -- [PART]... [options]

        parts      peak epochs evaluation neighbours recommendations   (all of these when none is named)
                   gallery                             item page after a click in a browser, neighbours by the API, search: a table
                   data-room                           the Data room in a browser: import, landscape, sliders (needs Chromium)
                   sweeps-room                         the Sweeps room in a browser: 2,000 trials, the post's grid live, ten watchers (needs Chromium)
                   search                              search as one types among 30,000 and 1,000,000 generated names
                   side-by-side                        epochs in turn with those of the methods they are compared with (needs OpenBLAS)
                   phases                              where the time of an epoch goes
                   scaling                             an epoch by likes (×1, ×3, ×10, ×30 of the twin) and by threads
                   generated                           epochs on a generated matrix of Last.fm's size, f = 64 and 128
                   write-likes --out FILE              writes a generated likes file (.gz: compressed) to measure the import with
                   --grid post                         the post's whole grid: 180 trials, 3,420 points
        options    --data FILE     likes in the post's format (default: sketchfab_likes_twin.psv.gz of shared/data)
                   --factors 40,120                    only these numbers of factors
                   --threads 1,2                       only these numbers of threads
                   --parallel N    trials at a time in the grid (default: one per processor)
                   --steps stored,live,watchers        only these steps of sweeps-room
                   --rows N        rows of the file written (default: 17400000; 100000 or more)
        """);
    return 0;
}

(string Name, Action<BenchmarkOptions> Run)[] parts =
[
    ("peak", PeakBenchmark.Run),
    ("epochs", EpochBenchmark.Run),
    ("side-by-side", SideBySideBenchmark.Run),
    ("phases", PhaseBenchmark.Run),
    ("evaluation", EvaluationBenchmark.Run),
    ("neighbours", NeighbourBenchmark.Run),
    ("gallery", options => GalleryBenchmark.RunAsync(options).GetAwaiter().GetResult()),
    ("data-room", DataRoomBenchmark.Run),
    ("sweeps-room", SweepsRoomBenchmark.Run),
    ("search", SearchBenchmark.Run),
    ("recommendations", RecommendationBenchmark.Run),
    ("scaling", ScalingBenchmark.Run),
    ("generated", GeneratedBenchmark.Run),
    ("write-likes", LikesWriter.Run),
    ("grid", PostGrid.Run),
];
var options = BenchmarkOptions.Parse(args, parts.Select(part => part.Name));
Measure.DescribeMachine();
foreach (var (name, run) in parts.Where(part => options.Parts.Contains(part.Name)))
{
    Console.WriteLine($"== {name}");
    Measure.ForgetPeakMemory();
    run(options);
    Console.WriteLine($"{name}: peak memory {Measure.PeakMemory >> 20} MB");
}

return 0;
