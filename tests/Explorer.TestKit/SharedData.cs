using System.IO.Compression;
using Explorer.Recommender.Likes;

namespace Explorer.TestKit;

/// <summary>The data files that are handed over beside the repository and never committed. A test that needs one skips without it.</summary>
public static class SharedData
{
    /// <summary>Where the files are, or null on a machine without them: a folder shared/data in or beside a folder above the tests.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of a file.</summary>
    /// <exception cref="Exception">The file is missing; the runner counts the test as skipped and shows why.</exception>
    public static string Require(string file)
    {
        var path = Path.Combine(Folder ?? string.Empty, file);
        // The prefix is how xunit.v3 tells a skip from a failure; with it this project needs no test framework.
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"$XunitDynamicSkip$The data file {file} is not on this machine (no folder shared/data above the tests).");
    }

    /// <summary>Reads the post's format as far as these tests need it: user and item are the last two fields of a line.</summary>
    public static LikeSet ReadLikes(string file)
    {
        using var bytes = File.OpenRead(Require(file));
        using Stream content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        using var lines = new StreamReader(content);
        var likes = new LikeSetBuilder();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            // A name can hold line breaks; only the line on which a row ends has these two fields.
            var fields = line.Split('|');
            if (fields.Length >= 3)
            {
                likes.Add(fields[^1], fields[^2], string.Empty);
            }
        }

        return likes.Build(out _);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }
}
