namespace Explorer.Recommender.Likes;

/// <summary>How far reading has come.</summary>
/// <param name="Bytes">Bytes taken from the stream as it came, compressed if it is; comparable with an upload's length.</param>
/// <param name="Rows">Rows read so far, rejected ones included.</param>
public sealed record LikesFileProgress(long Bytes, int Rows);
