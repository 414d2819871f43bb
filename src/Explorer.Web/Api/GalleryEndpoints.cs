using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Explorer.Web.Api;

/// <summary><c>/api/factorizations/{id}/…</c>: what the gallery's pages show.</summary>
internal static class GalleryEndpoints
{
    private const int UsualParts = 20;
    private const int UsualTake = 10;
    private const string PrincipalComponents = "principalComponents";
    private const string Neighbours = "neighbours";

    public static void MapGalleries(this WebApplication app)
    {
        var one = app.MapGroup("/api/factorizations/{id:long}").WithTags("Gallery").DisableAntiforgery().ProducesProblem(404).ProducesProblem(409);
        one.MapGet("/items/{itemId}/why", WhySimilarAsync).ProducesProblem(400)
            .WithSummary("Which users make two items similar").WithDescription("The parts and the remainder sum to the similarity.");
        one.MapGet("/surprising", SurprisingAsync).WithSummary("Well-liked items whose neighbours have other names");
        one.MapGet("/users", UsersAsync).ProducesProblem(400).WithSummary("Search users by id").WithDescription("Without a search, those with the most likes.");
        one.MapGet("/users/{userId}", UserAsync).ProducesProblem(400).WithSummary("A user's likes, recommendations and neighbours");
        one.MapGet("/users/{userId}/why", WhyRecommendedAsync).WithSummary("Which likes of a user make a score").WithDescription("The parts sum to the score.");
        one.MapPost("/basket", BasketAsync).ProducesProblem(400).WithSummary("Recommend for a few liked items, without training");
        one.MapPost("/basket/why", WhyInBasketAsync).ProducesProblem(400).WithSummary("Which items of a basket make a score");
        one.MapGet("/diagnostics", DiagnosticsAsync).WithSummary("Coverage, popularity, Gini, novelty, likeness, hubs")
            .WithDescription("Over a sample of users, beside recommending what is most liked. Takes some seconds at the first call.");
        one.MapGet("/map", MapAsync).ProducesProblem(400).WithSummary("All items in two dimensions")
            .WithDescription("kind is principalComponents or neighbours; the latter takes some seconds at the first call.");
        one.MapGet("/ratings", RatingsAsync).WithSummary("Thumbs on neighbours, with their summary");
        one.MapPut("/ratings", RateAsync).ProducesProblem(400).WithSummary("Rate a neighbour");
        app.MapGet("/api/compare", CompareAsync).WithTags("Gallery").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("The neighbours of an item under up to four factorizations");
    }

    private static async Task<Ok<WhySimilarAnswer>> WhySimilarAsync(
        long id, string itemId, string neighbour, HttpContext context, GalleryCache galleries, CancellationToken cancellationToken, int take = UsualParts)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(WhySimilarAnswer.Of(users.WhySimilar(OpaqueSegment.Of(context, 1, itemId), neighbour, take), users.Gallery));
    }

    private static async Task<Ok<ItemListAnswer>> SurprisingAsync(long id, GalleryCache galleries, CancellationToken cancellationToken)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);
        var surprising = await Task.Run(() => gallery.Surprising, cancellationToken);
        return TypedResults.Ok(new ItemListAnswer([.. surprising.Select(item => ItemAnswer.Of(item, gallery))]));
    }

    private static async Task<Ok<UserListAnswer>> UsersAsync(
        long id, GalleryCache galleries, CancellationToken cancellationToken, string search = "", int take = UsualTake)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(new UserListAnswer(users.Search(search, take)));
    }

    private static async Task<Ok<UserAnswer>> UserAsync(
        long id, string userId, HttpContext context, GalleryCache galleries, CancellationToken cancellationToken, int take = UsualTake)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(UserAnswer.Of(users.Picture(OpaqueSegment.Of(context, 0, userId), take, cancellationToken)));
    }

    private static async Task<Ok<WhyRecommendedAnswer>> WhyRecommendedAsync(
        long id, string userId, string item, HttpContext context, GalleryCache galleries, CancellationToken cancellationToken)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(WhyRecommendedAnswer.Of(users.WhyRecommended(OpaqueSegment.Of(context, 1, userId), item), users.Gallery));
    }

    private static async Task<Ok<BasketAnswer>> BasketAsync(long id, BasketQuestion basket, GalleryCache galleries, CancellationToken cancellationToken)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(BasketAnswer.Of(users.Basket(basket.Items, basket.Take ?? UsualTake), users.Gallery));
    }

    private static async Task<Ok<WhyRecommendedAnswer>> WhyInBasketAsync(
        long id, BasketQuestion basket, GalleryCache galleries, CancellationToken cancellationToken)
    {
        var users = await galleries.OpenUsersAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(WhyRecommendedAnswer.Of(users.WhyRecommended(basket.Items, basket.ItemId ?? ""), users.Gallery));
    }

    private static async Task<Ok<DiagnosisAnswer>> DiagnosticsAsync(
        long id, GalleryCache galleries, GalleryStudies studies, CancellationToken cancellationToken)
    {
        var diagnosis = await studies.DiagnoseAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.Ok(DiagnosisAnswer.Of(diagnosis, await galleries.OpenAsync(new FactorizationId(id), cancellationToken)));
    }

    private static async Task<Ok<MapAnswer>> MapAsync(
        long id, GalleryCache galleries, GalleryStudies studies, CancellationToken cancellationToken, string kind = PrincipalComponents)
    {
        var layout = KindOf(kind);
        var map = await studies.MapAsync(new FactorizationId(id), layout, cancellationToken);
        return TypedResults.Ok(MapAnswer.Of(layout, map, await galleries.OpenAsync(new FactorizationId(id), cancellationToken)));
    }

    // Bound as text: routing would take an enumeration's numbers for its words.
    private static GalleryMapKind KindOf(string kind) => kind switch
    {
        PrincipalComponents => GalleryMapKind.PrincipalComponents,
        Neighbours => GalleryMapKind.Neighbours,
        _ => throw new ExplorerException($"kind: “{kind}” is not known. Use {PrincipalComponents} or {Neighbours}."),
    };

    private static async Task<Ok<RatingsAnswer>> RatingsAsync(
        long id, FactorizationStore factorizations, RatingStore ratings, CancellationToken cancellationToken)
    {
        var refit = await factorizations.GetAsync(new FactorizationId(id), cancellationToken);
        var summary = await ratings.SummaryAsync(refit.Id, cancellationToken);
        return TypedResults.Ok(new RatingsAnswer(summary.Good, summary.Bad, summary.GoodShare, await ratings.ListAsync(refit.Id, cancellationToken)));
    }

    private static async Task<NoContent> RateAsync(
        long id, RatingChange change, GalleryCache galleries, RatingStore ratings, CancellationToken cancellationToken)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);
        var similarity = gallery.Similarity(change.ItemId, change.NeighbourId);
        if (change.IsGood is { } isGood)
        {
            await ratings.SetAsync(gallery.Refit.Id, change.ItemId, change.NeighbourId, isGood, similarity, cancellationToken);
        }
        else
        {
            await ratings.RemoveAsync(gallery.Refit.Id, change.ItemId, change.NeighbourId, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Ok<ComparisonAnswer>> CompareAsync(
        string item, [FromQuery(Name = "in")] long[] factorizations, GalleryCache galleries, CancellationToken cancellationToken, int take = UsualTake)
    {
        var opened = new List<Gallery>();
        foreach (var id in factorizations.Take(GalleryComparison.Most + 1))
        {
            opened.Add(await galleries.OpenAsync(new FactorizationId(id), cancellationToken));
        }

        return TypedResults.Ok(new ComparisonAnswer(item, [.. GalleryComparison.Of(opened, item, take, cancellationToken).Select(ComparedAnswer.Of)]));
    }
}
