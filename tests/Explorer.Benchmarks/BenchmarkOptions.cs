using System.Globalization;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Benchmarks;

/// <summary>What to measure, and on what.</summary>
internal sealed record BenchmarkOptions(IReadOnlySet<string> Parts, string? Data, int[] Factors, int[] Threads, int Parallel)
{
    private Split? _split;

    /// <summary>The post's split: thresholds 5 and 5, k = 5, fraction 0.2.</summary>
    public Split Split => _split ??= Load();

    public static BenchmarkOptions Parse(string[] args)
    {
        string? ValueOf(string name) => Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;
        int[] Numbers(string name, int[] otherwise) => ValueOf(name) is { } text
            ? [.. text.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))]
            : otherwise;

        var parts = args.Where(arg => arg is "peak" or "epochs" or "evaluation" or "neighbours" or "generated" or "phases" or "search").ToHashSet();
        if (ValueOf("--grid") == "post")
        {
            parts.Add("grid");
        }

        return new BenchmarkOptions(
            parts.Count > 0 ? parts : new HashSet<string> { "peak", "epochs", "evaluation", "neighbours" },
            ValueOf("--data"),
            Numbers("--factors", [10, 20, 40, 80, 120]),
            Numbers("--threads", [1, Environment.ProcessorCount]),
            Numbers("--parallel", [Environment.ProcessorCount])[0]);
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
