using Explorer.Recommender.Likes;

namespace Explorer.Lab.Datasets;

/// <summary>What to say when thresholds leave nothing.</summary>
public static class ThresholdAdvice
{
    /// <summary>Says what was asked for, that nothing is left, and the nearest lower thresholds that leave something.</summary>
    /// <param name="likes">All likes, at least one.</param>
    /// <param name="minLikesPerUser">A threshold that, with the other one, leaves nothing.</param>
    /// <param name="minLikesPerItem">The other one.</param>
    public static string NothingLeft(LikeSet likes, int minLikesPerUser, int minLikesPerItem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(likes);

        // Lower both alike until something is left; what lower thresholds leave contains what higher ones leave.
        var (nothing, something) = (0, Math.Max(minLikesPerUser, minLikesPerItem));
        while (something - nothing > 1)
        {
            var middle = nothing + ((something - nothing) / 2);
            (nothing, something) = Lowered(middle).LikeCount == 0 ? (middle, something) : (nothing, middle);
        }

        var left = Lowered(something);
        return $"The thresholds {minLikesPerUser} (likes per user) and {minLikesPerItem} (likes per item) leave nothing of {likes.Count} likes. " +
            $"Lower them: {Math.Max(0, minLikesPerUser - something)} and {Math.Max(0, minLikesPerItem - something)} " +
            $"leave {left.LikeCount} likes of {left.UserCount} users.";

        KCore Lowered(int by) =>
            KCore.Of(likes, Math.Max(0, minLikesPerUser - by), Math.Max(0, minLikesPerItem - by), cancellationToken);
    }
}
