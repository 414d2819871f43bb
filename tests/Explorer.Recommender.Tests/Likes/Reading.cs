using System.IO.Compression;
using System.Text;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>Shorthand for reading likes from text or bytes, always as over the wire.</summary>
internal static class Reading
{
    public static LikesFileLimits Generous { get; } = new(1L << 32, 100_000_000);

    public static Task<LikesFileResult> LikesOfAsync(string text, LikesFileLimits? limits = null, LikesFileChoices? choices = null) =>
        LikesOfAsync(Encoding.UTF8.GetBytes(text), limits, choices);

    public static async Task<LikesFileResult> LikesOfAsync(byte[] bytes, LikesFileLimits? limits = null, LikesFileChoices? choices = null)
    {
        using var stream = new DribblingStream(bytes);
        var rejected = new List<RejectedRow>();
        var result = await LikesFile.ReadAsync(
            stream, limits ?? Generous, choices ?? LikesFileChoices.None, null, rejected.Add, TestContext.Current.CancellationToken);
        Assert.Equal(result.Rejected, rejected.Count);
        Assert.Equal(result.RejectedRows, rejected.Take(1000));
        Assert.Equal(result.Rows, result.Likes.Count + result.Duplicates + result.Rejected + result.BelowThreshold);
        Assert.True(choices?.MinRating is not null || result.BelowThreshold == 0);
        return result;
    }

    public static async Task<ExplorerException> RefusalOfAsync(byte[] bytes, LikesFileLimits? limits = null) =>
        await Assert.ThrowsAsync<ExplorerException>(() => LikesOfAsync(bytes, limits));

    public static Task<ExplorerException> RefusalOfAsync(string text, LikesFileLimits? limits = null) =>
        RefusalOfAsync(Encoding.UTF8.GetBytes(text), limits);

    /// <summary>Every like as "user item name", in the order of the file's first mentions.</summary>
    public static IEnumerable<string> Show(this LikeSet likes)
    {
        for (var like = 0; like < likes.Count; like++)
        {
            yield return $"{likes.UserVocabulary[likes.Users[like]]} {likes.ItemVocabulary[likes.Items[like]]} {likes.ItemNames[likes.Items[like]]}".TrimEnd(' ');
        }
    }

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
