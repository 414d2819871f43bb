using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class SweepControlTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Thresholds_that_leave_nothing_are_refused_with_ones_that_leave_something()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { MinLikesPerUser = 500, MinLikesPerItem = 500 };

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<SweepControl>().CreateAsync(spec, Token));

        var lower = System.Text.RegularExpressions.Regex.Match(refusal.Message, "Lower them: (\\d+) and (\\d+) leave (\\d+) likes");
        Assert.True(lower.Success, refusal.Message);
        var likes = await lab.Get<DatasetStore>().LikesAsync(dataset.Id, Token);
        var (user, item) = (int.Parse(lower.Groups[1].Value, null), int.Parse(lower.Groups[2].Value, null));
        Assert.True(Recommender.Likes.KCore.Of(likes, user, item, Token).LikeCount > 0);
        Assert.Equal(0, Recommender.Likes.KCore.Of(likes, user + 1, item + 1, Token).LikeCount);
        Assert.Empty(await lab.Get<SweepStore>().ListAsync(Token));
    }

    [Fact]
    public async Task More_test_users_than_eligible_ones_are_refused_with_what_works()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(6, 0.5, 0) };

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<SweepControl>().CreateAsync(spec, Token));

        Assert.Contains("only 0 users have the 12 likes", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("k of at most", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await lab.Get<SweepStore>().ListAsync(Token));
    }

    [Fact]
    public async Task A_sweep_of_a_dataset_that_is_gone_is_missing()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(
            () => lab.Get<SweepControl>().CreateAsync(SweepSpec.Small(new(77)), Token));

        Assert.Equal(Refusal.Missing, refusal.Refusal);
    }

    [Fact]
    public async Task The_plan_says_what_is_trained_and_tested_on()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves(users: 40));

        var plan = await lab.Get<SweepControl>().CheckAsync(SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0) }, Token);

        Assert.Equal((40, 24, dataset.Likes, 8, 40), (plan.Users, plan.Items, plan.Likes, plan.TestUsers, plan.EligibleUsers));
    }
}
