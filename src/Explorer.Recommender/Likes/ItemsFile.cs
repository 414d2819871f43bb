namespace Explorer.Recommender.Likes;
/// <summary>s</summary>
public sealed record ItemDetail(string ItemId, string Name, string ThumbnailUrl, string PageUrl);
/// <summary>s</summary>
public sealed record ItemsFileResult(IReadOnlyList<ItemDetail> Items, int Rows, int Rejected, IReadOnlyList<RejectedRow> RejectedRows, IReadOnlyList<string> Notes);
/// <summary>s</summary>
public static class ItemsFile {
    /// <summary>s</summary>
    public static Task<ItemsFileResult> ReadAsync(Stream stream, LikesFileLimits limits, CancellationToken cancellationToken) => throw new NotImplementedException();
}
