using Explorer.Recommender.Likes;
using Explorer.Recommender.Numerics;
using Explorer.Recommender.Wrmf;

namespace Explorer.Recommender.Explanations;

/// <summary>Says which users make two items similar.</summary>
/// <remarks>
/// An epoch ends with the items, so yᵢ solves the equations of item i with the user factors held fixed: yᵢ = Wᵢ Σ cᵤxᵤ over the users u who like
/// i. The cosine is linear in yᵢ and divides among them: yᵢ·yⱼ / (‖yᵢ‖‖yⱼ‖) = Σ cᵤ (yⱼ·Wᵢxᵤ) / (‖yᵢ‖‖yⱼ‖). This is section 5 of Hu, Koren and Volinsky 2008
/// with the sides swapped. Seen from the second item the same cosine divides among its own likers, otherwise.
/// </remarks>
public sealed class SimilarityExplainer
{
    private readonly Factors _items;
    private readonly LikesMatrix _itemLikes;
    private readonly LikeEquations _equations;

    /// <summary>Makes the equations of the items.</summary>
    /// <param name="factorization">As trained: users first, then items.</param>
    /// <param name="itemLikes">The likes it was trained on, items × users.</param>
    /// <param name="hyperparameters">What it was trained with.</param>
    /// <param name="settings">The same.</param>
    /// <exception cref="ExplorerException">The equations are singular.</exception>
    public SimilarityExplainer(Factorization factorization, LikesMatrix itemLikes, Hyperparameters hyperparameters, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(factorization);
        ArgumentNullException.ThrowIfNull(itemLikes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(itemLikes.RowCount, factorization.Items.RowCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(itemLikes.ColumnCount, factorization.Users.RowCount);

        _items = factorization.Items;
        _itemLikes = itemLikes;
        _equations = new LikeEquations(
            factorization.Users, hyperparameters, settings, hyperparameters.ItemRegularization ?? hyperparameters.Regularization);
    }

    /// <summary>Explains one pair. Costs O(f²n + f³) for n likers of the first item.</summary>
    /// <param name="first">0 … items − 1.</param>
    /// <param name="second">0 … items − 1.</param>
    /// <exception cref="ExplorerException">The equations are singular.</exception>
    public SimilarityExplanation Explain(int first, int second)
    {
        var solution = _equations.Solve(_itemLikes[first], _itemLikes.WeightsOf(first));
        var lengths = Math.Sqrt(Dot.InDouble(_items[first], _items[first])) * Math.Sqrt(Dot.InDouble(_items[second], _items[second]));
        var similarity = lengths > 0 ? Dot.InDouble(_items[first], _items[second]) / lengths : 0;
        var contributions = solution.Contributions(_items[second]);
        var likersOfSecond = _itemLikes[second];
        var (both, onlyFirst, sum) = (new List<Contribution>(), new List<Contribution>(), 0.0);
        for (var place = 0; place < contributions.Length; place++)
        {
            var part = lengths > 0 ? contributions[place] / lengths : 0;
            var user = solution.Liked[place];
            (likersOfSecond.BinarySearch(user) >= 0 ? both : onlyFirst).Add(new Contribution(user, part));
            sum += part;
        }

        return new SimilarityExplanation(similarity, LargestFirst(both), LargestFirst(onlyFirst), likersOfSecond.Length - both.Count, similarity - sum);
    }

    private static Contribution[] LargestFirst(List<Contribution> parts) => [.. parts.OrderByDescending(part => part.Value).ThenBy(part => part.Index)];
}
