using Explorer.Recommender.Likes;

namespace Explorer.Web.Data;

/// <summary>Thresholds and what they leave.</summary>
public sealed record Thresholded(int MinLikesPerUser, int MinLikesPerItem, KCore Core);
