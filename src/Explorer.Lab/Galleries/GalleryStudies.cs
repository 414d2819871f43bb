using Explorer.Lab.Refits;
using Explorer.Recommender.Diagnostics;
using Explorer.Recommender.Maps;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Galleries;

/// <summary>What takes a look at a whole factorization: neighbours of all items, maps, diagnosis. Computed once, in the background of who asks.</summary>
public sealed class GalleryStudies(GalleryCache galleries, IMemoryCache cache, IOptions<ComputeOptions> options) : IAsyncDisposable
{
    /// <summary>Neighbours of each item that hubs, layouts and similarities are judged by.</summary>
    public const int NeighboursEach = 10;

    /// <summary>Groups on a map.</summary>
    public const int ClusterCount = 12;

    /// <summary>Users whose recommendations are judged.</summary>
    public const int SampledUsers = 1000;

    private const int ListLength = 10;
    private const int LayoutEpochs = 200;

    /// <summary>Studies are repeatable; nobody has asked for another draw yet.</summary>
    private const int Seed = 0;

    private readonly SharedWork _work = new(cache);

    /// <summary>Neighbours of all items.</summary>
    /// <exception cref="Recommender.ExplorerException">The factorization is not completed, or gone.</exception>
    public async Task<NeighbourGraph> NeighboursAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var gallery = await galleries.OpenAsync(id, cancellationToken);
        return await NeighboursOfAsync(gallery, cancellationToken);
    }

    /// <summary>A map of all items.</summary>
    /// <exception cref="Recommender.ExplorerException">The factorization is not completed, or gone.</exception>
    public async Task<GalleryMap> MapAsync(FactorizationId id, GalleryMapKind kind, CancellationToken cancellationToken)
    {
        var gallery = await galleries.OpenAsync(id, cancellationToken);
        return await _work.GetAsync(MapKey(id, kind), (progress, token) => DrawAsync(gallery, kind, progress, token), cancellationToken);
    }

    /// <summary>How far a map under way is, 0 … 1; null when it is not under way.</summary>
    public double? MapProgress(FactorizationId id, GalleryMapKind kind) => _work.ProgressOf(MapKey(id, kind));

    /// <summary>What a factorization is good and silly at.</summary>
    /// <exception cref="Recommender.ExplorerException">The factorization is not completed, or gone.</exception>
    public async Task<FactorizationDiagnosis> DiagnoseAsync(FactorizationId id, CancellationToken cancellationToken)
    {
        var users = await galleries.OpenUsersAsync(id, cancellationToken);
        return await _work.GetAsync(("diagnosis", id), async (_, token) => FactorizationDiagnosis.Of(
            users.FoldIn,
            users.Gallery.Trained.Factorization.Items,
            users.Likes,
            await NeighboursOfAsync(users.Gallery, token),
            SampledUsers,
            Seed,
            ListLength,
            options.Value.Threads,
            token), cancellationToken);
    }

    /// <summary>How far the neighbours of all items are, 0 … 1; null when they are not under way.</summary>
    public double? NeighboursProgress(FactorizationId id) => _work.ProgressOf(("graph", id));

    /// <summary>Stops what is under way.</summary>
    public ValueTask DisposeAsync() => _work.DisposeAsync();

    private static object MapKey(FactorizationId id, GalleryMapKind kind) => ("map", id, kind);

    private Task<NeighbourGraph> NeighboursOfAsync(Gallery gallery, CancellationToken cancellationToken) => _work.GetAsync(
        ("graph", gallery.Refit.Id),
        (progress, token) => Task.FromResult(NeighbourGraph.Of(
            gallery.Index, NeighboursEach, options.Value.Threads, new Portion(progress, gallery.Items.Count, 0, 1), token)),
        cancellationToken);

    private async Task<GalleryMap> DrawAsync(Gallery gallery, GalleryMapKind kind, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var items = gallery.Trained.Factorization.Items;
        var points = PrincipalComponents.Of(items);
        if (kind == GalleryMapKind.Neighbours)
        {
            var graph = await NeighboursOfAsync(gallery, cancellationToken);
            points = NeighbourLayout.Of(graph, points, LayoutEpochs, Seed, new Portion(progress, LayoutEpochs, 0.3, 1), cancellationToken);
        }

        return new GalleryMap(points, Clusters.Of(items, ClusterCount, Seed, cancellationToken));
    }

    /// <summary>Counts of a part of the work as a share of all of it.</summary>
    private sealed class Portion(IProgress<double> whole, int count, double from, double to) : IProgress<int>
    {
        public void Report(int value) => whole.Report(from + ((to - from) * value / Math.Max(1, count)));
    }
}
