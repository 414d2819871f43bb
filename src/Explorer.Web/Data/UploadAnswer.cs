using Explorer.Recommender.Likes;

namespace Explorer.Web.Data;

/// <summary>What js/upload.js passes on of the server's answer.</summary>
/// <param name="Id">What was created or changed; null on errors.</param>
/// <param name="Detail">The problem's words; empty when there is none.</param>
/// <param name="Items">Items a file gave; null when the answer does not say.</param>
/// <param name="Rejected">Rows that could not be used; null when the answer does not say.</param>
/// <param name="RejectedRows">The first few of them, without their text.</param>
public sealed record UploadAnswer(long? Id, string? Detail, int? Items, int? Rejected, IReadOnlyList<RejectedRow> RejectedRows);
