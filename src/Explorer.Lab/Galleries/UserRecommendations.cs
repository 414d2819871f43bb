using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Recommendations;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Galleries;

/// <summary>What a factorization recommends to the users it was trained on. Immutable; safe for any number of threads.</summary>
public sealed class UserRecommendations
{
    private readonly Vocabulary _users;
    private readonly RecommendationIndex _index;

    /// <summary>Opens the users' side of a factorization.</summary>
    /// <param name="likes">The likes it was trained on, shape [users × items].</param>
    internal UserRecommendations(Gallery gallery, IReadOnlyList<string> userIds, Factorization factorization, LikesMatrix likes)
    {
        Gallery = gallery;
        _users = new Vocabulary([.. userIds]);
        _index = new RecommendationIndex(factorization, likes);
    }

    /// <summary>The items' side.</summary>
    public Gallery Gallery { get; }

    /// <summary>The best items the user has not liked in the dataset, best first; none when the user likes every item.</summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">The factorization has no such user (<see cref="Refusal.Missing"/>), or take is out of range.</exception>
    public IReadOnlyList<GalleryRecommendation> For(string userId, int take, CancellationToken cancellationToken)
    {
        Gallery.RequireTake(take);
        if (!_users.TryGetIndex(userId, out var user))
        {
            throw new ExplorerException(
                $"Factorization {Gallery.Refit.Id} has no user “{userId}”. The user may have fallen below the thresholds; check the id against the likes file.",
                Refusal.Missing);
        }

        return [.. _index.For(user, take, cancellationToken)
            .Select(recommendation => new GalleryRecommendation(Gallery.Items[recommendation.Item], recommendation.Score))];
    }
}
