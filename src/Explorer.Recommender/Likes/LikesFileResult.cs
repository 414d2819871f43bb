namespace Explorer.Recommender.Likes;

/// <summary>What reading a likes file gave. Rows = likes + duplicates + rejected + below the threshold, always.</summary>
/// <param name="Likes">The distinct likes, one or more.</param>
/// <param name="Rows">Rows below the header; blank lines are no rows.</param>
/// <param name="Duplicates">Rows that repeat an earlier (user, item) pair; with weights they add to it.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="BelowThreshold">Good rows whose rating is below the chosen one; 0 when none was chosen.</param>
/// <param name="Repeats">What the weights of duplicates came to; means nothing without weights.</param>
/// <param name="RejectedRows">The first 1,000 of the rejected rows, in the order of the file.</param>
/// <param name="Items">Items whose picture the file names.</param>
/// <param name="Notes">Sentences about what was found and assumed: separator and quote, columns, anything ignored.</param>
public sealed record LikesFileResult(
    LikeSet Likes,
    int Rows,
    int Duplicates,
    int Rejected,
    int BelowThreshold,
    Repeats Repeats,
    IReadOnlyList<RejectedRow> RejectedRows,
    IReadOnlyList<ItemDetail> Items,
    IReadOnlyList<string> Notes);
