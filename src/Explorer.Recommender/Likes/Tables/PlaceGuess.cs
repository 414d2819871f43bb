using System.Globalization;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Proposes by what they hold what the columns of a table without a header are.</summary>
internal static class PlaceGuess
{
    private const double HighestRating = 10;

    /// <summary>Since 1990, in seconds or milliseconds; smaller numbers are counts and ids.</summary>
    private const long FirstTime = 631_152_000;

    private static readonly ColumnRole[] Ids = [ColumnRole.UserId, ColumnRole.ItemId];

    /// <summary>For each column of the kind a field, −1 when there is none.</summary>
    /// <param name="taken">Fields that were given a role already.</param>
    /// <param name="isOpen">Whether a field is to be found for a role; the person may have decided about it.</param>
    public static int[] Of(TableSample sample, HashSet<int> taken, TableKind kind, Func<ColumnRole, bool> isOpen)
    {
        var free = Enumerable.Range(0, sample.Width).Where(place => !taken.Contains(place)).ToList();
        var found = new Dictionary<ColumnRole, int>();
        Take(ColumnRole.ThumbnailUrl, IsWebAddress);
        Take(ColumnRole.Timestamp, text => LikeTime.TryParse(text, out _) && (!long.TryParse(text, CultureInfo.InvariantCulture, out var number) || number >= FirstTime));
        var idCount = Ids.Count(IsWanted);
        var name = IsWanted(ColumnRole.ItemName) && free.Count > idCount ? free.FirstOrDefault(place => Texts(sample, place).Any(text => text.Contains(' ', StringComparison.Ordinal)), -1) : -1;
        var isNameFirst = IsWanted(ColumnRole.ItemName) && idCount == Ids.Length && sample.Dialect.Separator == "|" && free is [var first, _, _] && !Texts(sample, first).All(TableSample.IsNumber);
        if (isNameFirst)
        {
            name = free[0];
        }

        if (name >= 0)
        {
            found[ColumnRole.ItemName] = name;
            free.Remove(name);
        }

        // Where the name comes first, the item's id follows it, as in the post's files; else the user comes first, as nearly everywhere.
        foreach (var role in (name == 0 ? Ids.Reverse() : Ids).Where(role => IsWanted(role) && free.Count > 0))
        {
            found[role] = free[0];
            free.RemoveAt(0);
        }

        Take(ColumnRole.Rating, text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= HighestRating && number * 2 == Math.Floor(number * 2));
        Take(ColumnRole.Weight, TableSample.IsNumber);
        Take(ColumnRole.Tags, text => !TableSample.IsNumber(text));
        return [.. kind.Columns.Select(column => found.GetValueOrDefault(column.Role, -1))];

        bool IsWanted(ColumnRole role) => kind.PlaceOf(role) >= 0 && isOpen(role);

        void Take(ColumnRole role, Func<string, bool> isOne)
        {
            var place = !IsWanted(role) ? -1 : free.FirstOrDefault(place => Texts(sample, place).Any() && Texts(sample, place).All(isOne), -1);
            if (place >= 0)
            {
                found[role] = place;
                free.Remove(place);
            }
        }
    }

    private static IEnumerable<string> Texts(TableSample sample, int place) =>
        sample.Rows.Where(row => place < row.Length && row[place].Length > 0).Select(row => row[place]);

    private static bool IsWebAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
