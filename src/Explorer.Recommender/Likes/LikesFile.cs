namespace Explorer.Recommender.Likes;
/// <summary>s</summary>
public sealed record LikesFileResult(LikeSet Likes, int Rows, int Duplicates, int Rejected, IReadOnlyList<RejectedRow> RejectedRows, IReadOnlyList<string> Notes);
/// <summary>s</summary>
public sealed record RejectedRow(long Line, string Reason, string Text);
/// <summary>s</summary>
public sealed record LikesFileLimits(long MaxBytes, int MaxRows);
/// <summary>s</summary>
public sealed record LikesFileProgress(long Bytes, int Rows);
/// <summary>s</summary>
public static class LikesFile {
    /// <summary>s</summary>
    public static Task<LikesFileResult> ReadAsync(Stream stream, LikesFileLimits limits, IProgress<LikesFileProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
}
