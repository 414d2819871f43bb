using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Evaluation;

public sealed class TrialMemoryTests
{
    private static readonly LikesMatrix s_likes = RandomLikes.Of(6000, 4000, 0.004, 5);

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(300)]
    public void A_trial_allocates_what_was_estimated_within_a_factor_of_one_and_a_half(int factorCount)
    {
        var split = RandomLikes.SplitOf(s_likes, 5);
        split.Train.Transpose();
        var before = GC.GetAllocatedBytesForCurrentThread();

        // One thread is the caller's, so that other tests do not count; one epoch and one evaluation are what is held at the same time.
        var curve = new LearningCurve(split, new Hyperparameters(factorCount, 0.1, 9), 5, new TrainingOptions(1, 1));
        curve.AdvanceTo(1, TestContext.Current.CancellationToken);

        var ratio = (double)TrialMemory.OfTrial(6000, 4000, factorCount, 1) / (GC.GetAllocatedBytesForCurrentThread() - before);
        TestContext.Current.TestOutputHelper?.WriteLine($"{ratio:0.00}");
        Assert.InRange(ratio, 1 / 1.5, 1.5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_split_allocates_what_was_estimated_within_a_factor_of_one_and_a_half(bool areWeighted)
    {
        // Made now, if no test has asked for it before.
        GC.KeepAlive(s_likes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var all = new LikesMatrix(
            s_likes.ColumnCount, s_likes.RowStarts.ToArray(), s_likes.Columns.ToArray(), areWeighted ? new float[s_likes.LikeCount].Select(_ => 2f).ToArray() : null);
        GC.KeepAlive(all.Transpose());

        var ratio = (double)TrialMemory.OfSplit(6000, 4000, s_likes.LikeCount, areWeighted) / (GC.GetAllocatedBytesForCurrentThread() - before);
        TestContext.Current.TestOutputHelper?.WriteLine($"{ratio:0.00}");
        Assert.InRange(ratio, 1 / 1.5, 1.5);
    }

    [Fact]
    public void Sizes_beyond_two_gigabytes_are_counted_right() =>
        Assert.InRange(TrialMemory.OfTrial(358_868, 160_112, 1024, 64), 8L << 30, 10L << 30);
}
