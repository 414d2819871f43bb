namespace Explorer.Lab.Thumbnails;

/// <summary>Downloads one picture and refuses whatever is none.</summary>
internal static class PictureDownload
{
    /// <summary>Gets the bytes of a picture.</summary>
    /// <returns>A PNG, JPEG, WebP or GIF file of at most <paramref name="maxBytes"/>.</returns>
    /// <exception cref="HttpRequestException">No answer, an error, too many bytes, or no picture of these kinds.</exception>
    public static async Task<byte[]> GetAsync(HttpClient client, Uri address, int maxBytes, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        var contentType = response.Content.Headers.ContentType?.MediaType;
        if (!PictureFormat.IsAccepted(contentType))
        {
            throw new HttpRequestException($"{address} is of type {contentType ?? "unknown"}, not a PNG, JPEG, WebP or GIF picture.");
        }

        var bytes = await ReadAtMostAsync(response, maxBytes, cancellationToken);
        return PictureFormat.Recognize(bytes) is not null
            ? bytes
            : throw new HttpRequestException($"{address} calls itself {contentType}, but its bytes are no such picture.");
    }

    /// <summary>Reads a body that may not be longer than it should.</summary>
    /// <exception cref="HttpRequestException">It is.</exception>
    public static async Task<byte[]> ReadAtMostAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
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
