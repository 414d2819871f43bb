using System.Numerics.Tensors;
using System.Security.Cryptography;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Tests.Datasets;

public sealed class SampleLikesTests
{
    [Fact]
    public async Task It_is_read_like_any_file_without_a_rejected_or_repeated_row()
    {
        var result = await ReadAsync();

        Assert.Equal((0, 0), (result.Rejected, result.Duplicates));
        Assert.Equal((2000, 600), (result.Likes.UserCount, result.Likes.ItemCount));
        Assert.InRange(result.Likes.Count, 40_000, 60_000);
        Assert.Equal(600, result.Likes.ItemNames.Distinct().Count());
        Assert.All(result.Likes.ItemNames, name => Assert.Matches("^[A-Z][a-z]+ [a-z]+$", name));
    }

    [Fact]
    public void It_is_the_same_every_time_and_with_every_version()
    {
        var first = SHA256.HashData(SampleLikes.Open());

        Assert.Equal(first, SHA256.HashData(SampleLikes.Open()));
        Assert.Equal("CD68CA42CD8C7236", Convert.ToHexString(first)[..16]);
    }

    [Fact]
    public async Task It_can_be_split_as_in_the_post()
    {
        var core = KCore.Of((await ReadAsync()).Likes, 5, 5, TestContext.Current.CancellationToken);

        Assert.InRange(core.UserCount, 1800, 1999);
        Assert.Equal(600, core.ItemCount);
        Assert.InRange(new HoldOut(5, 0.2, 1).CountTestUsers(core.LikesPerUser), 350, 400);
        var likesPerItem = core.LikesPerItem.ToArray();
        Assert.True(likesPerItem.Max() > 4 * likesPerItem.Order().ElementAt(300), "Some items are far more popular than most.");
    }

    [Fact]
    public async Task Items_liked_by_the_same_people_are_of_one_family()
    {
        var likes = (await ReadAsync()).Likes;
        var likers = new float[likes.ItemCount][];
        for (var item = 0; item < likers.Length; item++)
        {
            likers[item] = new float[likes.UserCount];
        }

        for (var like = 0; like < likes.Count; like++)
        {
            likers[likes.Items[like]][likes.Users[like]] = 1;
        }

        var nearest = Enumerable.Range(0, likers.Length).Select(item => Enumerable.Range(0, likers.Length)
            .Where(other => other != item)
            .MaxBy(other => TensorPrimitives.CosineSimilarity(likers[item], likers[other])));

        var together = nearest.Where((other, item) => FamilyOf(likes, other) == FamilyOf(likes, item)).Count();
        Assert.InRange(together, 590, 600);
    }

    private static string FamilyOf(LikeSet likes, int item) => likes.ItemNames[item].Split(' ')[^1];

    private static async Task<LikesFileResult> ReadAsync()
    {
        await using var stream = SampleLikes.Open();
        return await LikesFile.ReadAsync(stream, new LikesFileLimits(1 << 30, 1 << 20), null, TestContext.Current.CancellationToken);
    }
}
