using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
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
    public void Ranges_sampler_repeats_and_pruning_survive_the_address()
    {
        var spec = SweepSpec.Small(Dataset) with
        {
            Grid = new Grid([], [0.1, 1], []).WithRanges(new GridRanges
            {
                Factors = new SearchRange(10, 160, 5, RangeScale.Logarithmic),
                Alpha = new SearchRange(1, 100, 3, RangeScale.Logarithmic) { HasZero = true },
            }),
            Sampling = new SamplingPlan(SamplerKind.Model, 25) { Generation = 3 },
            Repeats = 4,
            Pruning = new PruningPlan { Patience = 5, Halving = new HalvingRule(4, 1) },
        };
        var draft = SweepDraft.Of(spec);

        var again = SweepDraft.FromQuery(draft.ToQuery(), new DatasetId(1));

        Assert.Equal(draft, again);
        var read = again.ToSpec();
        Assert.Equal((spec.Grid.Ranges, spec.Sampling, spec.Repeats, spec.Pruning), (read.Grid.Ranges, read.Sampling, read.Repeats, read.Pruning));
        Assert.Equal([10, 20, 40, 80, 160], read.Grid.Factors);
        Assert.Equal([0, 1, 10, 100], read.Grid.Alpha);
        Assert.Equal(100, read.TrialCount);
    }

    [Fact]
    public void The_median_and_random_search_survive_the_address_too()
    {
        var spec = SweepSpec.Small(Dataset) with
        {
            Sampling = new SamplingPlan(SamplerKind.Random, 6),
            Pruning = new PruningPlan { Median = new MedianRule(7, 3) },
        };

        var read = SweepDraft.FromQuery(SweepDraft.Of(spec).ToQuery(), new DatasetId(1)).ToSpec();

        Assert.Equal((spec.Sampling, spec.Pruning), (read.Sampling, read.Pruning));
    }

    [Fact]
    public void A_number_of_another_sampler_or_pruner_is_not_in_the_way()
    {
        var draft = SweepDraft.Of(SweepSpec.Small(Dataset)).With(SweepFields.Trials, "oops").With(SweepFields.Eta, "");

        Assert.Equal(8, draft.ToSpec().TrialCount);
        Assert.Contains("Combinations to try", Assert.Throws<ExplorerException>(() => draft.With(SweepFields.Sampler, SweepFields.RandomSampler).ToSpec()).Message, StringComparison.Ordinal);
        Assert.Contains("η", Assert.Throws<ExplorerException>(() => draft.With(SweepFields.Pruner, SweepFields.HalvingPruner).ToSpec()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SweepFields.Sampler)]
    [InlineData(SweepFields.Pruner)]
    public void A_word_of_the_address_that_is_not_known_is_named(string field) =>
        Assert.Contains("“best” is not known", Assert.Throws<ExplorerException>(() => SweepDraft.FromQuery($"?{field}=best", Dataset).ToSpec()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_preset_tries_every_combination()
    {
        var draft = SweepDraft.Of(SweepSpec.Small(Dataset)).With(SweepFields.Sampler, SweepFields.RandomSampler);

        Assert.Equal(180, draft.WithGridOf(SweepSpec.Post(Dataset)).ToSpec().TrialCount);
    }

    [Fact]
    public void What_the_address_leaves_out_or_garbles_is_as_usual()
    {
        var draft = SweepDraft.FromQuery("?minLikesPerUser=8&k=many&metric=99", Dataset);

        Assert.Equal(SweepDraft.Of(SweepSpec.Small(Dataset)).With(SweepFields.MinLikesPerUser, "8"), draft);
    }
}
