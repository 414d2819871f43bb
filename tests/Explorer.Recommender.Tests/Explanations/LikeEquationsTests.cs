using Explorer.Recommender.Explanations;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Explorer.TestKit.Naive;

namespace Explorer.Recommender.Tests.Explanations;

public sealed class LikeEquationsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(33)]
    public void Every_row_is_the_naive_solution(int factors)
    {
        var likes = RandomLikes.Of(20, 50, 0.2, 1);
        var y = Matrices.RandomFactors(50, factors, 2);
        var equations = new LikeEquations(y, new Hyperparameters(factors, 0.3, 9), TrainingSettings.Default, 0.3);

        var naive = NaiveWrmf.HalfEpoch(likes, y.ToMatrix(), 0.3, 9);

        for (var row = 0; row < 20; row++)
        {
            var solution = equations.Solve(likes[row]);
            Assert.Equal(likes[row].ToArray(), solution.Liked.ToArray());
            for (var factor = 0; factor < factors; factor++)
            {
                Assert.Equal(naive[row, factor], solution.Factors[factor], 1e-9);
            }
        }
    }

    [Fact]
    public void Contributions_sum_to_the_score_in_any_order_of_the_likes()
    {
        var y = Matrices.RandomFactors(60, 7, 3);
        var equations = new LikeEquations(y, new Hyperparameters(7, 0.1, 49), TrainingSettings.Default, 0.1);
        int[] liked = [3, 17, 40, 41, 59];

        var forward = equations.Solve(liked);
        var backward = equations.Solve([.. liked.Reverse()]);

        for (var item = 0; item < 60; item++)
        {
            var parts = forward.Contributions(y[item]);
            Assert.Equal(forward.Score(y[item]), parts.Sum(), 1e-9);
            Assert.Equal(parts[0], backward.Contributions(y[item])[^1], 1e-9);
        }
    }

    [Fact]
    public void A_like_that_counts_twice_is_not_a_like_that_counts_once()
    {
        var y = Matrices.RandomFactors(60, 7, 3);
        var equations = new LikeEquations(y, new Hyperparameters(7, 0.1, 2), TrainingSettings.Default, 0.1);
        int[] liked = [3, 17];

        var once = equations.Solve(liked, [1f, 1f]);
        var twice = equations.Solve(liked, [2f, 1f]);

        Assert.Equal(equations.Solve(liked).Factors.ToArray(), once.Factors.ToArray());
        Assert.True(twice.Score(y[3]) > once.Score(y[3]));
        Assert.Equal(twice.Score(y[30]), twice.Contributions(y[30]).Sum(), 1e-9);
    }

    [Fact]
    public void Without_likes_everything_is_zero()
    {
        var y = Matrices.RandomFactors(20, 3, 3);

        var solution = new LikeEquations(y, new Hyperparameters(3, 0, 1), TrainingSettings.Default, 0).Solve([]);

        Assert.Equal([0.0, 0, 0], solution.Factors.ToArray());
        Assert.Empty(solution.Contributions(y[0]));
    }

    [Fact]
    public void More_factors_than_the_data_supports_are_solved_without_regularization_too()
    {
        var board = Checkerboard.Likes(12, 8);
        var trained = Trained.On(board, new Hyperparameters(6, 0, 9));

        var solution = new LikeEquations(trained.Factorization.Items, trained.Hyperparameters, TrainingSettings.Default, trained.Hyperparameters.Regularization).Solve(board[0]);

        Assert.Equal(1, solution.Score(trained.Factorization.Items[2]), 0.1);
        Assert.Equal(solution.Score(trained.Factorization.Items[2]), solution.Contributions(trained.Factorization.Items[2]).Sum(), 1e-4);
    }
}
