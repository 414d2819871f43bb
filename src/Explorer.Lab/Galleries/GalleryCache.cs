using Explorer.Lab.Datasets;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Galleries;

/// <summary>Opens factorizations and keeps the ones in use in memory.</summary>
public sealed class GalleryCache(FactorizationStore factorizations, DatasetStore datasets, IMemoryCache cache)
{
    /// <summary>Opens a completed factorization; at once when it was looked at a short while ago.</summary>
    /// <exception cref="Recommender.ExplorerException">It is not completed, gone, or its file is damaged.</exception>
    public async Task<Gallery> OpenAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var refit = await factorizations.GetAsync(id, cancellationToken);
        var dataset = await datasets.GetAsync(refit.DatasetId, cancellationToken);
        var gallery = await cache.GetOrCreateAsync(KeyOf("gallery", refit, dataset), async entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(5);
            var trained = await factorizations.LoadAsync(id, cancellationToken);
            var details = await datasets.ItemDetailsAsync(refit.DatasetId, cancellationToken);
            return await Task.Run(() => new Gallery(refit, trained, details), cancellationToken);
        });
        return gallery!;
    }

    /// <summary>Opens the users' side of a completed factorization; at once when it was asked a short while ago.</summary>
    /// <exception cref="Recommender.ExplorerException">It is not completed, gone, or a file is damaged.</exception>
    public async Task<UserRecommendations> OpenRecommendationsAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var gallery = await OpenAsync(id, cancellationToken);
        var refit = gallery.Refit;
        var dataset = await datasets.GetAsync(refit.DatasetId, cancellationToken);
        var recommendations = await cache.GetOrCreateAsync(KeyOf("recommendations", refit, dataset), async entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(5);
            var trained = await factorizations.LoadAsync(id, cancellationToken);
            var all = await datasets.LikesAsync(refit.DatasetId, cancellationToken);
            return await Task.Run(
                () =>
                {
                    // The same thresholds on the same likes number users and items as they were numbered for training.
                    var likes = KCore.Of(all, refit.MinLikesPerUser, refit.MinLikesPerItem, cancellationToken).ToLikeSet();
                    return new UserRecommendations(gallery, trained.UserIds, trained.Factorization, LikesMatrix.Of(likes));
                },
                cancellationToken);
        });
        return recommendations!;
    }

    /// <summary>The key holds all that may change about an open gallery, so a change opens it anew.</summary>
    private static object KeyOf(string what, Refit refit, Dataset dataset) =>
        (what, refit.Id, refit.State, dataset.ItemsVersion, dataset.ItemWord, dataset.Name);
}
