using System.Text.Json;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class MetricTests
{
    [Theory]
    [InlineData("precisionTest", Measure.Precision, RankedList.Test, null)]
    [InlineData("precisionTestUnseen", Measure.Precision, RankedList.TestUnseen, null)]
    [InlineData("mseTest", Measure.Mse, RankedList.Test, null)]
    [InlineData("hitRateTrain@20", Measure.HitRate, RankedList.Train, 20)]
    [InlineData("ndcgTestUnseen@1", Measure.Ndcg, RankedList.TestUnseen, 1)]
    public void A_word_and_a_metric_are_the_same_thing(string word, Measure measure, RankedList list, int? k)
    {
        Assert.True(Metric.TryParse(word, out var metric));
        Assert.Equal((new Metric(measure, list, k), word), (metric, metric.Word));
        Assert.True(Metric.TryParse(word.ToUpperInvariant(), out var loud));
        Assert.Equal(metric, loud);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("ndcg")]
    [InlineData("ndcgTest@")]
    [InlineData("ndcgTest@0")]
    [InlineData("ndcgTest@+5")]
    [InlineData("ndcgTest@5@6")]
    [InlineData("mseTest@5")]
    [InlineData("mseTestUnseen")]
    public void What_is_no_metric_is_refused_with_how_words_are_made(string? word)
    {
        var refusal = Assert.Throws<ExplorerException>(() => Metric.Parse(word));

        Assert.Contains($"“{word}”", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("precision, recall, hitRate, ndcg, map, mrr, coverage, popularity, mse", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_choice_has_a_word_that_leads_back_to_it()
    {
        Assert.Equal(17, Metric.Choices.Count);
        Assert.All(Metric.Choices, metric => Assert.Equal(metric, Metric.Parse(metric.Word)));
    }

    [Fact]
    public void A_value_is_that_of_the_point_at_the_main_k_unless_another_one_is_named()
    {
        var ranking = new RankingMetrics([5, 10], [.. Enumerable.Range(0, RankingMetrics.LengthFor(2)).Select(place => (double)place)]);
        var point = new LearningCurvePoint(1, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 1) { Ranking = ranking };

        double? Of(string word) => Metric.Parse(word).Of(point);

        Assert.Equal((0.1, 0.2, 0.3), (Of("precisionTrain"), Of("precisionTest"), Of("precisionTestUnseen@5")));
        Assert.Equal((0.4, 0.5), (Of("mseTrain"), Of("mseTest")));
        Assert.Equal(ranking[Measure.Ndcg, RankedList.Test, 5], Of("ndcgTest"));
        Assert.Equal(ranking[Measure.Precision, RankedList.Test, 10], Of("precisionTest@10"));
        Assert.Null(Of("recallTest@7"));
    }

    [Fact]
    public void A_point_of_an_earlier_version_has_the_old_metrics_only()
    {
        var point = new LearningCurvePoint(1, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 1);

        Assert.Equal((0.2, null), (Metric.PrecisionTest.Of(point), Metric.Parse("ndcgTest").Of(point)));
    }

    /// <summary>Stored by the version before there were lists of k, shares and test files; the number stands for the metric.</summary>
    [Theory]
    [InlineData(0, "precisionTest")]
    [InlineData(1, "precisionTestUnseen")]
    [InlineData(2, "mseTest")]
    public void Settings_stored_earlier_can_still_be_read(int number, string word)
    {
        var stored = JsonSerializer.Deserialize<SweepSpec>(
            $$"""
            {"DatasetId":{"Value":3},"MinLikesPerUser":5,"MinLikesPerItem":4,"HoldOut":{"K":7,"Fraction":0.2,"Seed":1,"MinLikes":14},"Metric":{{number}},
             "Grid":{"Factors":[10,40],"Regularization":[0.1],"Alpha":[9],"Count":2},"Epochs":[1,2],"TrialCount":2,"PointCount":4,"OrderedEpochs":[1,2]}
            """);

        Assert.NotNull(stored);
        Assert.Equal((new DatasetId(3), new HoldOut(7, 0.2, 1), word), (stored.DatasetId, stored.HoldOut, stored.Metric.Word));
        Assert.Equal([7], stored.Ks);
        Assert.Null(stored.TestDatasetId);
    }

    [Fact]
    public void Settings_stored_now_are_read_back()
    {
        var spec = SweepSpec.Small(new DatasetId(3)) with
        {
            HoldOut = new HoldOut(5, 0.3, 2) { Share = 0.25, IsLatest = true },
            Metric = Metric.Parse("mapTestUnseen@20"),
            Ks = [10, 20],
            TestDatasetId = new DatasetId(4),
        };

        var stored = JsonSerializer.Deserialize<SweepSpec>(JsonSerializer.Serialize(spec));

        Assert.NotNull(stored);
        Assert.Equal((spec.HoldOut, spec.Metric, spec.TestDatasetId), (stored.HoldOut, stored.Metric, stored.TestDatasetId));
        Assert.Equal([10, 20], stored.Ks);
    }
}
