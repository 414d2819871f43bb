using Explorer.Lab.Galleries;
using Explorer.Recommender.Comparison;
using Explorer.Recommender.Diagnostics;

namespace Explorer.Web.Api;

/// <summary>An item with the score its list is ordered by.</summary>
internal sealed record ScoredItemAnswer(string ItemId, string Name, int Likes, double Score)
{
    public static ScoredItemAnswer Of(GalleryScore scored) => new(scored.Item.ItemId, scored.Item.Name, scored.Item.Likes, scored.Score);

    public static IReadOnlyList<ScoredItemAnswer> Of(IEnumerable<GalleryScore> scored) => [.. scored.Select(Of)];
}

/// <summary>Users that match a search.</summary>
internal sealed record UserListAnswer(IReadOnlyList<GalleryUser> Users);

/// <summary>A user near another. similarity is the cosine of their folded-in factors.</summary>
internal sealed record UserNeighbourAnswer(string UserId, int Likes, double Similarity, int SharedLikes);

/// <summary>A user's likes (score: predicted preference), recommendations without them, and users of like taste.</summary>
internal sealed record UserAnswer(
    string UserId,
    IReadOnlyList<ScoredItemAnswer> Likes,
    IReadOnlyList<ScoredItemAnswer> Recommendations,
    IReadOnlyList<UserNeighbourAnswer> Neighbours)
{
    public static UserAnswer Of(GalleryUserPicture picture) => new(
        picture.User.UserId,
        ScoredItemAnswer.Of(picture.Likes),
        ScoredItemAnswer.Of(picture.Recommendations),
        [.. picture.Neighbours.Select(near => new UserNeighbourAnswer(near.User.UserId, near.User.Likes, near.Similarity, near.SharedLikes))]);
}

/// <summary>What each like adds to a score; the parts sum to it. definition says what the score is.</summary>
internal sealed record WhyRecommendedAnswer(ItemAnswer Item, double Score, IReadOnlyList<ScoredItemAnswer> Parts, string Definition)
{
    private const string Words =
        "score = x·y with x folded in: x = (YᵀY + λI + Σ (c − 1) y yᵀ)⁻¹ Σ c y over the likes; a like adds c · yᵢᵀ W y, W that inverse (Hu, Koren and Volinsky 2008, section 5).";

    public static WhyRecommendedAnswer Of(WhyRecommended why, Gallery gallery) =>
        new(ItemAnswer.Of(why.Item, gallery), why.Score, ScoredItemAnswer.Of(why.Parts), Words);
}

/// <summary>What one user adds to a similarity.</summary>
internal sealed record WhySimilarPartAnswer(string UserId, int Likes, bool LikesBoth, double Part);

/// <summary>A cosine divided among the users who like the first item: fromBoth + fromFirst + remainder = similarity.</summary>
internal sealed record WhySimilarAnswer(
    ItemAnswer Item,
    ItemAnswer Neighbour,
    double Similarity,
    double FromBoth,
    double FromFirst,
    double Remainder,
    int LikersOfBoth,
    int LikersOfFirst,
    int LikersOfSecond,
    IReadOnlyList<WhySimilarPartAnswer> Parts,
    string Definition)
{
    private const string Words =
        "similarity = yᵢ·yⱼ/(‖yᵢ‖‖yⱼ‖); yᵢ = W Σ c x over the users who like i, so user u adds c · yⱼᵀ W xᵤ / (‖yᵢ‖‖yⱼ‖). remainder is what training's tolerance left unsolved.";

    public static WhySimilarAnswer Of(WhySimilar why, Gallery gallery) => new(
        ItemAnswer.Of(why.First, gallery),
        ItemAnswer.Of(why.Second, gallery),
        why.Similarity,
        why.FromBoth,
        why.FromFirst,
        why.Remainder,
        why.LikersOfBoth,
        why.LikersOfFirst,
        why.LikersOfSecond,
        [.. why.Parts.Select(part => new WhySimilarPartAnswer(part.User.UserId, part.User.Likes, part.LikesBoth, part.Part))],
        Words);
}

/// <summary>Items someone likes. itemId of a why: the recommendation to be explained.</summary>
internal sealed record BasketQuestion(IReadOnlyList<string> Items, int? Take = null, string? ItemId = null);

/// <summary>Recommendations (score x·y, folded in) and similar items (score: cosine with the mean of the basket's directions).</summary>
internal sealed record BasketAnswer(
    IReadOnlyList<ItemAnswer> Items,
    IReadOnlyList<ScoredItemAnswer> Recommendations,
    IReadOnlyList<ScoredItemAnswer> Similar,
    IReadOnlyList<string> Unknown)
{
    public static BasketAnswer Of(GalleryBasket basket, Gallery gallery) => new(
        [.. basket.Items.Select(item => ItemAnswer.Of(item, gallery))],
        ScoredItemAnswer.Of(basket.Recommendations),
        ScoredItemAnswer.Of(basket.Similar),
        basket.Unknown);
}

/// <summary>A hub: lists is how many items have it among their ten nearest.</summary>
internal sealed record HubAnswer(string ItemId, string Name, int Likes, int Lists);

/// <summary>Diagnosis of a factorization beside the popularity baseline.</summary>
internal sealed record DiagnosisAnswer(
    int ListLength,
    ListStatistics Recommendations,
    ListStatistics Popularity,
    double CatalogueLikes,
    int WithoutDirection,
    double HubSkewness,
    int ItemsInNoList,
    IReadOnlyList<HubAnswer> Hubs,
    SimilarityDistribution Similarities)
{
    public static DiagnosisAnswer Of(FactorizationDiagnosis diagnosis, Gallery gallery) => new(
        diagnosis.ListLength,
        diagnosis.Recommendations,
        diagnosis.Popularity,
        diagnosis.CatalogueLikes,
        diagnosis.WithoutDirection,
        diagnosis.Hubs.Skewness,
        diagnosis.Hubs.Orphans,
        [.. diagnosis.Hubs.Largest.Select(hub => new HubAnswer(gallery.Items[hub.Item].ItemId, gallery.Items[hub.Item].Name, gallery.Items[hub.Item].Likes, hub.Lists))],
        diagnosis.Similarities);
}

/// <summary>
/// Columns of equal length: one entry an item. cluster 0 is the largest group. tags are the commonest of all items, the most frequent first;
/// itemTags are places in it.
/// </summary>
internal sealed record MapAnswer(
    GalleryMapKind Kind,
    IReadOnlyList<string> ItemIds,
    IReadOnlyList<string> Names,
    IReadOnlyList<int> Likes,
    IReadOnlyList<float> X,
    IReadOnlyList<float> Y,
    IReadOnlyList<int> Cluster,
    IReadOnlyList<string> Tags,
    IReadOnlyList<IReadOnlyList<int>> ItemTags)
{
    public static MapAnswer Of(GalleryMapKind kind, GalleryMap map, Gallery gallery) => Of(kind, map, gallery, GalleryTags.Of(gallery.Items));

    private static MapAnswer Of(GalleryMapKind kind, GalleryMap map, Gallery gallery, GalleryTags tags) => new(
        kind,
        [.. gallery.Items.Select(item => item.ItemId)],
        [.. gallery.Items.Select(item => item.Name)],
        [.. gallery.Items.Select(item => item.Likes)],
        [.. map.Points.Select(point => point.X)],
        [.. map.Points.Select(point => point.Y)],
        map.Clusters,
        tags.Names,
        tags.OfItems);
}

/// <summary>A neighbour under one factorization. mark is same, moved, new or left against the first; before and after are places from 1, 0 when not there.</summary>
internal sealed record ComparedNeighbourAnswer(string ItemId, string Name, double Similarity, int Likes, ListMark Mark, int Before, int After);

/// <summary>One factorization of a comparison. overlap is the rank-biased overlap with the first, p = 0.9.</summary>
internal sealed record ComparedAnswer(long Factorization, HyperparametersAnswer Hyperparameters, string? Problem, double Overlap, IReadOnlyList<ComparedNeighbourAnswer> Neighbours)
{
    public static ComparedAnswer Of(GalleryComparison comparison) => new(
        comparison.Gallery.Refit.Id.Value,
        HyperparametersAnswer.Of(comparison.Gallery.Refit.Hyperparameters),
        comparison.Problem,
        comparison.Overlap,
        [.. comparison.Changes.Select(change => new ComparedNeighbourAnswer(
            change.Entry.Item.ItemId, change.Entry.Item.Name, change.Entry.Similarity, change.Entry.Item.Likes, change.Mark, change.Before, change.After))]);
}

/// <summary>The same item under several factorizations.</summary>
internal sealed record ComparisonAnswer(string ItemId, IReadOnlyList<ComparedAnswer> Factorizations);

/// <summary>A thumb on a neighbour; isGood null takes it back.</summary>
internal sealed record RatingChange(string ItemId, string NeighbourId, bool? IsGood);

/// <summary>Thumbs on a factorization's neighbours. goodShare is null while nothing is rated.</summary>
internal sealed record RatingsAnswer(int Good, int Bad, double? GoodShare, IReadOnlyList<NeighbourRating> Ratings);
