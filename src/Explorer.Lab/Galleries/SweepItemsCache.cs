using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Galleries;

/// <summary>Opens the items of sweeps and keeps those in use in memory. Sweeps with the same dataset and thresholds share them.</summary>
public sealed class SweepItemsCache(DatasetStore datasets, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>The items of a sweep; at once when they were looked at a short while ago.</summary>
    /// <exception cref="ExplorerException">The dataset is gone.</exception>
    public async Task<SweepItems> OpenAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var spec = sweep.Spec;
        var dataset = await datasets.GetAsync(spec.DatasetId, cancellationToken);
        var items = await cache.GetOrCreateAsync(("sweep items", dataset.Id, dataset.ItemsVersion, spec.MinLikesPerUser, spec.MinLikesPerItem), async entry =>
        {
            entry.SlidingExpiration = Kept;
            var likes = await datasets.LikesAsync(dataset.Id, cancellationToken);
            var details = await datasets.ItemDetailsAsync(dataset.Id, cancellationToken);
            return await Task.Run(
                () => new SweepItems(KCore.Of(likes, spec.MinLikesPerUser, spec.MinLikesPerItem, cancellationToken).ToLikeSet(), details), cancellationToken);
        });
        return items!;
    }
}
