using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Likes;

/// <summary>Which likes are hidden from training: of ⌊fraction × users⌋ users, drawn without replacement from those with enough likes, some each.</summary>
/// <remarks>
/// How many of a user's n likes: <see cref="K"/>, the post's way, or ⌊share × n⌋, at least one and at most n − 1, when there is a
/// <see cref="Share"/>. Which of them: drawn at random, or the latest ones when <see cref="IsLatest"/>. No row is emptied. A file of
/// one's own likes to test with takes no hold-out: see <see cref="TestFile"/>.
/// </remarks>
/// <param name="K">Likes to move of each test user when there is no share, 1 or more; also the usual k of metrics@k.</param>
/// <param name="Fraction">Share of all users to test with, above 0 and at most 1.</param>
/// <param name="Seed">The same seed and likes give the same split.</param>
public sealed record HoldOut(int K, double Fraction, int Seed)
{
    /// <summary>Share of a test user's likes to move instead of k, above 0 and below 1; null moves k.</summary>
    public double? Share { get; init; }

    /// <summary>Whether a user's latest likes move, rather than random ones; among likes of the same second the seed decides.</summary>
    public bool IsLatest { get; init; }

    /// <summary>The fewest likes a user needs to be drawn: 2k, so that k stay; with a share 2, so that one stays.</summary>
    public int MinLikes => Share is null ? (int)Math.Min(2L * K, int.MaxValue) : 2;

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
                $"Hold-out: {asked} test users were asked for ({Fraction * 100:0.###} % of {users}), but only {eligible} users have the {MinLikes} likes {WhyMinLikes}. ") +
                Remedy(likesPerUser, users, asked, eligible));
        }

        return asked;
    }

    /// <summary>Checks k, the fraction and the share alone.</summary>
    /// <exception cref="ExplorerException">k is below 1, the fraction is not above 0 and at most 1, or the share is not between 0 and 1.</exception>
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

        if (Share is { } share && !(share > 0 && share < 1))
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"Hold-out: a share of {share} of a user's likes is not possible. Use a number above 0 and below 1, for example 0.2."));
        }
    }

    /// <summary>Checks that there are times when the latest likes are to be held out.</summary>
    /// <param name="times">Shape [likes]; empty when unknown.</param>
    /// <exception cref="ExplorerException">They are needed and there are none.</exception>
    public void RequireTimes(ReadOnlySpan<long> times)
    {
        if (IsLatest && times.IsEmpty)
        {
            throw new ExplorerException(
                "Hold-out: the latest likes were asked for, but this dataset does not say when its likes were given. " +
                "Import a likes file with a column of times, or hold out random likes.");
        }
    }

    /// <summary>Splits the likes. Weights go with their likes.</summary>
    /// <param name="likes">Users × items.</param>
    /// <param name="times">When each like was given, shape [likes]; needed for the latest likes only.</param>
    /// <exception cref="ExplorerException">As for <see cref="CountTestUsers"/> and <see cref="RequireTimes"/>.</exception>
    public Split Apply(LikesMatrix likes, ReadOnlySpan<long> times = default)
    {
        ArgumentNullException.ThrowIfNull(likes);
        RequireTimes(times);
        if (IsLatest)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(times.Length, likes.LikeCount);
        }

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
            var count = likesPerUser[user];
            var places = IsLatest
                ? DrawLatest(times.Slice(likes.RowStarts[user], count), CountOf(count), random)
                : Combinatorics.GenerateVariation(count, CountOf(count), random);
            foreach (var place in places)
            {
                heldOut[likes.RowStarts[user] + place] = true;
            }
        }

        return new Split(Keep(likes, heldOut, false), Keep(likes, heldOut, true), testUsers);
    }

    private string WhyMinLikes => Share is null ? $"(2 × k) that k = {K} needs" : "of which one can stay";

    /// <summary>How many of a test user's likes move. In decimals, where 0.29 × 100 is 29.</summary>
    private int CountOf(int likes) => Share is { } share ? Math.Clamp((int)decimal.Floor((decimal)share * likes), 1, likes - 1) : K;

    /// <summary>Places of the latest likes; the sort keeps the order of equals, which was drawn before.</summary>
    private static int[] DrawLatest(ReadOnlySpan<long> times, int count, Random random)
    {
        var timeOf = times.ToArray();
        return [.. Combinatorics.GeneratePermutation(timeOf.Length, random).OrderByDescending(place => timeOf[place]).Take(count)];
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
        // With a share there is no k to lower.
        var k = Share is null ? Math.Min(K, MostLikes(likesPerUser)) : K;
        while (Share is null && k > 1 && CountWithAtLeast(likesPerUser, 2 * k) < asked)
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
