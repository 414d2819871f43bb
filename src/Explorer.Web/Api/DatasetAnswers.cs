using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender.Likes;

namespace Explorer.Web.Api;

/// <summary>A dataset. rows = likes + duplicates + rejected + belowThreshold; rejectedKept of the rejected can be downloaded; sparsity = likes / (users × items).</summary>
internal sealed record DatasetAnswer(
    long Id,
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
    double Sparsity,
    IReadOnlyList<string> Notes,
    int BelowThreshold,
    WeightsKind Weights,
    string Remarks,
    string ContentHash,
    long? SameAs,
    long StorageBytes,
    int RejectedKept)
{
    public static DatasetAnswer Of(Dataset dataset) => new(
        dataset.Id.Value,
        dataset.Name,
        dataset.ItemWord,
        dataset.ThumbnailSource,
        dataset.CreatedAt,
        dataset.Rows,
        dataset.Likes,
        dataset.Duplicates,
        dataset.Rejected,
        dataset.Users,
        dataset.Items,
        dataset.Sparsity,
        dataset.Notes,
        dataset.BelowThreshold,
        dataset.Weights,
        dataset.Remarks,
        dataset.ContentHash,
        dataset.SameAs?.Value,
        dataset.StorageBytes,
        dataset.RejectedKept);
}

/// <summary>All datasets, newest first.</summary>
internal sealed record DatasetListAnswer(IReadOnlyList<DatasetAnswer> Datasets);

/// <summary>The first 1,000 rejected rows of a dataset's file, by line.</summary>
internal sealed record RejectedRowsAnswer(int Rejected, IReadOnlyList<RejectedRow> Rows);

/// <summary>What may be changed about a dataset; what is left out stays as it is.</summary>
internal sealed record DatasetChange(string? Name, string? ItemWord, ThumbnailSourceKind? ThumbnailSource, string? Remarks);

/// <summary>What thresholds leave. rounds counts the last one, which changes nothing; removed has one entry a round.</summary>
internal sealed record CoreAnswer(int Users, int Items, int Likes, double Sparsity, int Rounds, IReadOnlyList<KCoreRound> RoundDetails)
{
    public static CoreAnswer Of(KCore core) =>
        new(core.UserCount, core.ItemCount, core.LikeCount, core.Sparsity, core.Rounds.Count, core.Rounds);
}

/// <summary>What an items file gave.</summary>
internal sealed record ItemsAnswer(long Id, int Items, int Rows, int Rejected, IReadOnlyList<RejectedRow> RejectedRows, IReadOnlyList<string> Notes);
