namespace Explorer.Recommender.Likes;

/// <summary>How much of a file is read before it is refused.</summary>
/// <param name="MaxBytes">Bytes after decompression, 1 or more.</param>
/// <param name="MaxRows">Rows below the header, rejected ones included, 1 or more.</param>
public sealed record LikesFileLimits(long MaxBytes, int MaxRows);
