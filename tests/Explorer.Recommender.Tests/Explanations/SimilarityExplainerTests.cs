using Explorer.Recommender.Explanations;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Neighbours;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Explanations;

public sealed class SimilarityExplainerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void On_the_checkerboard_only_shared_likers_make_items_similar()
    {
        var trained = Trained.On(Checkerboard.Likes(20, 14), new Hyperparameters(3, 0.1, 9), solver: SolverKind.Cholesky);
        var explainer = ExplainerOf(trained);

        var same = explainer.Explain(2, 6);
        var other = explainer.Explain(2, 5);

        Assert.Equal(1, same.Similarity, 1e-3);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(user => 2 * user)], same.LikersOfBoth.Select(part => part.Index).Order());
        Assert.Empty(same.LikersOfFirst);
        Assert.Equal(0, same.LikersOfSecond);
        Assert.Equal(same.Similarity, Sum(same), 1e-4);
        Assert.Empty(other.LikersOfBoth);
        Assert.Equal(10, other.LikersOfSecond);
        Assert.Equal(other.Similarity, Sum(other), 1e-4);
    }

    [Fact]
    public void On_real_data_the_parts_sum_to_the_similarity_shown()
    {
        var trained = Trained.On(LikesMatrix.Of(SharedData.ReadLikes("goodbooks_sample_likes.psv")), new Hyperparameters(20, 0.1, 9));
        var explainer = ExplainerOf(trained);
        var index = new NeighbourIndex(trained.Factorization.Items);

        for (var item = 0; item < index.ItemCount; item += 97)
        {
            foreach (var neighbour in index.Nearest(item, 5, Token))
            {
                var explanation = explainer.Explain(item, neighbour.Item);

                Assert.Equal(neighbour.Similarity, explanation.Similarity, 1e-5);
                Assert.Equal(explanation.Similarity, Sum(explanation), 1e-4);
                Assert.Equal(explanation.Similarity, Sum(explanation) + explanation.Remainder, 1e-12);
            }
        }
    }

    [Fact]
    public void The_shared_likers_are_those_who_like_both_largest_part_first()
    {
        var likes = RandomLikes.Of(60, 30, 0.3, 4);
        var explanation = ExplainerOf(Trained.On(likes, new Hyperparameters(5, 0.1, 9))).Explain(3, 4);

        Assert.Equal(Enumerable.Range(0, 60).Where(user => likes[user].Contains(3) && likes[user].Contains(4)), explanation.LikersOfBoth.Select(part => part.Index).Order());
        Assert.Equal(Enumerable.Range(0, 60).Where(user => likes[user].Contains(3) && !likes[user].Contains(4)), explanation.LikersOfFirst.Select(part => part.Index).Order());
        Assert.Equal(Enumerable.Range(0, 60).Count(user => !likes[user].Contains(3) && likes[user].Contains(4)), explanation.LikersOfSecond);
        Assert.Equal(explanation.LikersOfBoth.OrderByDescending(part => part.Value), explanation.LikersOfBoth);
    }

    [Fact]
    public void An_item_nobody_likes_has_no_direction_and_no_parts()
    {
        var likes = new LikesMatrix(3, [0, 2, 4], [0, 1, 0, 1]);
        var explainer = ExplainerOf(Trained.On(likes, new Hyperparameters(2, 0.1, 9)));

        var explanation = explainer.Explain(2, 0);

        Assert.Equal((0.0, 0.0), (explanation.Similarity, explanation.Remainder));
        Assert.Empty(explanation.LikersOfBoth);
        Assert.All(explainer.Explain(0, 2).LikersOfFirst, part => Assert.Equal(0, part.Value));
    }

    private static double Sum(SimilarityExplanation explanation) =>
        explanation.LikersOfBoth.Concat(explanation.LikersOfFirst).Sum(part => part.Value);

    private static SimilarityExplainer ExplainerOf(Trained trained) =>
        new(trained.Factorization, trained.Likes.Transpose(), trained.Hyperparameters, TrainingSettings.Default);
}
