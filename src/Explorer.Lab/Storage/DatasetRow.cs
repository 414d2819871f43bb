using System.Text.Json;
using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;

namespace Explorer.Lab.Storage;

/// <summary>A dataset as the database holds it.</summary>
internal sealed record DatasetRow(
    long Id,
    string Name,
    string ItemWord,
    string ThumbnailSource,
    long CreatedAt,
    string File,
    long Rows,
    long Likes,
    long Duplicates,
    long Rejected,
    long Users,
    long Items,
    string Notes,
    long ItemsVersion,
    long IsSample,
    long BelowThreshold,
    string Weights,
    string Remarks,
    string ContentHash,
    long? SameAs)
{
    /// <summary>The same as the program knows it.</summary>
    /// <param name="storageBytes">Length of its file.</param>
    public Dataset ToDataset(long storageBytes) => new(
        new DatasetId(Id),
        Name,
        ItemWord,
        Enum.Parse<ThumbnailSourceKind>(ThumbnailSource),
        Times.FromDatabase(CreatedAt),
        (int)Rows,
        (int)Likes,
        (int)Duplicates,
        (int)Rejected,
        (int)Users,
        (int)Items,
        [
            .. SameAs is null ? (string[])[] : [$"Dataset {SameAs} has the same content."],
            .. JsonSerializer.Deserialize<string[]>(Notes) ?? [],
        ],
        (int)ItemsVersion,
        IsSample != 0,
        (int)BelowThreshold,
        Enum.Parse<WeightsKind>(Weights),
        Remarks,
        ContentHash,
        SameAs is { } older ? new DatasetId(older) : null,
        storageBytes);
}
