using System.Text.Json;
using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;

namespace Explorer.Lab.Storage;

/// <summary>A dataset as the database holds it.</summary>
// Settable properties rather than a constructor: see SweepRows.
internal sealed class DatasetRow
{
    /// <summary>All columns; a condition on <c>d</c> may follow.</summary>
    public const string Select = """
        select d.id as Id, d.name as Name, d.item_word as ItemWord, d.thumbnail_source as ThumbnailSource, d.created_at as CreatedAt, d.file as File,
               d.row_count as Rows, d.like_count as Likes, d.duplicate_count as Duplicates, d.rejected_count as Rejected,
               d.user_count as Users, d.item_count as Items, d.notes as Notes, d.items_version as ItemsVersion, d.is_sample as IsSample,
               d.below_threshold_count as BelowThreshold, d.weights as Weights, d.remarks as Remarks, d.content_hash as ContentHash,
               d.rejected_kept_count as RejectedKept, older.id as SameAs
        from dataset d left join dataset older on older.id =
            (select min(same.id) from dataset same where same.content_hash = d.content_hash and same.content_hash <> '' and same.is_replay = 0 and same.id < d.id)
        """;

    private const long KeptByEarlierVersions = 1000;

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

    /// <summary>Null in rows of earlier versions.</summary>
    public long? RejectedKept { get; init; }

    public long? SameAs { get; init; }

    /// <summary>The same as the program knows it.</summary>
    /// <param name="storageBytes">Length of its files.</param>
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
        storageBytes,
        (int)(RejectedKept ?? Math.Min(Rejected, KeptByEarlierVersions)));
}
