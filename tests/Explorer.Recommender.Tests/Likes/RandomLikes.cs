using Explorer.Recommender.Likes;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>Small likes from a seed, for comparing with what is obviously right.</summary>
internal static class RandomLikes
{
    /// <summary>Rows with repeats, users u0 …, items m0 …, popular ones more often.</summary>
    public static List<Like> Rows(int seed, int users, int items, int rows)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => new Like($"u{Skewed(users)}", $"m{Skewed(items)}", ""))];

        int Skewed(int count) => (int)(count * random.NextDouble() * random.NextDouble());
    }

    public static LikeSet Of(IEnumerable<Like> rows)
    {
        var builder = new LikeSetBuilder();
        foreach (var row in rows)
        {
            builder.Add(row);
        }

        return builder.Build(out _);
    }

    public static HashSet<(string User, string Item)> Pairs(LikeSet likes) =>
        [.. Enumerable.Range(0, likes.Count).Select(like => (likes.UserVocabulary[likes.Users[like]], likes.ItemVocabulary[likes.Items[like]]))];
}
