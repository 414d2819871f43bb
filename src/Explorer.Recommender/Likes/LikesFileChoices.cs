using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Likes;

/// <summary>What the person chose about a likes file; what is not chosen is guessed or left out.</summary>
public sealed record LikesFileChoices
{
    /// <summary>Nothing chosen.</summary>
    public static LikesFileChoices None { get; } = new();

    /// <summary>How the table is to be read.</summary>
    public TableFormat Format { get; init; } = new();

    /// <summary>What repeats of a weighted like come to; without weights a repeat counts for nothing.</summary>
    public Repeats Repeats { get; init; }

    /// <summary>The smallest rating that is a like; null when ratings do not matter. Needs a rating column.</summary>
    public double? MinRating { get; init; }
}
