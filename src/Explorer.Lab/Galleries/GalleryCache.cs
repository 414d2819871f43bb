using Explorer.Lab.Datasets;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Galleries;

/// <summary>Opens factorizations and keeps the ones in use in memory.</summary>
public sealed class GalleryCache(FactorizationStore factorizations, DatasetStore datasets, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>Opens a completed factorization; at once when it was looked at a short while ago.</summary>
    /// <exception cref="ExplorerException">It is not completed, gone, or its file is damaged.</exception>
    public async Task<Gallery> OpenAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var (refit, dataset) = await FindAsync(id, cancellationToken);
        var gallery = await cache.GetOrCreateAsync(KeyOf("gallery", refit, dataset), async entry =>
        {
            entry.SlidingExpiration = Kept;
            var trained = await factorizations.LoadAsync(id, cancellationToken);
            var details = await datasets.ItemDetailsAsync(refit.DatasetId, cancellationToken);
            return await Task.Run(() => new Gallery(refit, trained, details), cancellationToken);
        });
        return gallery!;
    }

    /// <summary>Opens a completed factorization with the likes it was trained on.</summary>
    /// <exception cref="ExplorerException">It is not completed, gone, or its file is damaged or belongs to other likes.</exception>
    public async Task<GalleryUsers> OpenUsersAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var gallery = await OpenAsync(id, cancellationToken);
        var (refit, dataset) = await FindAsync(id, cancellationToken);
        var users = await cache.GetOrCreateAsync(KeyOf("gallery users", refit, dataset), async entry =>
        {
            entry.SlidingExpiration = Kept;
            var likes = await datasets.LikesAsync(refit.DatasetId, cancellationToken);
            return await OpenAsync(gallery, likes, cancellationToken);
        });
        return users!;
    }

    /// <summary>The likes of a training are not stored a second time: the same thresholds on the same likes give the same rows.</summary>
    private async Task<GalleryUsers> OpenAsync(Gallery gallery, LikeSet all, CancellationToken cancellationToken)
    {
        var likes = await Task.Run(
            () => KCore.Of(all, gallery.Refit.MinLikesPerUser, gallery.Refit.MinLikesPerItem, cancellationToken).ToLikeSet(), cancellationToken);
        return likes.UserVocabulary.Ids.SequenceEqual(gallery.Trained.UserIds) && likes.ItemVocabulary.Ids.SequenceEqual(gallery.Trained.ItemIds)
            ? new GalleryUsers(gallery, await TrainingLikes.OfAsync(gallery.Refit, likes, datasets, cancellationToken))
            : throw new ExplorerException($"Factorization {gallery.Refit.Id} was trained on other likes than its dataset has now. Train it again.", Refusal.Conflict);
    }

    private async Task<(Refit Refit, Dataset Dataset)> FindAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var refit = await factorizations.GetAsync(id, cancellationToken);
        return (refit, await datasets.GetAsync(refit.DatasetId, cancellationToken));
    }

    /// <summary>The key holds all that may change about an open gallery, so a change opens it anew.</summary>
    private static object KeyOf(string what, Refit refit, Dataset dataset) =>
        (what, refit.Id, refit.State, dataset.ItemsVersion, dataset.ItemWord, dataset.Name);
}
