using Explorer.Recommender.Wrmf;
using MathNet.Numerics;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>Combinations drawn at random, each place of the space as likely as any other, none twice as long as there are others.</summary>
public static class RandomSampler
{
    /// <summary>Draws without success before the rest of a finite space is gone through.</summary>
    private const int Attempts = 1000;

    /// <summary>The largest space that is gone through.</summary>
    private const long MostListed = 1_000_000;

    /// <summary>Draws combinations.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="random">A seeded generator; the same one gives the same combinations.</param>
    /// <param name="taken">Combinations that are not to come again.</param>
    /// <returns>As many as asked for; fewer only when the space has no more.</returns>
    public static IReadOnlyList<Hyperparameters> Draw(SearchSpace space, int count, Random random, IEnumerable<Hyperparameters> taken)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(random);
        var seen = taken.ToHashSet();
        List<Hyperparameters> drawn = [];
        while (drawn.Count < count && TryDraw(space, random, seen) is { } hyperparameters)
        {
            drawn.Add(hyperparameters);
        }

        if (drawn.Count < count && space.Count <= MostListed)
        {
            drawn.AddRange(space.All().Where(hyperparameters => !seen.Contains(hyperparameters)).SelectPermutation(random).Take(count - drawn.Count));
        }

        return drawn;
    }

    private static Hyperparameters? TryDraw(SearchSpace space, Random random, HashSet<Hyperparameters> seen)
    {
        var place = new double[space.Dimensions];
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            for (var axis = 0; axis < place.Length; axis++)
            {
                place[axis] = random.NextDouble();
            }

            var hyperparameters = space.At(place);
            if (seen.Add(hyperparameters))
            {
                return hyperparameters;
            }
        }

        return null;
    }
}
