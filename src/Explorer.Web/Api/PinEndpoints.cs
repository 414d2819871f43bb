using Explorer.Lab.Galleries;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Explorer.Web.Api;

/// <summary><c>/api/sweeps/{id}/pins</c> and <c>/api/trials/{id}/neighbours</c>: neighbours while they settle.</summary>
internal static class PinEndpoints
{
    private const int MaxSnapshots = 10_000;

    public static void MapPins(this WebApplication app)
    {
        var sweep = app.MapGroup("/api/sweeps/{id:long}").WithTags("Live gallery").DisableAntiforgery().ProducesProblem(404);
        sweep.MapGet("/items", ItemsAsync).ProducesProblem(400).WithSummary("Search the items that pass a sweep's thresholds").WithDescription("Without a search, the most liked.");
        sweep.MapGet("/pins", ListAsync).WithSummary("The pinned items of a sweep");
        sweep.MapPut("/pins", AddAsync).ProducesProblem(409).WithSummary("Pin an item").WithDescription("Its neighbours are kept from the next measured epoch of each trial on.");
        sweep.MapDelete("/pins", RemoveAsync).WithSummary("Unpin an item");
        app.MapGet("/api/trials/{id:long}/neighbours", NeighboursAsync).WithTags("Live gallery").ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Neighbours of pinned items at each measured epoch, after a cursor");
    }

    private static async Task<Ok<ItemListAnswer>> ItemsAsync(
        long id, SweepStore sweeps, SweepItemsCache items, CancellationToken cancellationToken, string search = "", int take = 20)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        var known = await items.OpenAsync(sweep, cancellationToken);
        return TypedResults.Ok(AnswerOf(known.Search(search, take), sweep));
    }

    private static async Task<Ok<ItemListAnswer>> ListAsync(long id, SweepStore sweeps, Pins pins, CancellationToken cancellationToken)
    {
        var sweep = await sweeps.GetAsync(new SweepId(id), cancellationToken);
        return TypedResults.Ok(AnswerOf(await pins.ListAsync(sweep.Id, cancellationToken), sweep));
    }

    private static async Task<NoContent> AddAsync(long id, string item, Pins pins, CancellationToken cancellationToken)
    {
        await pins.AddAsync(new SweepId(id), item, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemoveAsync(long id, string item, Pins pins, CancellationToken cancellationToken)
    {
        await pins.RemoveAsync(new SweepId(id), item, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SnapshotListAnswer>> NeighboursAsync(
        long id, SweepStore sweeps, TrialStore trials, PinStore store, SweepItemsCache items, CancellationToken cancellationToken, long after = 0, int take = 1000)
    {
        if (take is < 1 or > MaxSnapshots)
        {
            throw new ExplorerException($"take: {take} is out of range. Use 1 to {MaxSnapshots}.");
        }

        var trial = await trials.GetTrialAsync(new TrialId(id), cancellationToken);
        var known = await items.OpenAsync(await sweeps.GetAsync(trial.SweepId, cancellationToken), cancellationToken);
        var snapshots = await store.SnapshotsAsync(trial.Id, after, take, cancellationToken);
        return TypedResults.Ok(new SnapshotListAnswer([.. snapshots.Select(snapshot => SnapshotAnswer.Of(snapshot, known))]));
    }

    private static ItemListAnswer AnswerOf(IReadOnlyList<GalleryItem> items, Sweep sweep) => new(
        [.. items.Select(item => new ItemAnswer(item.ItemId, item.Name, item.Likes, ThumbnailEndpoint.Address(sweep.Spec.DatasetId, item.ItemId)))]);
}
