using Explorer.Recommender.Likes;
using MathNet.Numerics.Random;

namespace Explorer.Benchmarks;

/// <summary>Likes drawn at random, a user after the other, so that any size can be made without holding more than a row. Same seed, same likes.</summary>
/// <param name="Likes">Exactly so many distinct pairs.</param>
/// <param name="UserTail">Likes of the user at quantile q from the top ∝ q^−tail: 0 when all users like as much, 0.7 for the twin.</param>
internal sealed record GeneratedLikes(int Users, int Items, int Likes, double UserTail, int Seed = 1)
{
    /// <summary>Likes of Last.fm 360K.</summary>
    public const int LastFmLikes = 17_400_000;

    /// <summary>An item of popularity rank items · u^3 for u uniform in [0, 1): popularity ∝ rank^−⅔.</summary>
    private const double ItemPower = 3;

    /// <summary>No user is above this quantile, whatever their number, so that the longest rows do not grow with the matrix.</summary>
    private const double TopQuantile = 5e-4;

    /// <summary>358,868 users, 160,112 items, 17.4 million likes, few users far from the mean, as in Last.fm 360K; or so many likes in proportion.</summary>
    public static GeneratedLikes LastFm(int likes = LastFmLikes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(likes, 100_000);

        var share = likes / (double)LastFmLikes;
        return new GeneratedLikes((int)(358_868 * share), (int)(160_112 * share), likes, 0.1);
    }

    /// <summary>The twin's numbers after its thresholds, times so many: users, items and likes alike.</summary>
    public static GeneratedLikes Twin(int times) => new(15_272 * times, 25_690 * times, 548_251 * times, 0.7);

    /// <summary>The liked items of each user, ascending.</summary>
    public IEnumerable<int[]> Rows()
    {
        var random = new Xoshiro256StarStar(Seed);
        var shares = Array.ConvertAll(new double[Users], _ => Math.Pow(Math.Max(TopQuantile, random.NextDouble()), -UserTail));
        var (all, passed, given) = (shares.Sum(), 0.0, 0L);
        foreach (var share in shares)
        {
            passed += share;
            var until = (long)Math.Round(Likes * (passed / all));
            yield return Draw((int)(until - given), random);
            given = until;
        }
    }

    public LikesMatrix ToMatrix()
    {
        var starts = new int[Users + 1];
        var columns = new int[Likes];
        var user = 0;
        foreach (var row in Rows())
        {
            row.CopyTo(columns, starts[user]);
            starts[++user] = starts[user - 1] + row.Length;
        }

        return new LikesMatrix(Items, starts, columns);
    }

    public override string ToString() => $"generated: {Users} users, {Items} items, {Likes} likes";

    private int[] Draw(int count, Xoshiro256StarStar random)
    {
        var liked = new HashSet<int>(count);
        while (liked.Count < count)
        {
            liked.Add((int)(Items * Math.Pow(random.NextDouble(), ItemPower)));
        }

        int[] row = [.. liked];
        Array.Sort(row);
        return row;
    }
}
