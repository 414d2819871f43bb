using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Explanations;

/// <summary>Taste from likes alone: solves a user, known or not, against the finished item factors, and ranks items for them.</summary>
/// <remarks>
/// Training ends with the items, so the stored user factors answer the item factors of half an epoch before. Here everybody, a user of the data
/// or a basket just clicked together, is solved against the final item factors: one definition, so that the same likes give the same recommendations,
/// and parts that sum to the score shown. Safe for use by several threads at once.
/// </remarks>
public sealed class FoldIn
{
    /// <summary>Far below what shows in a score; <see cref="Solve"/> is exact anyway.</summary>
    private const double Tolerance = 1e-6;

    private readonly Hyperparameters _hyperparameters;
    private readonly TrainingSettings _settings;
    private readonly Factors _items;
    private readonly LikeEquations _equations;
    private readonly double[] _lengths;

    /// <summary>Makes the equations of the users.</summary>
    /// <param name="items">Y, shape [items × f]; it must not change afterwards.</param>
    /// <param name="hyperparameters">What the factors were trained with.</param>
    /// <param name="settings">The same.</param>
    /// <exception cref="ExplorerException">The equations are singular.</exception>
    public FoldIn(Factors items, Hyperparameters hyperparameters, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(settings);

        _equations = new LikeEquations(items, hyperparameters, settings, hyperparameters.Regularization);
        _settings = settings with { Tolerance = Tolerance };
        _hyperparameters = hyperparameters;
        _items = items;
        _lengths = new double[items.RowCount];
        for (var item = 0; item < _lengths.Length; item++)
        {
            _lengths[item] = Math.Sqrt(Dot.InDouble(items[item], items[item]));
        }
    }

    /// <summary>Solves a user from likes. Costs O(f²n + f³) for n likes.</summary>
    /// <param name="liked">Item indices, distinct.</param>
    /// <param name="weights">d of each like, same length; empty when every like counts once.</param>
    /// <exception cref="ExplorerException">The equations are singular.</exception>
    public RowSolution Solve(ReadOnlySpan<int> liked, ReadOnlySpan<float> weights = default) => _equations.Solve(liked, weights);

    /// <summary>Solves all users at once: one more half-epoch, to a tolerance of 1e-6.</summary>
    /// <param name="likes">Users × items.</param>
    /// <param name="threads">1 or more; 0 means one per processor. Never changes the result.</param>
    /// <returns>Shape [users × f].</returns>
    /// <exception cref="ExplorerException">The equations are singular.</exception>
    public Factors SolveAll(LikesMatrix likes, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(likes.ColumnCount, _items.RowCount);

        var users = new Factors(likes.RowCount, _items.FactorCount);
        new WhitenedSolver(_hyperparameters, _settings)
            .Solve(likes, _items, users, _hyperparameters.Regularization, Workers.CountFor(threads), cancellationToken);
        return users;
    }

    /// <summary>The items with the highest x·y that are not among the likes, best first, ties by the smaller index. The score is x·y.</summary>
    /// <param name="user">A solved user.</param>
    /// <param name="count">0 or more; when there are fewer other items, all of them are returned.</param>
    public IReadOnlyList<ScoredItem> Recommend(RowSolution user, int count)
    {
        ArgumentNullException.ThrowIfNull(user);

        return Best(user.Liked, count, item => user.Score(_items[item]));
    }

    /// <summary>
    /// The items whose directions are nearest to the basket's, best first, the basket left out. The score is the cosine with the mean of the
    /// basket's directions, −1 … 1; items without direction have 0. None when the basket has no direction.
    /// </summary>
    /// <param name="basket">Item indices, distinct.</param>
    /// <param name="count">0 or more.</param>
    public IReadOnlyList<ScoredItem> NearestTo(ReadOnlySpan<int> basket, int count)
    {
        var mean = MeanDirection(basket);
        var length = Math.Sqrt(Dot.InDouble(mean, mean));
        return length > 0
            ? Best(basket, count, item => _lengths[item] > 0 ? Dot.InDouble(_items[item], mean) / (_lengths[item] * length) : 0)
            : [];
    }

    private float[] MeanDirection(ReadOnlySpan<int> basket)
    {
        var sum = new double[_items.FactorCount];
        foreach (var item in basket)
        {
            for (var factor = 0; factor < sum.Length && _lengths[item] > 0; factor++)
            {
                sum[factor] += _items[item][factor] / _lengths[item];
            }
        }

        var size = Math.Max(1, basket.Length);
        return Array.ConvertAll(sum, value => (float)(value / size));
    }

    private ScoredItem[] Best(ReadOnlySpan<int> excluded, int count, Func<int, double> scoreOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        var left = excluded.ToArray().ToHashSet();
        var length = Math.Min(count, _items.RowCount - left.Count);
        if (length <= 0)
        {
            return [];
        }

        var best = new TopK(length);
        var scores = new double[_items.RowCount];
        for (var item = 0; item < scores.Length; item++)
        {
            if (!left.Contains(item))
            {
                scores[item] = scoreOf(item);
                best.Offer((float)scores[item], item);
            }
        }

        return Array.ConvertAll(best.Items.ToArray(), item => new ScoredItem(item, scores[item]));
    }
}
