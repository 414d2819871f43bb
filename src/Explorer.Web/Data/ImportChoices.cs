using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
using Explorer.Web.Shared;

namespace Explorer.Web.Data;

/// <summary>What a person has chosen on the page about a file before its import.</summary>
public sealed record ImportChoices
{
    /// <summary>Nothing chosen.</summary>
    public static ImportChoices None { get; } = new();

    /// <summary>How it is to be read; what is null is guessed.</summary>
    public TableFormat Format { get; init; } = new();

    /// <summary>What the weights of repeats come to.</summary>
    public Repeats Repeats { get; init; }

    /// <summary>The smallest rating that is a like, as typed; empty when every row is one.</summary>
    public string MinRating { get; init; } = "";

    /// <summary>With bytes or fields read in another way, by which columns that were chosen by hand are others now.</summary>
    public ImportChoices With(TableFormat format) =>
        this with { Format = format with { Columns = new Dictionary<ColumnRole, string>() } };

    /// <summary>With another role for a column; what it had goes, and so does the column that had this role.</summary>
    /// <param name="role">Null when the column is not to be used.</param>
    public ImportChoices With(PreviewColumn column, ColumnRole? role)
    {
        ArgumentNullException.ThrowIfNull(column);
        var columns = new Dictionary<ColumnRole, string>(Format.Columns);
        var place = FormattableString.Invariant($"#{column.Place}");

        // A quick hand chooses before the last choice is shown: what another column has by now is not the former role of this one.
        foreach (var former in column.Roles.Where(former => columns.GetValueOrDefault(former, place) == place))
        {
            columns[former] = "";
        }

        if (role is { } wanted)
        {
            columns[wanted] = place;
        }

        return this with { Format = Format with { Columns = columns } };
    }

    /// <summary>The smallest rating that is a like; null when the text is empty.</summary>
    /// <exception cref="ExplorerException">The text is no number; the message names it.</exception>
    public static double? ReadRating(string text, string name) => string.IsNullOrWhiteSpace(text) ? null : NumberText.Real(text, name);

    /// <summary>The choices as an import takes them.</summary>
    /// <param name="preview">What they gave.</param>
    /// <exception cref="ExplorerException">The smallest rating is no number.</exception>
    public LikesFileChoices ToChoices(TablePreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        return new LikesFileChoices
        {
            Format = Sent(preview),
            Repeats = IsUsed(preview, ColumnRole.Weight) ? Repeats : Repeats.Sum,
            MinRating = IsUsed(preview, ColumnRole.Rating) ? ReadRating(MinRating, "Smallest rating") : null,
        };
    }

    /// <summary>Whether some column has this role.</summary>
    public static bool IsUsed(TablePreview preview, ColumnRole role)
    {
        ArgumentNullException.ThrowIfNull(preview);
        return preview.Columns.Any(column => column.Roles.Contains(role));
    }

    /// <summary>
    /// What was chosen. The import guesses the rest from the same bytes in the same way, but never columns without a header: those that
    /// were proposed and seen have to be said.
    /// </summary>
    private TableFormat Sent(TablePreview preview) => Format.Columns.Count == 0 && preview.Format.HasHeader == true
        ? Format
        : Format with { HasHeader = preview.Format.HasHeader, Columns = preview.Format.Columns };
}
