namespace Explorer.Recommender.Likes;

/// <summary>Likes ordered by user and, within a user, by item; repeats still in. Costs O(likes) and a small sort a user.</summary>
internal sealed class LikeSorter
{
    private const int UsersPerLook = 1 << 12;

    /// <summary>Where each user begins, shape [users + 1].</summary>
    private readonly int[] _starts;

    /// <summary>The item in the upper half, the place in the order of adding in the lower one. Shape [likes].</summary>
    private readonly ulong[] _likes;

    private LikeSorter(int[] starts, ulong[] likes) => (_starts, _likes) = (starts, likes);

    /// <summary>What ordering gave: parallel columns, distinct pairs.</summary>
    /// <param name="Weights">Empty when there are none.</param>
    /// <param name="Times">Empty when there are none.</param>
    public sealed record Columns(int[] Users, int[] Items, float[] Weights, long[] Times);

    /// <summary>Orders likes.</summary>
    /// <param name="pairs">The user in the upper half, the item in the lower one, in the order of adding.</param>
    public static LikeSorter Sort(ChunkedList<ulong> pairs, int userCount, CancellationToken cancellationToken)
    {
        var starts = new int[userCount + 1];
        for (var place = 0; place < pairs.Count; place++)
        {
            starts[(int)(pairs[place] >> 32) + 1]++;
        }

        for (var user = 0; user < userCount; user++)
        {
            starts[user + 1] += starts[user];
        }

        var next = starts.AsSpan().ToArray();
        var likes = new ulong[pairs.Count];
        for (var place = 0; place < pairs.Count; place++)
        {
            likes[next[(int)(pairs[place] >> 32)]++] = (pairs[place] << 32) | (uint)place;
        }

        for (var user = 0; user < userCount; user++)
        {
            if (user % UsersPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            likes.AsSpan(starts[user]..starts[user + 1]).Sort();
        }

        return new LikeSorter(starts, likes);
    }

    /// <summary>Every pair once, with what its repeats come to.</summary>
    /// <param name="weights">In the order of adding; null when there are none.</param>
    /// <param name="times">In the order of adding, of repeats the latest counts; null when there are none.</param>
    public Columns Join(ChunkedList<float>? weights, ChunkedList<long>? times, Repeats repeats, CancellationToken cancellationToken)
    {
        var count = CountDistinct();
        var joined = new Columns(new int[count], new int[count], new float[weights is null ? 0 : count], new long[times is null ? 0 : count]);
        var next = 0;
        for (var user = 0; user + 1 < _starts.Length; user++)
        {
            if (user % UsersPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (var like = _starts[user]; like < _starts[user + 1];)
            {
                var item = (int)(_likes[like] >> 32);
                (joined.Users[next], joined.Items[next]) = (user, item);
                var (weight, time) = (0d, long.MinValue);
                for (; like < _starts[user + 1] && (int)(_likes[like] >> 32) == item; like++)
                {
                    var place = (int)(uint)_likes[like];
                    var own = weights is null ? 0 : weights[place];
                    weight = repeats is Repeats.Sum ? weight + own : Math.Max(weight, own);
                    time = times is null ? time : Math.Max(time, times[place]);
                }

                if (weights is not null)
                {
                    joined.Weights[next] = (float)weight;
                }

                if (times is not null)
                {
                    joined.Times[next] = time;
                }

                next++;
            }
        }

        return joined;
    }

    private int CountDistinct()
    {
        var count = 0;
        for (var user = 0; user + 1 < _starts.Length; user++)
        {
            for (var like = _starts[user]; like < _starts[user + 1]; like++)
            {
                count += like == _starts[user] || _likes[like] >> 32 != _likes[like - 1] >> 32 ? 1 : 0;
            }
        }

        return count;
    }
}
