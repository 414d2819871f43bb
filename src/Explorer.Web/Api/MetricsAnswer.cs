using Explorer.Recommender.Evaluation;

namespace Explorer.Web.Api;

/// <summary>All ranking metrics at one k. train and test rank all items, testUnseen leaves out training likes; train counts training likes as hits.</summary>
internal sealed record MetricsAnswer(int K, MeasuresAnswer Train, MeasuresAnswer Test, MeasuresAnswer TestUnseen)
{
    public static IReadOnlyList<MetricsAnswer> Of(RankingMetrics metrics) =>
    [
        .. Enumerable.Range(0, metrics.Ks.Count).Select(place => new MetricsAnswer(
            metrics.Ks[place],
            MeasuresAnswer.Of(metrics, place, RankedList.Train),
            MeasuresAnswer.Of(metrics, place, RankedList.Test),
            MeasuresAnswer.Of(metrics, place, RankedList.TestUnseen))),
    ];
}

/// <summary>The measures of one list at one k.</summary>
internal sealed record MeasuresAnswer(
    double Precision, double Recall, double HitRate, double Ndcg, double Map, double Mrr, double Coverage, double Popularity)
{
    public static MeasuresAnswer Of(RankingMetrics metrics, int kPlace, RankedList list)
    {
        return new MeasuresAnswer(
            At(Measure.Precision),
            At(Measure.Recall),
            At(Measure.HitRate),
            At(Measure.Ndcg),
            At(Measure.Map),
            At(Measure.Mrr),
            At(Measure.Coverage),
            At(Measure.Popularity));

        double At(Measure measure) => metrics.Values[RankingMetrics.PlaceOf(kPlace, list, measure)];
    }
}
