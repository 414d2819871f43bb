namespace Explorer.Recommender.Likes;

/// <summary>What reading a likes file gave. Rows = likes + duplicates + rejected, always.</summary>
/// <param name="Likes">The distinct likes, one or more.</param>
/// <param name="Rows">Rows below the header; blank lines are no rows.</param>
/// <param name="Duplicates">Rows that repeat an earlier (user, item) pair.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="RejectedRows">The first 1,000 of them, in the order of the file.</param>
/// <param name="Notes">Sentences about what was found and assumed: separator and quote, columns, anything ignored.</param>
public sealed record LikesFileResult(
    LikeSet Likes,
    int Rows,
    int Duplicates,
    int Rejected,
    IReadOnlyList<RejectedRow> RejectedRows,
    IReadOnlyList<string> Notes);
