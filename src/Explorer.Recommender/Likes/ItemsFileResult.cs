namespace Explorer.Recommender.Likes;

/// <summary>What reading an items file gave. Rows = items + repeated + rejected, always.</summary>
/// <param name="Items">One entry an item, in the order of first mention, one or more.</param>
/// <param name="Rows">Rows below the header; blank lines are no rows.</param>
/// <param name="Repeated">Rows about an item that was mentioned before; they only fill in what was empty.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="RejectedRows">The first 1,000 of them, in the order of the file.</param>
/// <param name="Notes">Sentences about what was found and assumed.</param>
public sealed record ItemsFileResult(
    IReadOnlyList<ItemDetail> Items,
    int Rows,
    int Repeated,
    int Rejected,
    IReadOnlyList<RejectedRow> RejectedRows,
    IReadOnlyList<string> Notes);
