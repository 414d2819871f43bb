using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace Explorer.Lab.Tests.Thumbnails;

/// <summary>A server on a free loopback port that gives good and bad pictures, and counts what it was asked.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    public static readonly byte[] Png = SamplePictures.Corners(800, 600, SKEncodedImageFormat.Png);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private int _atOnce;

    private PictureServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public int MostAtOnce { get; private set; }

    /// <summary>Set to let the pictures below /wait/ go.</summary>
    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<PictureServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PictureServer(builder.Build());
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(server._app.Urls.Single() + "/");
        return server;
    }

    public int Asked(string path) => _asked.GetValueOrDefault(path);

    public string UrlOf(string path) => new Uri(Address, path).AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        Go.TrySetResult();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var count = _asked.AddOrUpdate(path, 1, (_, before) => before + 1);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
        try
        {
            await (path.Split('/')[1] switch
            {
                "good" => SendAsync(context, "image/png", Png),
                "wait" => WaitAndSendAsync(context),
                "once" when count == 1 => SendAsync(context, "image/png", Png),
                "missing" => Status(context, 404),
                "broken" => Status(context, 500),
                "busy" when count == 1 => BusyAsync(context, "0"),
                "busy" => SendAsync(context, "image/png", Png),
                "overloaded" => BusyAsync(context, "3600"),
                "html" => SendAsync(context, "text/html", "<html>sign in</html>"u8.ToArray()),
                "svg" => SendAsync(context, "image/svg+xml", "<svg onload='alert(1)'/>"u8.ToArray()),
                "liar" => SendAsync(context, "image/png", "<html>sign in</html>"u8.ToArray()),
                "damaged" => SendAsync(context, "image/png", Png[..(Png.Length / 2)]),
                "bomb" => SendAsync(context, "image/gif", SamplePictures.Bomb()),
                "moving" => SendAsync(context, "image/gif", SamplePictures.Animated()),
                "turned" => SendAsync(context, "image/jpeg", SamplePictures.Turned(SamplePictures.Corners(80, 40, SKEncodedImageFormat.Jpeg), 6)),
                "moved" => RedirectAsync(context, UrlOf("good/moved")),
                "huge" => SendAsync(context, "image/png", [.. Png, .. new byte[100_000]]),
                "endless" => EndlessAsync(context),
                "slow" => Task.Delay(Timeout.Infinite, context.RequestAborted),
                "cut" => CutAsync(context),
                "loop" => RedirectAsync(context, UrlOf("loop/")),
                "elsewhere" => RedirectAsync(context, $"http://127.0.0.2:{Address.Port}/good/private"),
                "v3" => ModelAsync(context, path.Split('/')[^1]),
                _ => Status(context, 404),
            });
        }
        catch (OperationCanceledException)
        {
            // The client has hung up, as it should.
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task BusyAsync(HttpContext context, string seconds)
    {
        context.Response.Headers.RetryAfter = seconds;
        return Status(context, 429);
    }

    private static Task RedirectAsync(HttpContext context, string address)
    {
        context.Response.Redirect(address);
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, string contentType, byte[] body)
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private async Task WaitAndSendAsync(HttpContext context)
    {
        await Go.Task.WaitAsync(context.RequestAborted);
        await SendAsync(context, "image/png", Png);
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        context.Response.ContentType = "image/png";
        while (true)
        {
            await context.Response.Body.WriteAsync(Png, context.RequestAborted);
        }
    }

    private static async Task CutAsync(HttpContext context)
    {
        context.Response.ContentType = "image/png";
        context.Response.ContentLength = Png.Length + 1;
        await context.Response.Body.WriteAsync(Png, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private Task ModelAsync(HttpContext context, string id) => id switch
    {
        "abc123" => context.Response.WriteAsJsonAsync(new
        {
            uid = id,
            thumbnails = new
            {
                images = new object[]
                {
                    new { url = UrlOf("good/1920"), width = 1920, height = 1080 },
                    new { url = UrlOf("good/1024"), width = 1024, height = 576 },
                    new { url = UrlOf("good/448"), width = 448, height = 252 },
                    new { url = UrlOf("good/200"), width = 200, height = 115 },
                },
            },
        }),
        "small" => context.Response.WriteAsJsonAsync(new { thumbnails = new { images = new[] { new { url = UrlOf("good/50"), width = 50 }, new { url = UrlOf("good/100"), width = 100 } } } }),
        "bare" => context.Response.WriteAsJsonAsync(new { thumbnails = new { images = Array.Empty<object>() } }),
        "script" => context.Response.WriteAsJsonAsync(new { thumbnails = new { images = new[] { new { url = "javascript:alert(1)", width = 300 } } } }),
        "strange" => context.Response.WriteAsync("<html>not JSON</html>"),
        _ => Status(context, 404),
    };
}
