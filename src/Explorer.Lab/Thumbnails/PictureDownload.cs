using Microsoft.Extensions.Options;

namespace Explorer.Lab.Thumbnails;

/// <summary>Downloads one picture and refuses whatever is none.</summary>
/// <param name="http">Gives the client that times out, retries and waits as long as a 429 asks.</param>
/// <param name="options">How large a picture may be.</param>
public sealed class PictureDownload(IHttpClientFactory http, IOptions<ThumbnailOptions> options)
{
    /// <summary>Gets the bytes of a picture.</summary>
    /// <returns>What calls itself a PNG, JPEG, WebP or GIF file; whether it is one shows when it is decoded.</returns>
    /// <exception cref="HttpRequestException">No answer, an error, too many bytes, or no picture of these kinds.</exception>
    public async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(ThumbnailServices.ClientName);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        var contentType = response.Content.Headers.ContentType?.MediaType;
        return PictureFormat.IsAccepted(contentType)
            ? await ReadAtMostAsync(response, options.Value.MaxPictureBytes, cancellationToken)
            : throw new HttpRequestException($"{address} is of type {contentType ?? "unknown"}, not a PNG, JPEG, WebP or GIF picture.");
    }

    /// <summary>Reads a body that may not be longer than it should.</summary>
    /// <exception cref="HttpRequestException">It is.</exception>
    internal static async Task<byte[]> ReadAtMostAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLong(response, maxBytes);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                throw TooLong(response, maxBytes);
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static HttpRequestException TooLong(HttpResponseMessage response, int maxBytes) =>
        new(FormattableString.Invariant($"{response.RequestMessage?.RequestUri} has more than the {maxBytes:N0} bytes that are accepted."));
}
