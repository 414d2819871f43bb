using System.Globalization;

namespace Explorer.Recommender.Likes;

/// <summary>A split given by a second file of likes, so that published tables with fixed splits can be reproduced.</summary>
/// <remarks>
/// All likes of the first file train. Every user with a like left in the second file is a test user. Users and items that the first
/// file does not have (after thresholds) have no factors: their likes are left out. So are test likes that are in training as well, as in
/// evaluations on data with repeats: removing them from training instead would train something other than what was published.
/// </remarks>
public static class TestFile
{
    /// <summary>Joins the two by user id and item id. Weights of both are kept.</summary>
    /// <param name="likes">What to train on.</param>
    /// <param name="test">What to test with.</param>
    /// <returns>Train has all of <paramref name="likes"/>; the note counts what was left out.</returns>
    /// <exception cref="ExplorerException">No like of the test file is left; the message says why.</exception>
    public static Split Split(LikeSet likes, LikeSet test)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentNullException.ThrowIfNull(test);

        var users = IndicesIn(likes.UserVocabulary, test.UserVocabulary);
        var items = IndicesIn(likes.ItemVocabulary, test.ItemVocabulary);
        var train = LikesMatrix.Of(likes);
        var kept = new List<(int User, int Item, int Like)>(test.Count);
        var (unknown, repeated) = (0, 0);
        for (var like = 0; like < test.Count; like++)
        {
            var (user, item) = (users[test.Users[like]], items[test.Items[like]]);
            if (user < 0 || item < 0)
            {
                unknown++;
            }
            else if (train[user].BinarySearch(item) >= 0)
            {
                repeated++;
            }
            else
            {
                kept.Add((user, item, like));
            }
        }

        var note = NoteOf(test, users, items, unknown, repeated);
        if (kept.Count == 0)
        {
            throw new ExplorerException(
                $"Test file: none of its {Number(test.Count)} likes can be tested with. {note} " +
                "Choose a file with the same user and item ids whose likes are not part of the training file, or lower the thresholds.");
        }

        kept.Sort();
        return new Split(train, MatrixOf(kept, test, train), [.. kept.Select(like => like.User).Distinct()]) { Note = note };
    }

    private static int[] IndicesIn(Vocabulary known, Vocabulary vocabulary) =>
        [.. vocabulary.Ids.Select(id => known.TryGetIndex(id, out var index) ? index : -1)];

    private static LikesMatrix MatrixOf(List<(int User, int Item, int Like)> kept, LikeSet test, LikesMatrix train)
    {
        var starts = new int[train.RowCount + 1];
        foreach (var (user, _, _) in kept)
        {
            starts[user + 1]++;
        }

        for (var user = 0; user < train.RowCount; user++)
        {
            starts[user + 1] += starts[user];
        }

        float[] weights = test.Weights.IsEmpty ? [] : [.. kept.Select(like => test.Weights[like.Like])];
        return new LikesMatrix(train.ColumnCount, starts, [.. kept.Select(like => like.Item)], weights);
    }

    private static string NoteOf(LikeSet test, int[] users, int[] items, int unknown, int repeated)
    {
        List<string> sentences = [];
        if (unknown > 0)
        {
            sentences.Add(
                $"{Number(unknown)} of {Number(test.Count)} test likes were left out: {Number(users.Count(user => user < 0))} users and " +
                $"{Number(items.Count(item => item < 0))} items of the test file are not in the training likes after thresholds.");
        }

        if (repeated > 0)
        {
            sentences.Add($"{Number(repeated)} of {Number(test.Count)} test likes were left out because they are in the training likes too.");
        }

        return string.Join(' ', sentences);
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
