using Explorer.Recommender.Maps;

namespace Explorer.Lab.Galleries;

/// <summary>All items of a factorization in two dimensions.</summary>
/// <param name="Points">Where each item lies, shape [items].</param>
/// <param name="Clusters">The group of each item, 0 for the largest group, shape [items].</param>
public sealed record GalleryMap(IReadOnlyList<MapPoint> Points, IReadOnlyList<int> Clusters);
