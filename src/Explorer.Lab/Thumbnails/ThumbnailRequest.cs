using Explorer.Lab.Datasets;

namespace Explorer.Lab.Thumbnails;

/// <summary>The item whose picture is wanted.</summary>
/// <param name="ItemId">As in the dataset.</param>
/// <param name="Name">Its name; empty when unknown.</param>
/// <param name="ThumbnailUrl">The address an items file gives; empty when it gives none.</param>
public sealed record ThumbnailRequest(string ItemId, string Name, string ThumbnailUrl)
{
    /// <summary>Its dataset.</summary>
    public DatasetId DatasetId { get; init; }
}
