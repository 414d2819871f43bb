using Explorer.Recommender.Likes;
using MathNet.Numerics.Random;

namespace Explorer.TestKit;

/// <summary>Likes drawn at random, some rows and columns empty.</summary>
public static class RandomLikes
{
    /// <summary>Each cell is a like with the given probability; every seventh row is left empty.</summary>
    public static LikesMatrix Of(int users, int items, double density, int seed)
    {
        var random = new Xoshiro256StarStar(seed);
        var starts = new int[users + 1];
        var columns = new List<int>();
        for (var user = 0; user < users; user++)
        {
            for (var item = 0; item < items; item++)
            {
                if (random.NextDouble() < density && user % 7 != 6)
                {
                    columns.Add(item);
                }
            }

            starts[user + 1] = columns.Count;
        }

        return new LikesMatrix(items, starts, [.. columns]);
    }

    /// <summary>The same likes, each given a weight 10^w with w drawn evenly from 0 … <paramref name="decades"/>.</summary>
    public static LikesMatrix Weighted(this LikesMatrix likes, double decades, int seed)
    {
        var random = new Xoshiro256StarStar(seed);
        var weights = Enumerable.Range(0, likes.LikeCount).Select(_ => (float)Math.Pow(10, decades * random.NextDouble())).ToArray();
        return new LikesMatrix(likes.ColumnCount, likes.RowStarts.ToArray(), likes.Columns.ToArray(), weights);
    }

    /// <summary>Moves about a fifth of the likes of every second user to test.</summary>
    public static Split SplitOf(LikesMatrix likes, int seed)
    {
        var random = new Xoshiro256StarStar(seed);
        var held = new bool[likes.LikeCount];
        for (var user = 0; user < likes.RowCount; user += 2)
        {
            for (var like = likes.RowStarts[user]; like < likes.RowStarts[user + 1]; like++)
            {
                held[like] = random.NextDouble() < 0.2;
            }
        }

        var users = Enumerable.Range(0, likes.RowCount).Where(user => user % 2 == 0 && !likes[user].IsEmpty);
        return new Split(Keep(likes, held, false), Keep(likes, held, true), [.. users]);
    }

    private static LikesMatrix Keep(LikesMatrix likes, bool[] held, bool which)
    {
        var starts = new int[likes.RowCount + 1];
        var columns = new List<int>();
        for (var row = 0; row < likes.RowCount; row++)
        {
            for (var like = likes.RowStarts[row]; like < likes.RowStarts[row + 1]; like++)
            {
                if (held[like] == which)
                {
                    columns.Add(likes.Columns[like]);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new LikesMatrix(likes.ColumnCount, starts, [.. columns]);
    }
}
