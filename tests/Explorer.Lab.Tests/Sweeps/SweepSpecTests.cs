using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class SweepSpecTests
{
    private static readonly SweepSpec Small = SweepSpec.Small(new DatasetId(1));

    [Fact]
    public void The_grid_of_the_post_has_180_trials_and_3420_points()
    {
        var post = SweepSpec.Post(new DatasetId(1));

        post.Validate(new SweepOptions());

        Assert.Equal((180, 3420), (post.TrialCount, post.PointCount));
        Assert.Equal(180, post.Grid.Combinations().Distinct().Count());
    }

    [Fact]
    public void Repeated_values_count_once()
    {
        var spec = Small with { Grid = new Grid([4, 4], [0.1, 0.1], [1, 2, 1]), Epochs = [3, 1, 3] };

        Assert.Equal((2, 4), (spec.TrialCount, spec.PointCount));
        Assert.Equal([1, 3], spec.OrderedEpochs);
    }

    [Fact]
    public void The_k_of_the_hold_out_is_measured_at_unless_others_are_given()
    {
        Assert.Equal([5], Small.Ks);
        Assert.Equal([2], (Small with { HoldOut = new HoldOut(2, 0.2, 0) }).Ks);
        Assert.Equal([10, 5], (Small with { Ks = [10, 5, 10] }).Ks);
    }

    public static TheoryData<string, SweepSpec> Unusable => new()
    {
        { "factors", Small with { Grid = new Grid([], [0.1], [1]) } },
        { "regularization", Small with { Grid = new Grid([4], [], [1]) } },
        { "alpha", Small with { Grid = new Grid([4], [0.1], []) } },
        { "-1", Small with { Grid = new Grid([4], [-1], [1]) } },
        { "NaN", Small with { Grid = new Grid([4], [0.1], [double.NaN]) } },
        { "Factors: 0", Small with { Grid = new Grid([0], [0.1], [1]) } },
        { "k = 0", Small with { HoldOut = new HoldOut(0, 0.2, 0) } },
        { "fraction", Small with { HoldOut = new HoldOut(5, 0, 0) } },
        { "fraction", Small with { HoldOut = new HoldOut(5, 1.01, 0) } },
        { "a share of 1 ", Small with { HoldOut = new HoldOut(5, 0.2, 0) { Share = 1 } } },
        { "ks: 0", Small with { Ks = [5, 0] } },
        { "ks: 1001", Small with { Ks = [1001] } },
        { "ks: 11 values", Small with { Ks = [.. Enumerable.Range(1, 11)] } },
        { "ndcgTest@10 needs k = 10", Small with { Ks = [5, 20], Metric = Metric.Parse("ndcgTest@10") } },
        { "Mse of TestUnseen", Small with { Metric = new Metric(Recommender.Evaluation.Measure.Mse, Recommender.Evaluation.RankedList.TestUnseen) } },
        { "tested with its own likes", Small with { TestDatasetId = Small.DatasetId } },
        { "minLikesPerUser", Small with { MinLikesPerUser = -1 } },
        { "Epochs", Small with { Epochs = [] } },
        { "Epochs: 0", Small with { Epochs = [0] } },
        { "Epochs: 2000", Small with { Epochs = [2000] } },
        { "Sweeps:MaxTrials", Small with { Grid = new Grid([.. Enumerable.Range(1, 200)], [.. Enumerable.Range(1, 200).Select(i => (double)i)], [1]) } },
        { "27,000,000,000", Small with { Grid = new Grid([.. Enumerable.Range(1, 1000)], [.. Enumerable.Range(1, 9000).Select(i => (double)i)], [.. Enumerable.Range(1, 3000).Select(i => (double)i)]) } },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_cannot_be_run_is_refused_by_name(string named, SweepSpec spec)
    {
        var refusal = Assert.Throws<ExplorerException>(() => spec.Validate(new SweepOptions()));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
