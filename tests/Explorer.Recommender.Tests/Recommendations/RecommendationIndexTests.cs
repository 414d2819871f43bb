using Explorer.Recommender.Likes;
using Explorer.Recommender.Recommendations;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Recommendations;

public sealed class RecommendationIndexTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 33, 3)]
    [InlineData(49, 31, 8)]
    [InlineData(100, 97, 9)]
    public void Lists_equal_the_naive_order_with_all_its_ties_and_without_what_is_liked(int users, int items, int factors)
    {
        var factorization = new Factorization(WholeNumbers(users, factors, 1), WholeNumbers(items, factors, 2));
        var likes = RandomLikes.Of(users, items, 0.3, 3);
        var (x, y) = (factorization.Users.ToMatrix(), factorization.Items.ToMatrix());
        var index = new RecommendationIndex(factorization, likes);

        foreach (var (count, threads) in new[] { (0, 1), (1, 1), (10, 3), (500, 2) })
        {
            var all = index.ForAll(count, threads, Token);

            Assert.Equal(users, all.Count);
            for (var user = 0; user < users; user++)
            {
                var scores = y * x.Row(user);
                var truth = NaiveMetrics.TopK(scores, count, item => !likes[user].Contains(item)).ToList();
                Assert.Equal(truth, all.Items(user).ToArray());
                Assert.Equal(truth.Select(item => (float)scores[item]), all.Scores(user).ToArray());
                Assert.Equal(truth.Select(item => new Recommendation(item, (float)scores[item])), index.For(user, count, Token));
            }
        }
    }

    [Fact]
    public void Some_users_come_in_the_order_asked_for()
    {
        var index = new RecommendationIndex(
            new Factorization(Matrices.RandomFactors(9, 5, 1), Matrices.RandomFactors(40, 5, 2)), RandomLikes.Of(9, 40, 0.3, 3));

        var some = index.ForMany([8, 0, 8], 4, 1, Token);

        foreach (var (row, user) in new[] { (0, 8), (1, 0), (2, 8) })
        {
            Assert.Equal(index.For(user, 4, Token).Select(recommendation => recommendation.Item), some.Items(row).ToArray());
        }
    }

    [Fact]
    public void Who_likes_everything_gets_an_empty_list_and_who_likes_all_but_one_gets_that_one()
    {
        var likes = new LikesMatrix(4, [0, 4, 7], [0, 1, 2, 3, 0, 1, 3]);
        var index = new RecommendationIndex(new Factorization(Matrices.RandomFactors(2, 3, 1), Matrices.RandomFactors(4, 3, 2)), likes);

        var all = index.ForAll(3, 1, Token);

        Assert.Empty(index.For(0, 3, Token));
        Assert.True(all.Items(0).IsEmpty);
        Assert.Equal([2], all.Items(1).ToArray());
    }

    [Fact]
    public void A_user_without_factors_gets_the_first_items()
    {
        var index = new RecommendationIndex(
            new Factorization(new Factors(1, 3), Matrices.RandomFactors(50, 3, 1)), new LikesMatrix(50, [0, 1], [1]));

        Assert.Equal([new Recommendation(0, 0), new(2, 0), new(3, 0)], index.For(0, 3, Token));
    }

    [Fact]
    public void Without_items_every_list_is_empty() =>
        Assert.Equal(0, new RecommendationIndex(
            new Factorization(Matrices.RandomFactors(3, 2, 1), new Factors(0, 2)), new LikesMatrix(0, [0, 0, 0, 0], [])).ForAll(5, 1, Token).Items(2).Length);

    [Fact]
    public void Likes_of_another_shape_and_users_out_of_range_are_mistakes_of_the_caller()
    {
        var factorization = new Factorization(Matrices.RandomFactors(3, 2, 1), Matrices.RandomFactors(4, 2, 1));
        var index = new RecommendationIndex(factorization, RandomLikes.Of(3, 4, 0.5, 1));

        Assert.Throws<ArgumentOutOfRangeException>(() => new RecommendationIndex(factorization, RandomLikes.Of(4, 3, 0.5, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.For(3, 1, Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.For(0, -1, Token));
    }

    [Fact]
    public void Cancelled_it_stops()
    {
        var index = new RecommendationIndex(
            new Factorization(Matrices.RandomFactors(3, 2, 1), Matrices.RandomFactors(4, 2, 1)), RandomLikes.Of(3, 4, 0.5, 1));

        Assert.Throws<OperationCanceledException>(() => index.ForAll(2, 2, new CancellationToken(canceled: true)));
    }

    /// <summary>Small whole numbers: products without rounding, and many of them equal.</summary>
    private static Factors WholeNumbers(int rows, int factorCount, int seed)
    {
        var random = new Random(seed);
        var factors = new Factors(rows, factorCount);
        for (var row = 0; row < rows; row++)
        {
            for (var factor = 0; factor < factorCount; factor++)
            {
                factors[row][factor] = random.Next(-3, 4);
            }
        }

        return factors;
    }
}
