using Explorer.Lab.Storage;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Caching.Memory;

namespace Explorer.Lab.Datasets;

/// <summary>Numbers about a dataset that take a moment to compute; kept for some minutes after the last use. Likes never change.</summary>
public sealed class DatasetNumbers(DatasetStore datasets, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>What its likes look like.</summary>
    /// <exception cref="Explorer.Recommender.ExplorerException">The dataset is gone.</exception>
    public Task<LikeSetProfile> ProfileAsync(DatasetId id, CancellationToken cancellationToken) =>
        ComputeAsync("profile", id, likes => LikeSetProfile.Of(likes), cancellationToken);

    /// <summary>What thresholds leave, over a grid of them.</summary>
    /// <exception cref="Explorer.Recommender.ExplorerException">The dataset is gone.</exception>
    public Task<ThresholdLandscape> LandscapeAsync(DatasetId id, CancellationToken cancellationToken) =>
        ComputeAsync("landscape", id, likes => ThresholdLandscape.Of(likes, cancellationToken), cancellationToken);

    private async Task<T> ComputeAsync<T>(string what, DatasetId id, Func<LikeSet, T> compute, CancellationToken cancellationToken)
        where T : class
    {
        var likes = await datasets.LikesAsync(id, cancellationToken);
        if (cache.Get<T>((what, id)) is { } known)
        {
            return known;
        }

        var computed = await Task.Run(() => compute(likes), cancellationToken);
        return cache.Set((what, id), computed, new MemoryCacheEntryOptions { SlidingExpiration = Kept });
    }
}
