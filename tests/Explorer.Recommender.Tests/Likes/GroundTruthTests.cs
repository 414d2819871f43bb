using System.Text.Json;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>The counts of the handed-over files, as pandas computed them.</summary>
public sealed class GroundTruthTests
{
    [Theory]
    [InlineData("sketchfab_likes_twin.psv.gz")]
    [InlineData("sketchfab_likes_twin_small.psv.gz")]
    [InlineData("goodbooks_likes.psv.gz")]
    [InlineData("goodbooks_sample_likes.psv")]
    public async Task Counts_before_and_after_thresholds_equal_those_of_pandas(string file)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var truthStream = File.OpenRead(SharedData.Require("ground_truth.json"));
        using var truths = await JsonDocument.ParseAsync(truthStream, cancellationToken: cancellationToken);
        var truth = truths.RootElement.GetProperty(file);
        await using var stream = File.OpenRead(SharedData.Require(file));

        var result = await LikesFile.ReadAsync(stream, Reading.Generous, null, cancellationToken);
        var core = KCore.Of(result.Likes, 5, 5, cancellationToken);

        Assert.Equal(Int(truth, "rows"), result.Rows);
        Assert.Equal(Int(truth, "duplicated_rows"), result.Duplicates);
        Assert.Equal(0, result.Rejected);
        var before = truth.GetProperty("before");
        Assert.Equal(
            (Int(before, "users"), Int(before, "items"), Int(before, "likes")),
            (result.Likes.UserCount, result.Likes.ItemCount, result.Likes.Count));
        Assert.Equal(before.GetProperty("sparsity_percent").GetDouble(), result.Likes.Sparsity * 100, 5e-6);
        Assert.Equal(truth.GetProperty("first_mid").GetString(), result.Likes.ItemVocabulary[0]);
        Assert.Equal(truth.GetProperty("first_uid").GetString(), result.Likes.UserVocabulary[0]);

        var after = truth.GetProperty("after_5_5");
        Assert.Equal((Int(after, "users"), Int(after, "items"), Int(after, "likes")), (core.UserCount, core.ItemCount, core.LikeCount));
        Assert.Equal(after.GetProperty("sparsity_percent").GetDouble(), core.Sparsity * 100, 5e-6);
        Assert.Equal(Int(truth, "rounds"), core.Rounds.Count);
        Assert.Equal(Int(truth, "users_with_at_least_10_after"), new HoldOut(5, 0.2, 0).CountEligible(core.LikesPerUser));
        Assert.Equal(Int(truth, "max_likes_of_a_user_after"), core.LikesPerUser.ToArray().Max());
        Assert.Equal(Int(truth, "max_likes_of_an_item_after"), core.LikesPerItem.ToArray().Max());
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
