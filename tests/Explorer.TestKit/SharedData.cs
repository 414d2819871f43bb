using Explorer.Recommender.Likes;

namespace Explorer.TestKit;

/// <summary>The handed-over data files, which are not part of the repository.</summary>
public static class SharedData
{
    /// <summary>xunit takes an exception whose message begins with this for a skipped test.</summary>
    private const string DynamicSkip = "$XunitDynamicSkip$";

    /// <summary>The full path of a file below <c>shared/data</c>; skips the test when it is not there.</summary>
    /// <param name="file">Such as <c>nasty/00_base.psv</c>.</param>
    public static string Require(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException($"{DynamicSkip}shared/data/{file} was not found in this folder or any above it.");
    }

    /// <summary>The likes of a file; skips the test when it is not there.</summary>
    public static async Task<LikeSet> ReadLikesAsync(string file, CancellationToken cancellationToken = default)
    {
        await using var stream = File.OpenRead(Require(file));
        return (await LikesFile.ReadAsync(stream, new LikesFileLimits(long.MaxValue, int.MaxValue), progress: null, cancellationToken)).Likes;
    }

    /// <summary>The same for a program that has nothing else to do meanwhile.</summary>
    public static LikeSet ReadLikes(string file) => ReadLikesAsync(file).GetAwaiter().GetResult();
}
