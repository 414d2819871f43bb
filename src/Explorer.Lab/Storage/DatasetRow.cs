using System.Text.Json;
using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;

namespace Explorer.Lab.Storage;

/// <summary>A dataset as the database holds it.</summary>
// Settable properties rather than a constructor: see SweepRows.
internal sealed class DatasetRow
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string ItemWord { get; init; } = "";

    public string ThumbnailSource { get; init; } = "";

    public long CreatedAt { get; init; }

    public string File { get; init; } = "";

    public long Rows { get; init; }

    public long Likes { get; init; }

    public long Duplicates { get; init; }

    public long Rejected { get; init; }

    public long Users { get; init; }

    public long Items { get; init; }

    public string Notes { get; init; } = "";

    public long ItemsVersion { get; init; }

    public long IsSample { get; init; }

    public long BelowThreshold { get; init; }

    public string Weights { get; init; } = "";

    public string Remarks { get; init; } = "";

    public string ContentHash { get; init; } = "";

    public long? SameAs { get; init; }

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
