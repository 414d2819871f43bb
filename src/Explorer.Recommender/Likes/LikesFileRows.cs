using System.Globalization;
using System.Text;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Likes;

/// <summary>Takes a likes file's rows one after the other and decides about each: a like, below the threshold, or rejected.</summary>
internal sealed class LikesFileRows
{
    private const int ItemId = 0;
    private const int UserId = 1;
    private const int ItemName = 2;
    private const int Weight = 3;
    private const int Rating = 4;
    private const int Timestamp = 5;
    private const int ThumbnailUrl = 6;

    /// <summary>Beyond, sums of weights would lose single likes, and the equations of a training their meaning.</summary>
    private const float MaxWeight = 1e9f;

    private readonly TableReader _table;
    private readonly LikesFileChoices _choices;
    private readonly LikeSetBuilder _likes;
    private readonly RejectedRows _rejected;
    private readonly Dictionary<string, string> _thumbnails = new(StringComparer.Ordinal);
    private readonly bool _hasWeights;
    private readonly bool _hasTimes;
    private readonly bool _hasThumbnails;
    private int _belowThreshold;
    private int _unusableAddresses;

    /// <summary>Begins with a table that stands before its first row.</summary>
    /// <param name="rejected">Hears of every row that cannot be used; null when nobody does.</param>
    /// <exception cref="ExplorerException">A smallest rating was chosen, but there is no column of ratings.</exception>
    public LikesFileRows(TableReader table, LikesFileChoices choices, Action<RejectedRow>? rejected)
    {
        (_table, _choices, _rejected) = (table, choices, new RejectedRows(rejected));
        (_hasWeights, _hasTimes, _hasThumbnails) = (table.HasAny(Weight), table.HasAny(Timestamp), table.HasAny(ThumbnailUrl));
        _likes = new LikeSetBuilder(_hasWeights, _hasTimes, choices.Repeats);
        if (choices.MinRating is { } minRating && !table.HasAny(Rating))
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"A smallest rating of {minRating} was chosen, but no column is known as the rating. Choose the column that holds it, or leave the smallest rating away."));
        }
    }

    /// <summary>Takes the row the table is at.</summary>
    public void Add()
    {
        if (AddOrReject() is { } reason)
        {
            _rejected.Add(_table, reason);
        }
    }

    /// <summary>Everything together.</summary>
    /// <exception cref="ExplorerException">There is no like.</exception>
    public LikesFileResult ToResult(CancellationToken cancellationToken)
    {
        _rejected.ThrowUnlessSomeRemain(_table.Rows, LikesFile.Kind);
        if (_rejected.Count + _belowThreshold == _table.Rows)
        {
            throw new ExplorerException(FormattableString.Invariant(
                $"No row has a rating of {_choices.MinRating} or more: {_belowThreshold:N0} of {_table.Rows:N0} rows are below, the others cannot be used. Choose a smaller rating."));
        }

        var likes = _likes.Build(out var duplicates, cancellationToken);
        return new LikesFileResult(
            likes,
            _table.Rows,
            duplicates,
            _rejected.Count,
            _belowThreshold,
            _choices.Repeats,
            _rejected.First,
            [.. _thumbnails.Select(pair => new ItemDetail(pair.Key, "", pair.Value, ""))],
            [.. _table.Notes.ToSentences(), .. Describe(likes, duplicates)]);
    }

    /// <summary>Adds the row's like, or counts it as below the threshold.</summary>
    /// <returns>Null, or why the row cannot be used.</returns>
    private string? AddOrReject()
    {
        if (_table.FieldCount < _table.FieldsNeeded)
        {
            return $"The row has {_table.FieldCount} of the {_table.FieldsNeeded} fields that are needed for the user's and the item's id.";
        }

        var item = _table.Field(ItemId);
        var user = _table.Field(UserId);
        var name = _table.Field(ItemName);
        var reason = RejectedRows.ReasonAgainstId(item, "item") ?? RejectedRows.ReasonAgainstId(user, "user") ?? RejectedRows.ReasonAgainstName(name);
        if (reason is not null)
        {
            return reason;
        }

        if (_table.IsHeaderName(ItemId, item) && _table.IsHeaderName(UserId, user))
        {
            return "The row repeats the header.";
        }

        var (weight, time) = (1f, 0L);
        reason = ReadWeight(ref weight) ?? ReadTime(ref time);
        if (reason is not null)
        {
            return reason;
        }

        if (_choices.MinRating is { } minRating)
        {
            if (!TryParse(_table.Utf8Field(Rating), out double rating))
            {
                return $"The rating {Show(Rating)} is no number. Use a point for decimals.";
            }

            if (rating < minRating)
            {
                _belowThreshold++;
                return null;
            }
        }

        _table.Notes.AddRow(_table.FieldCount, name, _table.Line);
        _likes.Add(user, item, name, weight, time);
        AddThumbnail(item);
        return null;
    }

    private string? ReadWeight(ref float weight)
    {
        if (!_hasWeights)
        {
            return null;
        }

        var text = _table.Utf8Field(Weight);
        if (!TryParse(text, out weight))
        {
            return text.IsEmpty ? "The weight is empty." : $"The weight {Show(Weight)} is no number. Use a point for decimals.";
        }

        return weight switch
        {
            > 0 and <= MaxWeight => null,
            0 => "The weight is 0, which is no like.",
            < 0 => $"The weight {Show(Weight)} is negative.",
            > MaxWeight and < float.PositiveInfinity => FormattableString.Invariant($"The weight {Show(Weight)} is larger than {MaxWeight:N0}."),
            _ => $"The weight {Show(Weight)} is not finite.",
        };
    }

    private string? ReadTime(ref long time)
    {
        if (!_hasTimes)
        {
            return null;
        }

        var text = _table.Field(Timestamp);
        if (LikeTime.TryParse(text, out time))
        {
            return null;
        }

        return text.IsEmpty
            ? "The time is empty."
            : $"The time {Excerpt.Of(text.ToString())} cannot be read. Understood are Unix seconds, milliseconds, and dates such as 2024-05-17T10:00:00Z.";
    }

    private void AddThumbnail(ReadOnlySpan<char> item)
    {
        if (!_hasThumbnails || _table.Field(ThumbnailUrl) is not { IsEmpty: false } text)
        {
            return;
        }

        var known = _thumbnails.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.ContainsKey(item))
        {
            return;
        }

        if (WebLink.TryRead(text, out var address))
        {
            known[item] = address;
        }
        else
        {
            _unusableAddresses++;
        }
    }

    private IEnumerable<string> Describe(LikeSet likes, int duplicates)
    {
        if (_likes.ItemsWithOtherNames is var renamed and > 0)
        {
            yield return renamed == 1
                ? "1 item has several names; its most frequent one was kept."
                : FormattableString.Invariant($"{renamed:N0} items have several names; the most frequent one of each was kept.");
        }

        if (_hasWeights)
        {
            yield return likes.Weights.IsEmpty
                ? "All weights are 1, so every like counts once."
                : duplicates == 0
                    ? "The weights are d in the confidence of a like."
                    : $"The weights are d in the confidence of a like; those of repeats were {(_choices.Repeats is Repeats.Sum ? "added" : "reduced to the greatest")}.";
        }

        if (_choices.MinRating is { } minRating)
        {
            yield return FormattableString.Invariant($"{_belowThreshold:N0} rows have a rating below {minRating} and were left out.");
        }
        else if (_table.Header.HasHeader && _table.Header.Names.Any(name => TableColumn.Rating.Names.Any(known => TableColumn.Normalize(known) == TableColumn.Normalize(name))))
        {
            yield return "Every row is a like, whatever its rating. To leave low ratings out, import the file again and choose the smallest rating that is a like.";
        }

        if (_unusableAddresses > 0)
        {
            yield return FormattableString.Invariant($"{_unusableAddresses:N0} addresses are not absolute http or https addresses and were left out.");
        }
    }

    private string Show(int column) => Excerpt.Of(Encoding.UTF8.GetString(_table.Utf8Field(column)));

    private static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IUtf8SpanParsable<T>, System.Numerics.INumberBase<T> =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
