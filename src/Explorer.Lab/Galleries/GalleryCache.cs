using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
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

        // The key holds all that may change about an open gallery, so a change opens it anew.
        var key = ("gallery", id, refit.State, dataset.ItemsVersion, dataset.ItemWord, dataset.Name);
        var gallery = await cache.GetOrCreateAsync(key, async entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(5);
            var trained = await factorizations.LoadAsync(id, cancellationToken);
            var details = await datasets.ItemDetailsAsync(refit.DatasetId, cancellationToken);
            return await Task.Run(() => new Gallery(refit, trained, details), cancellationToken);
        });
        return gallery!;
    }
}
