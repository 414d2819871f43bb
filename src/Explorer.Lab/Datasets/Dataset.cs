using Explorer.Lab.Thumbnails;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Datasets;

/// <summary>Identity of a dataset.</summary>
public readonly record struct DatasetId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An imported likes file and its totals. Rows = likes + duplicates + rejected.</summary>
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
    bool IsSample)
{
    /// <summary>Likes / (users × items), 0 … 1.</summary>
    public double Sparsity => LikeSet.SparsityOf(Likes, Users, Items);
}
