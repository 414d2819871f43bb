using System.Collections.Concurrent;
using Explorer.Lab.Thumbnails;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class ThumbnailCacheTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("thumbnails").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, string?> _settings = new() { ["Thumbnails:AllowPrivateAddresses"] = "true", ["Thumbnails:TimeoutSeconds"] = "1", ["Thumbnails:MaxPictureBytes"] = "20000" };
    private readonly Lines _log = new();
    private PictureServer _server = null!;
    private ServiceProvider? _services;

    public async ValueTask InitializeAsync() => _server = await PictureServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_good_picture_is_fetched_once_and_kept_on_disk()
    {
        var first = await GetAsync("good/a");
        await RestartAsync();
        var second = await GetAsync("good/a");

        Assert.Equal(("image/png", true), (first.ContentType, first.IsFinal));
        Assert.Equal(PictureServer.Png, first.Bytes.ToArray());
        Assert.Equal(PictureServer.Png, second.Bytes.ToArray());
        Assert.Equal(1, _server.Asked("/good/a"));
    }

    [Fact]
    public async Task Drawn_pictures_are_final_and_ask_nobody()
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.Drawn, new("m1", "Ember dragon", _server.UrlOf("good/a")), Token);

        Assert.Equal(("image/svg+xml", true), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(0, _server.Asked("/good/a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative.png")]
    [InlineData("http://user:secret@127.0.0.1/good/a")]
    public async Task An_item_without_a_usable_address_is_drawn_for_good(string url)
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.ItemsFile, new("m1", "Ember dragon", url), Token);

        Assert.Equal(("image/svg+xml", true), (thumbnail.ContentType, thumbnail.IsFinal));
    }

    [Theory]
    [InlineData("missing/a")]
    [InlineData("broken/a")]
    [InlineData("html/a")]
    [InlineData("svg/a")]
    [InlineData("liar/a")]
    [InlineData("huge/a")]
    [InlineData("endless/a")]
    [InlineData("cut/a")]
    [InlineData("slow/a")]
    [InlineData("overloaded/a")]
    [InlineData("loop/")]
    public async Task A_bad_picture_is_drawn_for_now_and_not_asked_for_again_for_some_minutes(string path)
    {
        // Timeouts and pauses between attempts are real here.
        _settings["system clock"] = "true";

        var thumbnail = await GetAsync(path);
        var asked = _server.Asked("/" + path);
        await GetAsync(path);

        Assert.Equal(("image/svg+xml", false), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(asked, _server.Asked("/" + path));
        Assert.Empty(Directory.EnumerateFiles(_folder));
        Assert.Single(_log, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_some_minutes_a_failed_picture_is_asked_for_again()
    {
        await GetAsync("html/a");
        _time.Advance(TimeSpan.FromMinutes(11));
        await GetAsync("html/a");

        Assert.Equal(2, _server.Asked("/html/a"));
    }

    [Fact]
    public async Task Many_failures_of_a_source_are_one_warning()
    {
        for (var item = 0; item < 20; item++)
        {
            await GetAsync($"html/{item}");
        }

        Assert.Single(_log, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_when_it_says()
    {
        _settings["system clock"] = "true";

        var thumbnail = await GetAsync("busy/a");

        Assert.True(thumbnail.IsFinal);
        Assert.Equal(2, _server.Asked("/busy/a"));
    }

    [Fact]
    public async Task One_picture_asked_for_by_many_is_downloaded_once()
    {
        var asking = Enumerable.Range(0, 20).Select(_ => GetAsync("wait/a")).ToList();
        _server.Go.SetResult();

        Assert.All(await Task.WhenAll(asking), thumbnail => Assert.True(thumbnail.IsFinal));
        Assert.Equal(1, _server.Asked("/wait/a"));
    }

    [Fact]
    public async Task Only_a_few_pictures_are_downloaded_at_once()
    {
        _settings["Thumbnails:MaxConcurrentDownloads"] = "3";
        var asking = Enumerable.Range(0, 12).Select(item => GetAsync($"wait/{item}")).ToList();
        while (_server.MostAtOnce < 3)
        {
            await Task.Yield();
        }

        _server.Go.SetResult();

        Assert.All(await Task.WhenAll(asking), thumbnail => Assert.True(thumbnail.IsFinal));
        Assert.Equal(3, _server.MostAtOnce);
    }

    [Fact]
    public async Task Who_leaves_does_not_stop_the_download_for_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var request = new ThumbnailRequest("m", "", _server.UrlOf("wait/a"));
        var first = Cache().GetAsync(ThumbnailSourceKind.ItemsFile, request, leaving.Token);
        var second = Cache().GetAsync(ThumbnailSourceKind.ItemsFile, request, Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        _server.Go.SetResult();

        Assert.True((await second).IsFinal);
        Assert.Equal(1, _server.Asked("/wait/a"));
    }

    [Fact]
    public async Task Closing_ends_what_is_under_way()
    {
        var asking = GetAsync("wait/a");

        await RestartAsync();

        Assert.False((await asking).IsFinal);
    }

    [Fact]
    public async Task An_old_picture_is_fetched_again()
    {
        await GetAsync("good/a");
        _time.Advance(TimeSpan.FromDays(29));
        await GetAsync("good/a");
        Assert.Equal(1, _server.Asked("/good/a"));

        _time.Advance(TimeSpan.FromDays(2));
        await GetAsync("good/a");

        Assert.Equal(2, _server.Asked("/good/a"));
    }

    [Fact]
    public async Task An_old_picture_is_shown_where_it_cannot_be_fetched_again()
    {
        await GetAsync("once/a");
        _time.Advance(TimeSpan.FromDays(31));

        var thumbnail = await GetAsync("once/a");

        Assert.Equal(("image/png", false), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(2, _server.Asked("/once/a"));
    }

    [Fact]
    public async Task Beyond_the_size_limit_the_oldest_pictures_go()
    {
        _settings["Thumbnails:MaxCacheBytes"] = "5000";
        for (var item = 0; item < 8; item++)
        {
            await GetAsync($"good/{item}");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(new DirectoryInfo(_folder).EnumerateFiles().Sum(file => file.Length), 3000, 5000);
        await GetAsync("good/7");
        await GetAsync("good/0");
        Assert.Equal((1, 2), (_server.Asked("/good/7"), _server.Asked("/good/0")));
    }

    [Fact]
    public async Task A_damaged_file_is_fetched_again()
    {
        await GetAsync("good/a");
        await File.WriteAllTextAsync(Directory.EnumerateFiles(_folder).Single(), "<svg/>", Token);

        var thumbnail = await GetAsync("good/a");

        Assert.Equal("image/png", thumbnail.ContentType);
        Assert.Equal(2, _server.Asked("/good/a"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_only_means_that_nothing_is_kept()
    {
        var blocked = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(blocked, "", Token);
        _settings["folder"] = blocked;

        Assert.True((await GetAsync("good/a")).IsFinal);
        Assert.True((await GetAsync("good/a")).IsFinal);
        Assert.Equal(2, _server.Asked("/good/a"));
    }

    [Fact]
    public async Task Private_addresses_are_not_called()
    {
        _settings["Thumbnails:AllowPrivateAddresses"] = "false";
        _settings["system clock"] = "true";

        var thumbnail = await GetAsync("good/a");

        Assert.False(thumbnail.IsFinal);
        Assert.Equal(0, _server.Asked("/good/a"));
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_not_followed()
    {
        using var client = new HttpClient(ThumbnailServices.CreateHandler(address => address.ToString() == "127.0.0.1"));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(_server.UrlOf("elsewhere/a"), Token));

        Assert.Equal((1, 0), (_server.Asked("/elsewhere/a"), _server.Asked("/good/private")));
    }

    [Theory]
    [InlineData("abc123", "/good/448")]
    [InlineData("small", "/good/100")]
    public async Task Sketchfab_gives_the_narrowest_picture_that_is_wide_enough(string id, string path)
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.Sketchfab, new(id, "", ""), Token);

        Assert.True(thumbnail.IsFinal);
        Assert.Equal(1, _server.Asked(path));
    }

    [Theory]
    [InlineData("unknown", 1)]
    [InlineData("bare", 1)]
    [InlineData("script", 1)]
    [InlineData("strange", 1)]
    [InlineData("../../secret", 0)]
    [InlineData("a b", 0)]
    public async Task A_model_without_a_picture_is_drawn(string id, int asked)
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.Sketchfab, new(id, "", ""), Token);

        Assert.Equal("image/svg+xml", thumbnail.ContentType);
        Assert.Equal(asked, _server.Asked("/v3/models/" + id));
    }

    [Theory]
    [InlineData("MaxConcurrentDownloads", "0")]
    [InlineData("TimeoutSeconds", "1000")]
    [InlineData("MaxPictureBytes", "5")]
    [InlineData("MaxCacheBytes", "-1")]
    [InlineData("ExpiryDays", "0")]
    [InlineData("SketchfabAddress", "ftp://example.com/")]
    [InlineData("SketchfabAddress", "https://example.com/api")]
    public void Settings_out_of_bounds_are_refused_with_key_and_value(string key, string value)
    {
        _settings["Thumbnails:" + key] = value;

        var refusal = Assert.Throws<OptionsValidationException>(Cache);

        Assert.Contains($"Thumbnails:{key} = {value} is not possible. Use ", refusal.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<Thumbnail> GetAsync(string path) =>
        Cache().GetAsync(ThumbnailSourceKind.ItemsFile, new ThumbnailRequest("m1", "Some thing", _server.UrlOf(path)), Token);

    private ThumbnailCache Cache()
    {
        _settings.TryAdd("Thumbnails:SketchfabAddress", _server.Address.AbsoluteUri);
        if (_services is null)
        {
            var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build())
                .AddSingleton(new ThumbnailFolder(_settings.GetValueOrDefault("folder") ?? _folder))
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(_log))
                .AddThumbnails();
            if (!_settings.ContainsKey("system clock"))
            {
                services.AddSingleton<TimeProvider>(_time);
            }

            _services = services.BuildServiceProvider();
        }

        return _services.GetRequiredService<ThumbnailCache>();
    }

    private async Task RestartAsync()
    {
        await _services!.DisposeAsync();
        _services = null;
    }

    /// <summary>What the thumbnails log.</summary>
    private sealed class Lines : ConcurrentQueue<string>, ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Explorer", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Enqueue($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
