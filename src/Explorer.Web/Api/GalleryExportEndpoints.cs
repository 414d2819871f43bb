using System.Globalization;
using System.Text;
using Explorer.Lab.Exports;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Web.Galleries;
using Microsoft.AspNetCore.Http.Features;

namespace Explorer.Web.Api;

/// <summary>Files of a factorization to take away.</summary>
internal static class GalleryExportEndpoints
{
    public static void MapGalleryExports(this WebApplication app)
    {
        var one = app.MapGroup("/api/factorizations/{id:long}").WithTags("Gallery exports").ProducesProblem(404).ProducesProblem(409);
        one.MapGet("/factors.zip", FactorsAsync).Produces(200, contentType: "application/zip")
            .WithSummary("Factors as .npy with the ids of their rows");
        one.MapGet("/neighbours.parquet", NeighboursAsync).Produces(200, contentType: "application/vnd.apache.parquet")
            .WithSummary("The ten nearest neighbours of every item as Parquet").WithDescription("item_id, rank, neighbour_id, similarity.");
        one.MapGet("/ratings.csv", RatingsAsync).Produces(200, contentType: "text/csv").WithSummary("Thumbs on neighbours as CSV");
        one.MapGet("/gallery.html", HtmlAsync).ProducesProblem(400).Produces(200, contentType: "text/html")
            .WithSummary("Chosen items beside their neighbours as one page that works offline");
    }

    private static async Task<IResult> FactorsAsync(long id, HttpContext context, GalleryCache galleries, CancellationToken cancellationToken)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);

        // A zip is written from front to back by synchronous code.
        if (context.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        return TypedResults.Stream(
            stream => Task.Run(() => FactorsArchive.Write(stream, gallery), cancellationToken), "application/zip", NameOf(id, "factors", "zip"));
    }

    private static async Task<IResult> NeighboursAsync(
        long id, GalleryCache galleries, GalleryStudies studies, CancellationToken cancellationToken)
    {
        var gallery = await galleries.OpenAsync(new FactorizationId(id), cancellationToken);
        var graph = await studies.NeighboursAsync(gallery.Refit.Id, cancellationToken);

        // Parquet ends with a table of places in the file, so it is written where one can seek.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await NeighboursParquet.WriteAsync(file, gallery, graph, cancellationToken);
        file.Position = 0;
        return TypedResults.File(file, "application/vnd.apache.parquet", NameOf(id, "neighbours", "parquet"));
    }

    private static async Task<IResult> RatingsAsync(
        long id, FactorizationStore factorizations, RatingStore ratings, CancellationToken cancellationToken)
    {
        var refit = await factorizations.GetAsync(new FactorizationId(id), cancellationToken);
        return TypedResults.File(
            RatingsCsv.Of(await ratings.ListAsync(refit.Id, cancellationToken)), "text/csv; charset=utf-8", NameOf(id, "ratings", "csv"));
    }

    private static async Task<IResult> HtmlAsync(long id, string[] item, StaticGallery pages, CancellationToken cancellationToken, int take = 8)
    {
        var html = await pages.WriteAsync(new FactorizationId(id), item, take, cancellationToken);
        return TypedResults.File(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", NameOf(id, "gallery", "html"));
    }

    private static string NameOf(long id, string what, string ending) => string.Create(CultureInfo.InvariantCulture, $"{what}-{id}.{ending}");
}
