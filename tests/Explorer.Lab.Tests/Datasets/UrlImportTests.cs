using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Explorer.Lab.Tests.Datasets;

/// <summary>Fetching from a server of our own on the loopback address.</summary>
public sealed class UrlImportTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly WebApplication _server;

    public UrlImportTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => _server.Urls.Single();

    public async ValueTask InitializeAsync() => await _server.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/likes")]
    [InlineData("/moved")]
    public async Task A_file_on_the_web_becomes_a_dataset(string path)
    {
        await using var lab = await StartAsync();

        var dataset = await RunAsync(lab, Address + path);

        Assert.Equal((2, "From the web"), (dataset.Likes, dataset.Name));
    }

    [Theory]
    [InlineData("/missing", "answered with status 404")]
    [InlineData("/cut", "Nothing was stored")]
    [InlineData("/stuck", "did not answer in time")]
    [InlineData("/silent", "did not answer in time")]
    [InlineData("/loop", "status 302")]
    [InlineData("/page", "This is a web page")]
    [InlineData("/endless", "more than the 20,000 bytes")]
    [InlineData("/announced", "more than the 20,000 bytes")]
    public async Task What_goes_wrong_is_said_and_nothing_is_stored(string path, string saying)
    {
        await using var lab = await StartAsync();

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => RunAsync(lab, Address + path));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "likes")));
    }

    [Fact]
    public async Task A_private_address_is_not_called()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, settings: [("Import:AllowUrls", "true")]);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => RunAsync(lab, Address + "/likes"));

        Assert.Contains("127.0.0.1 is a private address", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Import:AllowPrivateAddresses", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("likes.psv")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/likes.psv")]
    [InlineData("http://user:secret@example.com/likes.psv")]
    public async Task What_is_no_web_address_is_refused(string url)
    {
        await using var lab = await StartAsync();

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => RunAsync(lab, url));

        Assert.StartsWith("This is no address of a file.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_beginning_of_a_file_is_fetched_and_the_rest_is_not_waited_for()
    {
        await using var lab = await LabHost.StartAsync(
            _folder.Path, settings: [("Import:AllowUrls", "true"), ("Import:AllowPrivateAddresses", "true")]);

        var whole = await lab.Get<UrlImport>().BeginningAsync(Address + "/likes", Token);
        var part = await lab.Get<UrlImport>().BeginningAsync(Address + "/endless", Token);

        Assert.Equal((34, 34L), (whole.Bytes.Length, whole.FileBytes));
        Assert.Equal(((1 << 20) + 1, null), (part.Bytes.Length, part.FileBytes));
        var preview = await part.PreviewAsync(LikesFile.PreviewAsync, new(), Token);
        Assert.Equal((100, true), (preview.Rows.Count, preview.Problems.Count == 0));
    }

    [Theory]
    [InlineData("/missing", "answered with status 404")]
    [InlineData("/stuck", "did not answer in time")]
    public async Task A_beginning_that_cannot_be_had_is_explained(string path, string saying)
    {
        await using var lab = await StartAsync();

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<UrlImport>().BeginningAsync(Address + path, Token));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    private static Task<Dataset> RunAsync(LabHost lab, string url) =>
        lab.Get<UrlImport>().RunAsync("From the web", url, LikesFileChoices.None, progress: null, Token);

    private Task<LabHost> StartAsync() => LabHost.StartAsync(
        _folder.Path,
        settings:
        [
            ("Import:AllowUrls", "true"), ("Import:AllowPrivateAddresses", "true"), ("Import:MaxUploadBytes", "20000"), ("Import:UrlTimeoutSeconds", "1"),
        ]);

    private async Task AnswerAsync(HttpContext context)
    {
        const string Likes = "modelname|mid|uid\nA|m1|u1\nB|m2|u1\n";
        try
        {
            await (context.Request.Path.Value switch
            {
                "/likes" => context.Response.WriteAsync(Likes, context.RequestAborted),
                "/moved" => RedirectAsync(context, "/likes"),
                "/loop" => RedirectAsync(context, "/loop"),
                "/page" => context.Response.WriteAsync("<!doctype html><html></html>", context.RequestAborted),
                "/cut" => CutAsync(context, Likes),
                "/stuck" => StuckAsync(context, Likes),
                "/silent" => Task.Delay(Timeout.Infinite, context.RequestAborted),
                "/endless" => EndlessAsync(context),
                "/announced" => AnnounceAsync(context),
                _ => MissingAsync(context),
            });
        }
        catch (OperationCanceledException)
        {
            // The client has hung up, as it should.
        }
    }

    private static Task RedirectAsync(HttpContext context, string path)
    {
        context.Response.Redirect(path);
        return Task.CompletedTask;
    }

    private static Task MissingAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static Task AnnounceAsync(HttpContext context)
    {
        context.Response.ContentLength = 20_001;
        return context.Response.WriteAsync(new string('x', 20_001), context.RequestAborted);
    }

    private static async Task CutAsync(HttpContext context, string text)
    {
        context.Response.ContentLength = 5000;
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static async Task StuckAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        await context.Response.WriteAsync("modelname|mid|uid\n", context.RequestAborted);
        for (var row = 0; ; row++)
        {
            await context.Response.WriteAsync($"A|m{row}|u\n", context.RequestAborted);
        }
    }
}
