using Explorer.Recommender.Diagnostics;
using Explorer.Recommender.Explanations;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Tests.Explanations;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Diagnostics;

public sealed class ListStatisticsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Known_answers_by_hand()
    {
        // Four users; item likes 4, 2, 1, 0.
        var itemLikes = new LikesMatrix(4, [0, 4, 6, 7, 7], [0, 1, 2, 3, 0, 1, 2]);
        var items = new Factors(4, 2);
        (items[0][0], items[1][1], items[2][0], items[2][1]) = (2, 3, 1, 1);

        var statistics = ListStatistics.Of([[0, 1], [0, 2]], itemLikes, items);

        Assert.Equal(2, statistics.Users);
        Assert.Equal(0.75, statistics.Coverage, 1e-12);
        Assert.Equal((4 + 2 + 4 + 1) / 4.0, statistics.MeanLikes, 1e-12);
        Assert.Equal((0 + 1 + 0 + 2) / 4.0, statistics.Novelty, 1e-12);
        Assert.Equal(Math.Sqrt(0.5) / 2, statistics.IntraListSimilarity, 1e-6);
        Assert.Equal(ListStatistics.GiniOf([2, 1, 1, 0]), statistics.Gini);
    }

    [Theory]
    [InlineData(new[] { 5, 5, 5 }, 0)]
    [InlineData(new[] { 0, 0, 0, 8 }, 0.75)]
    [InlineData(new[] { 1, 3 }, 0.25)]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 0, 0 }, 0)]
    public void Gini_is_zero_for_equal_shares_and_grows_with_inequality(int[] counts, double gini) =>
        Assert.Equal(gini, ListStatistics.GiniOf(counts), 1e-12);

    [Fact]
    public void A_diagnosis_does_not_depend_on_threads_and_only_on_its_seed()
    {
        var trained = Trained.On(RandomLikes.Of(80, 40, 0.2, 7), new Hyperparameters(4, 0.1, 9));

        var one = Diagnose(trained, threads: 1, seed: 3);
        var two = Diagnose(trained, threads: 2, seed: 3);
        var other = Diagnose(trained, threads: 1, seed: 4);

        Assert.Equal(one.Recommendations, two.Recommendations);
        Assert.Equal(one.Popularity, two.Popularity);
        Assert.NotEqual(one.Recommendations, other.Recommendations);
        Assert.Equal(30, one.Recommendations.Users);
    }

    [Fact]
    public void Popularity_recommends_more_liked_items_than_the_factorization()
    {
        var diagnosis = Diagnose(Trained.On(RandomLikes.Of(80, 40, 0.2, 7), new Hyperparameters(4, 0.1, 9)), threads: 2, seed: 3);

        Assert.True(diagnosis.Popularity.MeanLikes > diagnosis.Recommendations.MeanLikes);
        Assert.True(diagnosis.Popularity.Coverage < diagnosis.Recommendations.Coverage);
        Assert.True(diagnosis.Popularity.Novelty < diagnosis.Recommendations.Novelty);
        Assert.Equal(0, diagnosis.WithoutDirection);
    }

    private static FactorizationDiagnosis Diagnose(Trained trained, int threads, int seed) => FactorizationDiagnosis.Of(
        new FoldIn(trained.Factorization.Items, trained.Hyperparameters, TrainingSettings.Default),
        trained.Factorization.Items,
        trained.Likes,
        NeighbourGraph.Of(new NeighbourIndex(trained.Factorization.Items), 5, threads, progress: null, Token),
        sampleSize: 30,
        seed,
        listLength: 5,
        threads,
        Token);
}
