using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;

namespace Explorer.Web.Galleries;

/// <summary>What a page of a gallery is given by its frame.</summary>
/// <param name="Dataset">Its dataset, as it was when the page opened.</param>
/// <param name="Gallery">Items and neighbours.</param>
/// <param name="Users">Users and explanations; null when the page did not ask for them.</param>
public sealed record OpenGallery(Dataset Dataset, Gallery Gallery, GalleryUsers? Users)
{
    /// <summary>The factorization.</summary>
    public FactorizationId Id => Gallery.Refit.Id;

    /// <summary>What an item is called.</summary>
    public string Word => Dataset.ItemWord;

    /// <summary>What items are called.</summary>
    public string Words => Plural.Of(Dataset.ItemWord);
}
