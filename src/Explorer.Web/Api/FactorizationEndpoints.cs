using Explorer.Lab;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Explorer.Web.Api;

/// <summary><c>/api/factorizations</c>.</summary>
internal static class FactorizationEndpoints
{
    public static void MapFactorizations(this WebApplication app)
    {
        var factorizations = app.MapGroup("/api/factorizations").WithTags("Factorizations");
        factorizations.MapGet("/", ListAsync).WithSummary("List factorizations");
        factorizations.MapGet("/{id:long}", GetAsync).ProducesProblem(404).WithSummary("Get a factorization");
        factorizations.MapPost("/{id:long}/cancel", CancelAsync).ProducesProblem(404).ProducesProblem(409).WithSummary("Cancel training");
        factorizations.MapDelete("/{id:long}", DeleteAsync).ProducesProblem(404).ProducesProblem(409).WithSummary("Delete a factorization");
        factorizations.MapGet("/{id:long}/items", ItemsAsync).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Search items by name, tag or id").WithDescription("Words may be begun, in any order, and misspelt by a letter or two. Without a search, the most liked items.");
        factorizations.MapGet("/{id:long}/items/{itemId}/neighbours", NeighboursOfPathAsync)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).WithSummary("The most similar items by cosine")
            .WithDescription("minLikes leaves out rarely liked items; popularity, −1 … 1, orders by similarity + popularity·ln(1 + likes)/ln(1 + most likes).");
        factorizations.MapGet("/{id:long}/items/neighbours", NeighboursAsync)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).WithSummary("The most similar items by cosine, the item given as a query value")
            .WithDescription("For ids that no path can hold: “.” and “..” are taken out of a path before it is sent.");
        factorizations.MapGet("/{id:long}/neighbours", AllNeighboursAsync)
            .Produces<string>(200, "text/csv").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("The most similar items of every item, as CSV").WithDescription("Columns item, neighbour, rank, similarity; sent while it is computed.");
        factorizations.MapGet("/{id:long}/users/{userId}/recommendations", RecommendationsOfPathAsync)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).WithSummary("What a user may like, without what the user likes already");
        factorizations.MapGet("/{id:long}/users/recommendations", RecommendationsAsync)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).WithSummary("What a user may like, the user given as a query value");
    }

    private static async Task<Ok<FactorizationListAnswer>> ListAsync(FactorizationStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new FactorizationListAnswer([.. (await store.ListAsync(cancellationToken)).Select(FactorizationAnswer.Of)]));

    private static async Task<Ok<FactorizationAnswer>> GetAsync(long id, FactorizationStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(FactorizationAnswer.Of(await store.GetAsync(new FactorizationId(id), cancellationToken)));

    private static async Task<Ok<FactorizationAnswer>> CancelAsync(
        long id, RefitControl control, FactorizationStore store, CancellationToken cancellationToken)
    {
        await control.CancelAsync(new FactorizationId(id), cancellationToken);
        return await GetAsync(id, store, cancellationToken);
    }

    private static async Task<NoContent> DeleteAsync(long id, RefitControl control, CancellationToken cancellationToken)
    {
        await control.DeleteAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ItemListAnswer>> ItemsAsync(
        long id, GalleryCache galleries, CancellationToken cancellationToken, string search = "", int take = 20)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(new ItemListAnswer([.. gallery.Search(search, take).Select(item => ItemAnswer.Of(item, gallery))]));
    }

    private static Task<Ok<NeighboursAnswer>> NeighboursOfPathAsync(
        long id,
        string itemId,
        HttpContext context,
        GalleryCache galleries,
        CancellationToken cancellationToken,
        int take = 10,
        int minLikes = 0,
        double popularity = 0) =>
        NeighboursAsync(id, OpaqueSegment.Of(context, 1, itemId), galleries, cancellationToken, take, minLikes, popularity);

    private static async Task<Ok<NeighboursAnswer>> NeighboursAsync(
        long id,
        string item,
        GalleryCache galleries,
        CancellationToken cancellationToken,
        int take = 10,
        int minLikes = 0,
        double popularity = 0)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);
        var neighbours = gallery.Neighbours(item, new NeighbourView(take, minLikes, popularity), cancellationToken);
        return TypedResults.Ok(new NeighboursAnswer(
            ItemAnswer.Of(gallery.Find(item), gallery),
            [.. neighbours.Select(neighbour => new NeighbourAnswer(
                neighbour.Item.ItemId,
                neighbour.Item.Name,
                neighbour.Similarity,
                neighbour.Item.Likes,
                ThumbnailEndpoint.Address(gallery.Refit.DatasetId, neighbour.Item.ItemId)))]));
    }

    private static async Task<PushStreamHttpResult> AllNeighboursAsync(
        long id, GalleryCache galleries, IOptions<ComputeOptions> options, CancellationToken cancellationToken, int take = 10)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);
        var file = new NeighboursFile(gallery, take, options.Value.Threads);
        return TypedResults.Stream(target => file.WriteAsync(target, cancellationToken), "text/csv; charset=utf-8", $"neighbours-{id}.csv");
    }

    private static Task<Ok<RecommendationsAnswer>> RecommendationsOfPathAsync(
        long id, string userId, HttpContext context, GalleryCache galleries, CancellationToken cancellationToken, int take = 10) =>
        RecommendationsAsync(id, OpaqueSegment.Of(context, 1, userId), galleries, cancellationToken, take);

    private static async Task<Ok<RecommendationsAnswer>> RecommendationsAsync(
        long id, string user, GalleryCache galleries, CancellationToken cancellationToken, int take = 10)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(new RecommendationsAnswer(
            user,
            [.. users.Recommendations(user, take).Select(recommendation => new RecommendationAnswer(
                recommendation.Item.ItemId,
                recommendation.Item.Name,
                recommendation.Score,
                recommendation.Item.Likes,
                ThumbnailEndpoint.Address(users.Gallery.Refit.DatasetId, recommendation.Item.ItemId)))]));
    }
}
