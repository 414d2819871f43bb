using Explorer.Lab.Thumbnails;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Datasets;

/// <summary>Identity of a dataset.</summary>
public readonly record struct DatasetId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An imported likes file and its totals. Rows = likes + duplicates + rejected + below the threshold.</summary>
/// <param name="Name">Chosen by the person, 1 … 200 characters.</param>
/// <param name="ItemWord">What an item is called on pages, singular: model, book, song.</param>
/// <param name="ThumbnailSource">Where pictures of the items come from.</param>
/// <param name="Rows">Rows of the file, without header and blank lines.</param>
/// <param name="Likes">Distinct (user, item) pairs.</param>
/// <param name="Duplicates">Rows that repeated an earlier pair.</param>
/// <param name="Rejected">Rows that could not be used.</param>
/// <param name="Users">Distinct users.</param>
/// <param name="Items">Distinct items.</param>
/// <param name="Notes">What the import found worth saying, in sentences.</param>
/// <param name="ItemsVersion">Grows whenever item details are added; 0 when there are none.</param>
/// <param name="IsSample">Whether it is the built-in sample.</param>
/// <param name="BelowThreshold">Rows with a rating below the one that was chosen; 0 when none was.</param>
/// <param name="Weights">Whether likes have weights, and what repeats came to.</param>
/// <param name="Remarks">What the person wrote about it, at most 10,000 characters; empty when nothing.</param>
/// <param name="ContentHash">
/// SHA-256 of what is stored: ids, names, likes, weights and times in their order, in lower-case hexadecimal; empty for datasets of
/// older versions. The same file with the same choices gives the same hash however it is compressed.
/// </param>
/// <param name="SameAs">An older dataset with the same hash, null when there is none.</param>
/// <param name="StorageBytes">Bytes of its likes and rejected rows on the disk.</param>
/// <param name="RejectedKept">How many of the rejected rows can be downloaded.</param>
public sealed record Dataset(
    DatasetId Id,
    string Name,
    string ItemWord,
    ThumbnailSourceKind ThumbnailSource,
    DateTimeOffset CreatedAt,
    int Rows,
    int Likes,
    int Duplicates,
    int Rejected,
    int Users,
    int Items,
    IReadOnlyList<string> Notes,
    int ItemsVersion,
    bool IsSample,
    int BelowThreshold,
    WeightsKind Weights,
    string Remarks,
    string ContentHash,
    DatasetId? SameAs,
    long StorageBytes,
    int RejectedKept)
{
    /// <summary>Likes / (users × items), 0 … 1.</summary>
    public double Sparsity => LikeSet.SparsityOf(Likes, Users, Items);
}
