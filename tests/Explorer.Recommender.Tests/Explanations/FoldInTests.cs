using Explorer.Recommender.Explanations;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Explanations;

public sealed class FoldInTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public void Recommendations_are_the_best_scores_of_what_is_not_liked_yet(int factors)
    {
        var likes = RandomLikes.Of(30, 90, 0.15, 4);
        var items = Matrices.RandomFactors(90, factors, 5);
        var foldIn = new FoldIn(items, new Hyperparameters(factors, 0.1, 9), TrainingSettings.Default);
        var scores = NaiveWrmf.HalfEpoch(likes, items.ToMatrix(), 0.1, 9) * items.ToMatrix().Transpose();

        for (var user = 0; user < 6; user++)
        {
            var recommended = foldIn.Recommend(foldIn.Solve(likes[user]), 10);

            var best = Enumerable.Range(0, 90).Except(likes[user].ToArray()).OrderByDescending(item => scores[user, item]).Take(10).ToArray();
            Assert.Equal(best, recommended.Select(scored => scored.Item));
            Assert.All(recommended, scored => Assert.Equal(scores[user, scored.Item], scored.Score, 1e-5));
        }
    }

    [Fact]
    public void The_likes_of_a_user_of_the_data_given_as_a_basket_give_the_users_recommendations()
    {
        var trained = Trained.On(LikesMatrix.Of(SharedData.ReadLikes("goodbooks_sample_likes.psv")), new Hyperparameters(20, 0.1, 9), epochs: 20);
        var foldIn = new FoldIn(trained.Factorization.Items, trained.Hyperparameters, TrainingSettings.Default);

        for (var user = 0; user < trained.Likes.RowCount; user += 211)
        {
            var liked = trained.Likes[user].ToArray();
            var basket = liked.Reverse().ToArray();

            Assert.Equal(
                foldIn.Recommend(foldIn.Solve(liked), 10).Select(scored => scored.Item),
                foldIn.Recommend(foldIn.Solve(basket), 10).Select(scored => scored.Item));
        }
    }

    [Fact]
    public void The_nearest_to_a_basket_of_one_are_the_neighbours_of_the_one()
    {
        var items = Matrices.RandomFactors(90, 5, 6);
        var y = items.ToMatrix();
        var foldIn = new FoldIn(items, new Hyperparameters(5, 0.1, 9), TrainingSettings.Default);

        var nearest = foldIn.NearestTo([4], 89);

        Assert.Equal(Enumerable.Range(0, 90).Where(item => item != 4).OrderByDescending(item => NaiveMetrics.Cosine(y, 4, item)), nearest.Select(scored => scored.Item));
        Assert.All(nearest, scored => Assert.Equal(NaiveMetrics.Cosine(y, 4, scored.Item), scored.Score, 1e-5));
    }

    [Fact]
    public void A_basket_of_opposites_has_no_direction_and_an_empty_one_neither()
    {
        var items = Matrices.RandomFactors(9, 3, 6);
        for (var factor = 0; factor < 3; factor++)
        {
            items[1][factor] = -items[0][factor];
        }

        var foldIn = new FoldIn(items, new Hyperparameters(3, 0.1, 9), TrainingSettings.Default);

        Assert.Empty(foldIn.NearestTo([0, 1], 5));
        Assert.Empty(foldIn.NearestTo([], 5));
    }

    [Fact]
    public void Who_likes_everything_is_recommended_nothing()
    {
        var foldIn = new FoldIn(Matrices.RandomFactors(9, 3, 6), new Hyperparameters(3, 0.1, 9), TrainingSettings.Default);

        Assert.Empty(foldIn.Recommend(foldIn.Solve([.. Enumerable.Range(0, 9)]), 10));
        Assert.Equal(8, foldIn.Recommend(foldIn.Solve([2]), 10).Count);
    }
}
