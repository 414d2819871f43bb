using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Web.Sweeps;

namespace Explorer.Web.Tests.Sweeps;

public sealed class SweepDraftTests
{
    private static readonly DatasetId Dataset = new(7);

    [Fact]
    public void The_posts_grid_is_180_trials_and_3420_points()
    {
        var spec = SweepDraft.Of(SweepSpec.Small(Dataset)).WithGridOf(SweepSpec.Post(Dataset)).ToSpec();

        Assert.Equal(180, spec.TrialCount);
        Assert.Equal(3420, spec.PointCount);
    }

    [Fact]
    public void An_address_gives_the_same_draft_again()
    {
        var draft = SweepDraft.Of(SweepSpec.Post(Dataset))
            .With(Metric.PrecisionTestUnseen)
            .With(SweepFields.Fraction, "0.15")
            .With(SweepFields.Alpha, "9, oops & more");

        Assert.Equal(draft, SweepDraft.FromQuery(draft.ToQuery(), new DatasetId(1)));
    }

    [Fact]
    public void A_sweep_with_its_own_k_hold_out_and_test_file_can_be_set_up_again()
    {
        var spec = SweepSpec.Small(Dataset) with
        {
            HoldOut = new(5, 0.3, 1) { Share = 0.25, IsLatest = true },
            Ks = [10, 20],
            Metric = Metric.Parse("ndcgTestUnseen@20"),
            TestDatasetId = new DatasetId(8),
        };
        var draft = SweepDraft.Of(spec);

        var again = SweepDraft.FromQuery(draft.ToQuery(), new DatasetId(1));

        Assert.Equal((draft, 10), (again, again.MainK));
        Assert.Equal(spec.Ks, again.ToSpec().Ks);
        Assert.Equal((spec.HoldOut, spec.Metric, spec.TestDatasetId), (again.ToSpec().HoldOut, again.ToSpec().Metric, again.ToSpec().TestDatasetId));
    }

    [Fact]
    public void What_the_address_leaves_out_or_garbles_is_as_usual()
    {
        var draft = SweepDraft.FromQuery("?minLikesPerUser=8&k=many&metric=99", Dataset);

        Assert.Equal(SweepDraft.Of(SweepSpec.Small(Dataset)).With(SweepFields.MinLikesPerUser, "8"), draft);
    }
}
