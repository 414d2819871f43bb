using System.Globalization;
using System.Net;
using System.Text;
using Explorer.Lab.Datasets;
using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender;
using Explorer.Web.Shared;

namespace Explorer.Web.Galleries;

/// <summary>Chosen items beside their neighbours as one HTML page to mail to people: no script, no request, pictures inside.</summary>
internal sealed class StaticGallery(GalleryCache galleries, DatasetStore datasets, ThumbnailCache thumbnails)
{
    private const int MostItems = 100;
    private const int MostNeighbours = 24;

    private const string Style = """
        :root{color-scheme:light dark;font:15px/1.5 system-ui,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
        body{max-width:1200px;margin:32px auto;padding:0 24px}h1{font-size:22px;margin:0}h2{font-size:17px;margin:12px 0 0}.quiet{opacity:.75;font-size:13px;margin:2px 0}
        section{display:grid;grid-template-columns:220px 1fr;gap:28px;border-top:1px solid #8885;margin-top:28px;padding-top:28px}
        ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(120px,1fr));gap:16px;list-style:none;margin:0;padding:0}li{font-size:13px;overflow-wrap:anywhere}
        img{display:block;width:100%;aspect-ratio:1;object-fit:cover;border-radius:8px;background:#8883}@media(max-width:640px){section{grid-template-columns:1fr}section>div{max-width:220px}}
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="itemIds">1 … 100 items; repeated ones are shown once.</param>
    /// <param name="take">Neighbours each, 1 … 24.</param>
    /// <exception cref="ExplorerException">Too many or unknown items, or the factorization is not there.</exception>
    public async Task<string> WriteAsync(FactorizationId id, IReadOnlyList<string> itemIds, int take, CancellationToken cancellationToken)
    {
        string[] distinct = [.. itemIds.Distinct(StringComparer.Ordinal)];
        if (distinct.Length is 0 or > MostItems)
        {
            throw new ExplorerException($"item: {distinct.Length} items cannot be put on one page. Name 1 to {MostItems}.");
        }

        if (take is < 1 or > MostNeighbours)
        {
            throw new ExplorerException($"take: {take} is out of range. Use 1 to {MostNeighbours}.");
        }

        var gallery = await galleries.OpenAsync(id, cancellationToken);
        var dataset = await datasets.GetAsync(gallery.Refit.DatasetId, cancellationToken);
        var items = Array.ConvertAll(distinct, gallery.Find);
        var html = new StringBuilder();
        WriteHead(html, gallery, dataset);
        foreach (var item in items)
        {
            await WriteItemAsync(html, gallery, dataset, item, take, cancellationToken);
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static void WriteHead(StringBuilder html, Gallery gallery, Dataset dataset) => html.Append(
        CultureInfo.InvariantCulture,
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>{Text(dataset.Name)}</title><style>{Style}</style></head><body>
        <h1>{Text(dataset.Name)}</h1>
        <p class="quiet">Similar {Text(Plural.Of(dataset.ItemWord))}, computed from {Formatting.Whole(gallery.Refit.Likes)} likes and nothing else ({Text(gallery.Refit.Hyperparameters.ToString())}).</p>

        """);

    private async Task WriteItemAsync(
        StringBuilder html, Gallery gallery, Dataset dataset, GalleryItem item, int take, CancellationToken cancellationToken)
    {
        html.Append("<section><div>").Append(await PictureAsync(dataset, item, cancellationToken))
            .Append("<h2>").Append(Text(item.Name)).Append("</h2><p class=\"quiet\">").Append(Formatting.Count(item.Likes, "like")).Append("</p></div><ul>");
        foreach (var neighbour in gallery.Neighbours(item.ItemId, take, cancellationToken))
        {
            html.Append("<li>").Append(await PictureAsync(dataset, neighbour.Item, cancellationToken)).Append(Text(neighbour.Item.Name))
                .Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{neighbour.Similarity:0.000}, {Formatting.Count(neighbour.Item.Likes, "like")}</p></li>");
        }

        html.Append("</ul></section>\n");
    }

    private async Task<string> PictureAsync(Dataset dataset, GalleryItem item, CancellationToken cancellationToken)
    {
        var request = await datasets.ThumbnailRequestAsync(dataset.Id, item.ItemId, cancellationToken);
        var picture = await thumbnails.GetAsync(dataset.ThumbnailSource, request, cancellationToken);
        return $"<img alt=\"\" src=\"data:{Text(picture.ContentType)};base64,{Convert.ToBase64String(picture.Bytes.Span)}\">";
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
