using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Thumbnails;

namespace Explorer.Web.Api;

/// <summary><c>/thumbnails</c>: pictures of items, always from this server.</summary>
internal static class ThumbnailEndpoint
{
    /// <summary>A picture that may still be replaced is asked for again soon; a final one may be kept for a day.</summary>
    private const string Brief = "private, max-age=30";

    private const string Long = "private, max-age=86400";

    /// <summary>The address of an item's picture. The id is a query value, since it may hold anything.</summary>
    public static string Address(DatasetId dataset, string itemId) => $"/thumbnails/{dataset}?item={Uri.EscapeDataString(itemId)}";

    public static void MapThumbnails(this WebApplication app) =>
        app.MapGet("/thumbnails/{datasetId:long}", GetAsync).WithTags("Thumbnails").ProducesProblem(404)
            .WithSummary("The picture of an item").WithDescription("From the dataset's thumbnail source, or drawn.");

    private static async Task<IResult> GetAsync(
        long datasetId, string item, HttpResponse response, DatasetStore datasets, ThumbnailCache thumbnails, CancellationToken cancellationToken)
    {
        var dataset = await datasets.GetAsync(new DatasetId(datasetId), cancellationToken);
        var request = await datasets.ThumbnailRequestAsync(dataset.Id, item, cancellationToken);
        var thumbnail = await thumbnails.GetAsync(dataset.ThumbnailSource, request, cancellationToken);
        response.Headers.CacheControl = thumbnail.IsFinal ? Long : Brief;

        // An SVG opened on its own could otherwise run scripts.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.Bytes(thumbnail.Bytes, thumbnail.ContentType);
    }
}
