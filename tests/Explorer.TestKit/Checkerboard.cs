using Explorer.Recommender.Likes;

namespace Explorer.TestKit;

/// <summary>Even users like even items, odd users like odd items: two tastes and nothing between them.</summary>
public static class Checkerboard
{
    /// <summary>All likes of the board.</summary>
    public static LikesMatrix Likes(int users, int items) => Build(users, items, static (_, _) => true);

    /// <summary>The board with the likes on the diagonal held out: user u's missing item is u, and everything else says so.</summary>
    public static Split WithoutDiagonal(int size) => new(
        Build(size, size, static (user, item) => user != item),
        Build(size, size, static (user, item) => user == item),
        [.. Enumerable.Range(0, size)]);

    private static LikesMatrix Build(int users, int items, Func<int, int, bool> keep)
    {
        var starts = new int[users + 1];
        var columns = new List<int>();
        for (var user = 0; user < users; user++)
        {
            columns.AddRange(Enumerable.Range(0, items).Where(item => (user + item) % 2 == 0 && keep(user, item)));
            starts[user + 1] = columns.Count;
        }

        return new LikesMatrix(items, starts, [.. columns]);
    }
}
