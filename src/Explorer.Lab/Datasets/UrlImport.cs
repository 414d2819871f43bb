using Explorer.Lab.Network;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Datasets;

/// <summary>Imports a likes file from the web. Off unless the settings allow it; private addresses are not called.</summary>
public sealed class UrlImport(IHttpClientFactory clients, DatasetImport import, IOptions<ImportOptions> options)
{
    /// <summary>The likes that the post was written about, as its author published them.</summary>
    public const string PostLikes = "https://raw.githubusercontent.com/EthanRosenthal/rec-a-sketch/master/data/model_likes_anon.psv";

    internal const string ClientName = "import";

    /// <summary>Whether the settings allow this.</summary>
    public bool IsAllowed => options.Value.AllowUrls;

    /// <summary>Fetches the beginning of a file and hangs up.</summary>
    /// <param name="url">An absolute http or https address.</param>
    /// <exception cref="ExplorerException">This is switched off, or the address cannot be called or gives no file.</exception>
    public Task<FileBeginning> BeginningAsync(string url, CancellationToken cancellationToken) =>
        FetchAsync(url, (content, length) => FileBeginning.ReadAsync(content, length, cancellationToken), cancellationToken);

    /// <summary>Fetches a file and imports it; it is not kept.</summary>
    /// <param name="name">Name of the dataset, 1 … 200 characters.</param>
    /// <param name="url">An absolute http or https address.</param>
    /// <param name="choices">How the file is to be read.</param>
    /// <exception cref="ExplorerException">
    /// This is switched off, the address cannot be called or gives no file, or the file is refused; nothing is stored.
    /// </exception>
    public Task<Dataset> RunAsync(
        string name, string url, LikesFileChoices choices, IProgress<LikesFileProgress>? progress, CancellationToken cancellationToken) =>
        FetchAsync(url, (content, _) => import.RunAsync(name, content, choices, progress, cancellationToken), cancellationToken);

    private async Task<T> FetchAsync<T>(string url, Func<Stream, long?, Task<T>> use, CancellationToken cancellationToken)
    {
        if (!IsAllowed)
        {
            throw new ExplorerException(
                "Importing from an address is switched off here. Set Import:AllowUrls to true and start again, or download the file and upload it.");
        }

        if (!WebAddress.TryParse(url ?? "", out var address))
        {
            throw new ExplorerException("This is no address of a file. Use one that begins with http:// or https:// and has no user name in it.");
        }

        using var response = await AskAsync(address, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var content = new DownloadStream(
            body, address, options.Value.MaxUploadBytes, TimeSpan.FromSeconds(options.Value.UrlTimeoutSeconds));
        return await use(content, response.Content.Headers.ContentLength);
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ClientName);
        HttpResponseMessage response;
        try
        {
            response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw DownloadStream.Unreachable(address, exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw DownloadStream.Unreachable(address, exception);
        }

        if (!response.IsSuccessStatusCode)
        {
            var status = (int)response.StatusCode;
            response.Dispose();
            throw new ExplorerException($"{address.Host} answered with status {status} instead of a file. Check the address; it may have moved or need a sign-in.");
        }

        if (response.Content.Headers.ContentLength > options.Value.MaxUploadBytes)
        {
            response.Dispose();
            throw DownloadStream.TooLarge(address, options.Value.MaxUploadBytes);
        }

        return response;
    }
}
