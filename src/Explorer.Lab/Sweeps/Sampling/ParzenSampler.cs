using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>
/// Proposes what to try next from what was tried: the tree-structured Parzen estimator of Bergstra, Bardenet, Bengio and Kégl 2011
/// (“Algorithms for Hyper-Parameter Optimization”, sect. 4), with kernels over all hyperparameters jointly.
/// </summary>
/// <remarks>
/// The best fifth of the history gives a density l, the rest a density g. Of places drawn from l the one with the largest l/g is proposed, which
/// is the one with the largest expected improvement (their eq. 8). Each proposal counts as a bad one for the next of the same call, so that
/// they spread. The proposals depend on the space, the history in its order and the generator, and on nothing else.
/// </remarks>
public static class ParzenSampler
{
    private const double GoodShare = 0.2;
    private const int FewestGood = 3;
    private const int MostGood = 25;
    private const int Candidates = 64;

    /// <summary>Proposes combinations that were not tried before.</summary>
    /// <param name="history">What was tried, with what it cost: lower is better, not a number when it failed. In the order of trials.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="random">A seeded generator.</param>
    /// <returns>As many as asked for; fewer only when the space has no more.</returns>
    public static IReadOnlyList<Hyperparameters> Propose(
        SearchSpace space, IReadOnlyList<(Hyperparameters Hyperparameters, double Cost)> history, int count, Random random)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(random);

        // The order is stable: of equals the earlier one counts as better.
        double[][] places = [.. history.OrderBy(tried => double.IsNaN(tried.Cost) ? double.PositiveInfinity : tried.Cost).Select(tried => space.PlaceOf(tried.Hyperparameters))];
        var good = Math.Min(places.Length, Math.Clamp((int)Math.Ceiling(GoodShare * places.Length), FewestGood, MostGood));
        var promising = new ParzenDensity(places[..good], space.Dimensions);
        List<double[]> others = [.. places[good..]];
        var taken = history.Select(tried => tried.Hyperparameters).ToHashSet();
        List<Hyperparameters> proposed = [];
        while (proposed.Count < count)
        {
            var next = Best(space, promising, new ParzenDensity(others, space.Dimensions), taken, random);
            if (next is null)
            {
                // Whatever the model likes was tried before.
                if (RandomSampler.Draw(space, 1, random, taken) is not [var other])
                {
                    break;
                }

                next = other;
            }

            proposed.Add(next);
            taken.Add(next);
            others.Add(space.PlaceOf(next));
        }

        return proposed;
    }

    /// <returns>Null when every candidate was tried before.</returns>
    private static Hyperparameters? Best(SearchSpace space, ParzenDensity promising, ParzenDensity others, HashSet<Hyperparameters> taken, Random random)
    {
        var (best, most) = ((Hyperparameters?)null, double.NegativeInfinity);
        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            var hyperparameters = space.At(promising.Draw(random));

            // Judged where the combination lies: many places of the cube share a value of a list.
            var place = space.PlaceOf(hyperparameters);
            var promise = promising.LogAt(place) - others.LogAt(place);
            if (promise > most && !taken.Contains(hyperparameters))
            {
                (best, most) = (hyperparameters, promise);
            }
        }

        return best;
    }
}
