using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Work;

namespace Explorer.Web.Api;

/// <summary>
/// A factorization: hyperparameters trained on all thresholded likes, or, preview being true, a trial as it was at an epoch, trained on the
/// training part of its split. users, items and likes are 0 until it is completed.
/// </summary>
internal sealed record FactorizationAnswer(
    long Id,
    long DatasetId,
    long SweepId,
    long TrialId,
    WorkState State,
    string Message,
    HyperparametersAnswer Hyperparameters,
    int Epochs,
    int EpochsDone,
    int Seed,
    int Users,
    int Items,
    int Likes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    bool Preview,
    string Gallery)
{
    public static FactorizationAnswer Of(Refit refit) => new(
        refit.Id.Value,
        refit.DatasetId.Value,
        refit.SweepId.Value,
        refit.TrialId.Value,
        refit.State,
        refit.Message,
        HyperparametersAnswer.Of(refit.Hyperparameters),
        refit.Epochs,
        refit.EpochsDone,
        refit.Seed,
        refit.Users,
        refit.Items,
        refit.Likes,
        refit.CreatedAt,
        refit.FinishedAt,
        refit.IsPreview,
        $"/gallery/{refit.Id}");
}

/// <summary>All factorizations, newest first.</summary>
internal sealed record FactorizationListAnswer(IReadOnlyList<FactorizationAnswer> Factorizations);

/// <summary>An item of a factorization. thumbnail is an address on this server.</summary>
internal sealed record ItemAnswer(string ItemId, string Name, int Likes, string Thumbnail)
{
    public static ItemAnswer Of(GalleryItem item, Gallery gallery) =>
        new(item.ItemId, item.Name, item.Likes, ThumbnailEndpoint.Address(gallery.Refit.DatasetId, item.ItemId));
}

/// <summary>Items that match a search, best first.</summary>
internal sealed record ItemListAnswer(IReadOnlyList<ItemAnswer> Items);

/// <summary>A recommended item. score is x·y, the predicted preference: about 1 for what the user likes, about 0 for the rest; not bounded.</summary>
internal sealed record RecommendationAnswer(string ItemId, string Name, double Score, int Likes, string Thumbnail);

/// <summary>The best items the user has not liked, best first; empty when the user likes every item.</summary>
internal sealed record RecommendationsAnswer(string UserId, IReadOnlyList<RecommendationAnswer> Recommendations);

/// <summary>A similar item. similarity is the cosine of the two items' factors, −1 … 1.</summary>
internal sealed record NeighbourAnswer(string ItemId, string Name, double Similarity, int Likes, string Thumbnail);

/// <summary>The most similar items, best first; the item itself is not among them.</summary>
internal sealed record NeighboursAnswer(ItemAnswer Item, IReadOnlyList<NeighbourAnswer> Neighbours);
