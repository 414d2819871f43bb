using Explorer.Lab.Network;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>Sketchfab's public API: <c>GET v3/models/{id}</c> lists pictures of a model in several widths.</summary>
/// <param name="http">Gives the client that times out, retries and waits as long as a 429 asks.</param>
/// <param name="download">Gets the picture.</param>
/// <param name="options">Where the API is.</param>
public sealed class SketchfabThumbnails(IHttpClientFactory http, PictureDownload download, IOptions<ThumbnailOptions> options) : IThumbnailSource
{
    private const int MaxIdLength = 64;
    private const int MaxAnswerBytes = 1 << 20;

    /// <inheritdoc/>
    public ThumbnailSourceKind Kind => ThumbnailSourceKind.Sketchfab;

    /// <inheritdoc/>
    public string Name => "Sketchfab";

    /// <inheritdoc/>
    public string KeyOf(ThumbnailRequest item) =>
        item.ItemId.Length <= MaxIdLength && item.ItemId.All(char.IsAsciiLetterOrDigit) ? item.ItemId : "";

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(ThumbnailRequest item, CancellationToken cancellationToken) =>
        await FindAsync(item, cancellationToken) is { } address ? await download.GetAsync(address, cancellationToken) : null;

    private async Task<Uri?> FindAsync(ThumbnailRequest item, CancellationToken cancellationToken)
    {
        var address = new Uri(new Uri(options.Value.SketchfabAddress), $"v3/models/{Uri.EscapeDataString(item.ItemId)}");
        using var client = http.CreateClient(ThumbnailServices.ClientName);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        var answer = await PictureDownload.ReadAtMostAsync(response, MaxAnswerBytes, cancellationToken);
        try
        {
            return Choose(JsonSerializer.Deserialize<Model>(answer, JsonSerializerOptions.Web));
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException($"{address} answered with something that is not the description of a model.", exception);
        }
    }

    /// <summary>The narrowest picture that is wide enough, or the widest there is.</summary>
    private static Uri? Choose(Model? model)
    {
        var pictures = (model?.Thumbnails?.Images ?? []).Where(picture => WebAddress.TryParse(picture.Url ?? "", out _)).ToList();
        var best = pictures.Where(picture => picture.Width >= PictureShrinking.ShorterSide).MinBy(picture => picture.Width) ?? pictures.MaxBy(picture => picture.Width);
        return best is null ? null : new Uri(best.Url!);
    }

    private sealed record Model(PictureList? Thumbnails);

    private sealed record PictureList(IReadOnlyList<Picture>? Images);

    private sealed record Picture(string? Url, int Width);
}
