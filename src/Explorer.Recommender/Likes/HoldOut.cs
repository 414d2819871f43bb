using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Likes;

/// <summary>
/// The post's split: ⌊fraction × users⌋ users are drawn without replacement from those with at least 2k likes, and k random
/// likes of each move to test. No row is emptied, since at least k likes stay.
/// </summary>
/// <param name="K">Likes to move of each test user, 1 or more; also the k of precision@k.</param>
/// <param name="Fraction">Share of all users to test with, above 0 and at most 1.</param>
/// <param name="Seed">The same seed and likes give the same split.</param>
public sealed record HoldOut(int K, double Fraction, int Seed)
{
    /// <summary>The fewest likes a user needs to be drawn.</summary>
    public int MinLikes => (int)Math.Min(2L * K, int.MaxValue);

    /// <summary>Users that could be drawn.</summary>
    /// <param name="likesPerUser">Likes of each user, shape [users].</param>
    public int CountEligible(ReadOnlySpan<int> likesPerUser) => CountWithAtLeast(likesPerUser, MinLikes);

    /// <summary>Checks the numbers, and that enough users are eligible.</summary>
    /// <param name="likesPerUser">Likes of each user after thresholds, shape [users]; users with 0 likes are not counted as users.</param>
    /// <returns>How many test users there will be, 1 or more.</returns>
    /// <exception cref="ExplorerException">k or the fraction is out of range, or fewer users are eligible than asked for.</exception>
    public int CountTestUsers(ReadOnlySpan<int> likesPerUser)
    {
        RequireNumbers();
        var users = CountWithAtLeast(likesPerUser, 1);
        var asked = (int)Math.Floor(Fraction * users);
        if (asked == 0)
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"Hold-out: {Fraction * 100:0.###} % of {users} users is less than one test user. ") +
                "Raise the fraction, or lower the thresholds so that more users remain.");
        }

        var eligible = CountEligible(likesPerUser);
        if (asked > eligible)
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"Hold-out: {asked} test users were asked for ({Fraction * 100:0.###} % of {users}), but only {eligible} users have the {MinLikes} likes (2 × k) that k = {K} needs. ") +
                Remedy(likesPerUser, users, asked, eligible));
        }

        return asked;
    }

    /// <summary>Checks k and the fraction alone.</summary>
    /// <exception cref="ExplorerException">k is below 1, or the fraction is not above 0 and at most 1.</exception>
    public void RequireNumbers()
    {
        if (K < 1)
        {
            throw new ExplorerException($"Hold-out: k = {K} is not possible. Use 1 or more; the post uses 5.");
        }

        if (!(Fraction > 0 && Fraction <= 1))
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"Hold-out: a fraction of {Fraction} is not possible. Use a number above 0 and at most 1; the post uses 0.2."));
        }
    }

    /// <summary>Splits the likes.</summary>
    /// <param name="likes">Users × items.</param>
    /// <exception cref="ExplorerException">As for <see cref="CountTestUsers"/>.</exception>
    public Split Apply(LikesMatrix likes)
    {
        ArgumentNullException.ThrowIfNull(likes);

        var likesPerUser = new int[likes.RowCount];
        for (var user = 0; user < likesPerUser.Length; user++)
        {
            likesPerUser[user] = likes[user].Length;
        }

        var testUserCount = CountTestUsers(likesPerUser);
        var random = new Xoshiro256StarStar(Seed);
        var testUsers = DrawTestUsers(likesPerUser, testUserCount, random);
        var heldOut = new bool[likes.LikeCount];
        foreach (var user in testUsers)
        {
            foreach (var place in Combinatorics.GenerateVariation(likesPerUser[user], K, random))
            {
                heldOut[likes.RowStarts[user] + place] = true;
            }
        }

        return new Split(Keep(likes, heldOut, false), Keep(likes, heldOut, true), testUsers);
    }

    private static int CountWithAtLeast(ReadOnlySpan<int> likesPerUser, int minimum)
    {
        var count = 0;
        foreach (var likes in likesPerUser)
        {
            count += likes >= minimum ? 1 : 0;
        }

        return count;
    }

    private string Remedy(ReadOnlySpan<int> likesPerUser, int users, int asked, int eligible)
    {
        var k = Math.Min(K, MostLikes(likesPerUser));
        while (k > 1 && CountWithAtLeast(likesPerUser, 2 * k) < asked)
        {
            k--;
        }

        var lowerK = k < K && CountWithAtLeast(likesPerUser, 2 * k) >= asked ? $"a k of at most {k}" : null;
        // Rounded down, so that the fraction named here really works.
        var fraction = Math.Floor(eligible * 10000.0 / users) / 10000;
        var lowerFraction = Math.Floor(fraction * users) >= 1
            ? "a fraction of at most " + fraction.ToString("0.####", CultureInfo.InvariantCulture)
            : null;
        return (lowerK, lowerFraction) switch
        {
            (null, null) => "Use a dataset with more likes per user.",
            ({ } only, null) => $"Use {only}.",
            (null, { } only) => $"Use {only}.",
            ({ } first, { } second) => $"Use {first}, or {second}.",
        };
    }

    private static int MostLikes(ReadOnlySpan<int> likesPerUser)
    {
        var most = 1;
        foreach (var likes in likesPerUser)
        {
            most = Math.Max(most, likes);
        }

        return most;
    }

    private int[] DrawTestUsers(int[] likesPerUser, int count, Random random)
    {
        var eligible = Enumerable.Range(0, likesPerUser.Length).Where(user => likesPerUser[user] >= MinLikes).ToArray();
        return [.. Combinatorics.GenerateVariation(eligible.Length, count, random).Select(place => eligible[place]).Order()];
    }

    private static LikesMatrix Keep(LikesMatrix likes, bool[] heldOut, bool which)
    {
        var starts = new int[likes.RowCount + 1];
        var columns = new List<int>();
        var weights = new List<float>();
        for (var row = 0; row < likes.RowCount; row++)
        {
            for (var like = likes.RowStarts[row]; like < likes.RowStarts[row + 1]; like++)
            {
                if (heldOut[like] == which)
                {
                    columns.Add(likes.Columns[like]);
                    weights.AddRange(likes.IsWeighted ? likes.Weights.Slice(like, 1) : []);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new LikesMatrix(likes.ColumnCount, starts, [.. columns], [.. weights]);
    }
}
