using System.Numerics.Tensors;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Maps;

/// <summary>Groups of items that point the same way.</summary>
/// <remarks>
/// Spherical k-means (Dhillon and Modha 2001) from seeded starts that lie apart (Arthur and Vassilvitskii 2007). Groups are numbered by size, the
/// largest first, ties by the smaller first member.
/// </remarks>
public static class Clusters
{
    private const int MostRounds = 30;

    /// <summary>The group of every item.</summary>
    /// <param name="items">Shape [items × f].</param>
    /// <param name="count">Groups wanted, 1 or more; some may stay empty.</param>
    /// <param name="seed">Draws the starts.</param>
    /// <returns>0 … count − 1, shape [items].</returns>
    public static int[] Of(Factors items, int count, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        var directions = Directions.Of(items);
        if (directions.Length == 0)
        {
            return [];
        }

        var centres = Starts(directions, count, seed);
        var groups = new int[directions.Length];
        for (var round = 0; round < MostRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = Assign(directions, centres, groups);
            if (round > 0 && changed == 0)
            {
                break;
            }

            Recentre(directions, groups, centres);
        }

        return BySize(groups, count);
    }

    private static double[][] Starts(double[][] directions, int count, int seed)
    {
        var random = new Xoshiro256StarStar(seed);
        var centres = new List<double[]> { directions[random.Next(directions.Length)] };
        var distances = Array.ConvertAll(directions, _ => double.MaxValue);
        while (centres.Count < count)
        {
            for (var item = 0; item < directions.Length; item++)
            {
                distances[item] = Math.Min(distances[item], Math.Max(0, 1 - TensorPrimitives.Dot<double>(directions[item], centres[^1])));
            }

            var left = random.NextDouble() * distances.Sum();
            var chosen = 0;
            for (; chosen < directions.Length - 1 && (left -= distances[chosen]) > 0; chosen++)
            {
            }

            centres.Add(directions[chosen]);
        }

        return [.. centres.Select(centre => (double[])centre.Clone())];
    }

    private static int Assign(double[][] directions, double[][] centres, int[] groups)
    {
        var changed = 0;
        for (var item = 0; item < directions.Length; item++)
        {
            var (best, nearest) = (0, double.NegativeInfinity);
            for (var group = 0; group < centres.Length; group++)
            {
                var cosine = TensorPrimitives.Dot<double>(directions[item], centres[group]);
                (best, nearest) = cosine > nearest ? (group, cosine) : (best, nearest);
            }

            changed += groups[item] == best ? 0 : 1;
            groups[item] = best;
        }

        return changed;
    }

    private static void Recentre(double[][] directions, int[] groups, double[][] centres)
    {
        var sums = Array.ConvertAll(centres, centre => new double[centre.Length]);
        for (var item = 0; item < directions.Length; item++)
        {
            TensorPrimitives.Add<double>(sums[groups[item]], directions[item], sums[groups[item]]);
        }

        for (var group = 0; group < centres.Length; group++)
        {
            var length = TensorPrimitives.Norm<double>(sums[group]);
            if (length > 0)
            {
                TensorPrimitives.Divide(sums[group], length, centres[group]);
            }
        }
    }

    private static int[] BySize(int[] groups, int count)
    {
        var sizes = new int[count];
        var firsts = new int[count];
        for (var item = groups.Length - 1; item >= 0; item--)
        {
            sizes[groups[item]]++;
            firsts[groups[item]] = item;
        }

        var order = Enumerable.Range(0, count).OrderByDescending(group => sizes[group]).ThenBy(group => firsts[group]).ToArray();
        var number = new int[count];
        for (var place = 0; place < count; place++)
        {
            number[order[place]] = place;
        }

        return Array.ConvertAll(groups, group => number[group]);
    }
}
