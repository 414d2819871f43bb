using System.Globalization;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Benchmarks;

/// <summary>What to measure, and on what.</summary>
internal sealed record BenchmarkOptions(
    IReadOnlySet<string> Parts, string? Data, int[]? AskedFactors, int[]? AskedThreads, int Parallel, int Rows, string? Out, IReadOnlySet<string> Steps)
{
    private static readonly string[] s_usual = ["peak", "epochs", "evaluation", "neighbours", "recommendations"];

    private Split? _split;

    /// <summary>Whether a step of a part is wanted: all are when none is named.</summary>
    public bool Wants(string step) => Steps.Count == 0 || Steps.Contains(step);

    public int[] Factors => AskedFactors ?? [10, 20, 40, 80, 120];

    public int[] Threads => AskedThreads ?? [.. new[] { 1, Environment.ProcessorCount }.Distinct()];

    /// <summary>The post's split: thresholds 5 and 5, k = 5, fraction 0.2.</summary>
    public Split Split => _split ??= Load();

    public static BenchmarkOptions Parse(string[] args, IEnumerable<string> allParts)
    {
        string? ValueOf(string name) => Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;
        int[]? Numbers(string name) => ValueOf(name)?.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();

        var parts = args.Intersect(allParts).ToHashSet();
        if (ValueOf("--grid") == "post")
        {
            parts.Add("grid");
        }

        return new BenchmarkOptions(
            parts.Count > 0 ? parts : s_usual.ToHashSet(),
            ValueOf("--data"),
            Numbers("--factors"),
            Numbers("--threads"),
            Numbers("--parallel")?[0] ?? Environment.ProcessorCount,
            Numbers("--rows")?[0] ?? GeneratedLikes.LastFmLikes,
            ValueOf("--out"),
            ValueOf("--steps")?.Split(',').ToHashSet() ?? []);
    }

    private Split Load()
    {
        var file = Data is null ? "sketchfab_likes_twin.psv.gz" : Path.GetFullPath(Data);
        var likes = LikesMatrix.Of(KCore.Of(SharedData.ReadLikes(file), 5, 5).ToLikeSet());
        var split = new HoldOut(5, 0.2, 1).Apply(likes);
        Console.WriteLine($"{Path.GetFileName(file)}: {likes.RowCount} users, {likes.ColumnCount} items, {likes.LikeCount} likes; {split.TestUsers.Count} test users");
        return split;
    }
}
