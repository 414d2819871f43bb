using Explorer.Lab.Thumbnails;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class ThumbnailCacheTests : ThumbnailTests
{
    [Fact]
    public async Task A_good_picture_is_fetched_once_and_kept_on_disk()
    {
        var first = await GetAsync("good/a");
        await RestartAsync();
        var second = await GetAsync("good/a");

        Assert.Equal(("image/webp", true), (first.ContentType, first.IsFinal));
        Assert.Equal((800, 600), SamplePictures.SizeOf(first.Bytes));
        Assert.Equal("RLBW", SamplePictures.Read(first.Bytes));
        Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
        Assert.Equal(1, Server.Asked("/good/a"));
    }

    [Theory]
    [InlineData("moving/a", "RRRR")]
    [InlineData("turned/a", "BRWL")]
    [InlineData("moved/a", "RLBW")]
    public async Task Moving_turned_and_moved_pictures_are_shown_still_upright_and_from_where_they_are(string path, string corners)
    {
        var thumbnail = await GetAsync(path);

        Assert.Equal(("image/webp", true), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(corners, SamplePictures.Read(thumbnail.Bytes));
    }

    [Fact]
    public async Task Drawn_pictures_are_final_and_ask_nobody()
    {
        var thumbnail = await Cache().GetAsync(ThumbnailSourceKind.Drawn, new("m1", "Ember dragon", Server.UrlOf("good/a")), Token);

        Assert.Equal(("image/svg+xml", true), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(0, Server.Asked("/good/a"));
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
    [InlineData("damaged/a")]
    [InlineData("bomb/a")]
    [InlineData("huge/a")]
    [InlineData("endless/a")]
    [InlineData("cut/a")]
    [InlineData("slow/a")]
    [InlineData("overloaded/a")]
    [InlineData("loop/")]
    public async Task A_bad_picture_is_drawn_for_now_and_not_asked_for_again_for_some_minutes(string path)
    {
        // Timeouts and pauses between attempts are real here.
        Settings["system clock"] = "true";

        var thumbnail = await GetAsync(path);
        var asked = Server.Asked("/" + path);
        await GetAsync(path);

        Assert.Equal(("image/svg+xml", false), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(asked, Server.Asked("/" + path));
        Assert.Empty(Directory.EnumerateFiles(Folder));
        Assert.Single(Log, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_some_minutes_a_failed_picture_is_asked_for_again()
    {
        await GetAsync("html/a");
        Time.Advance(TimeSpan.FromMinutes(11));
        await GetAsync("html/a");

        Assert.Equal(2, Server.Asked("/html/a"));
    }

    [Fact]
    public async Task Many_failures_of_a_source_are_one_warning()
    {
        for (var item = 0; item < 20; item++)
        {
            await GetAsync($"html/{item}");
        }

        Assert.Single(Log, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_when_it_says()
    {
        Settings["system clock"] = "true";

        var thumbnail = await GetAsync("busy/a");

        Assert.True(thumbnail.IsFinal);
        Assert.Equal(2, Server.Asked("/busy/a"));
    }

    [Fact]
    public async Task One_picture_asked_for_by_many_is_downloaded_once()
    {
        var asking = Enumerable.Range(0, 20).Select(_ => GetAsync("wait/a")).ToList();
        Server.Go.SetResult();

        Assert.All(await Task.WhenAll(asking), thumbnail => Assert.True(thumbnail.IsFinal));
        Assert.Equal(1, Server.Asked("/wait/a"));
    }

    [Fact]
    public async Task Only_a_few_pictures_are_downloaded_at_once()
    {
        Settings["Thumbnails:MaxConcurrentDownloads"] = "3";
        var asking = Enumerable.Range(0, 12).Select(item => GetAsync($"wait/{item}")).ToList();
        while (Server.MostAtOnce < 3)
        {
            await Task.Yield();
        }

        Server.Go.SetResult();

        Assert.All(await Task.WhenAll(asking), thumbnail => Assert.True(thumbnail.IsFinal));
        Assert.Equal(3, Server.MostAtOnce);
    }

    [Fact]
    public async Task Who_leaves_does_not_stop_the_download_for_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var request = new ThumbnailRequest("m", "", Server.UrlOf("wait/a"));
        var first = Cache().GetAsync(ThumbnailSourceKind.ItemsFile, request, leaving.Token);
        var second = Cache().GetAsync(ThumbnailSourceKind.ItemsFile, request, Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Server.Go.SetResult();

        Assert.True((await second).IsFinal);
        Assert.Equal(1, Server.Asked("/wait/a"));
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
        Time.Advance(TimeSpan.FromDays(29));
        await GetAsync("good/a");
        Assert.Equal(1, Server.Asked("/good/a"));

        Time.Advance(TimeSpan.FromDays(2));
        await GetAsync("good/a");

        Assert.Equal(2, Server.Asked("/good/a"));
    }

    [Fact]
    public async Task An_old_picture_is_shown_where_it_cannot_be_fetched_again()
    {
        await GetAsync("once/a");
        Time.Advance(TimeSpan.FromDays(31));

        var thumbnail = await GetAsync("once/a");

        Assert.Equal(("image/webp", false), (thumbnail.ContentType, thumbnail.IsFinal));
        Assert.Equal(2, Server.Asked("/once/a"));
    }

    [Fact]
    public async Task Beyond_the_size_limit_the_oldest_pictures_go()
    {
        var bytes = (await PictureShrinking.ShrinkAsync(PictureServer.Png, Token)).Length;
        Settings["Thumbnails:MaxCacheBytes"] = $"{5 * bytes}";
        for (var item = 0; item < 8; item++)
        {
            await GetAsync($"good/{item}");
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length), 3 * bytes, 5 * bytes);
        await GetAsync("good/7");
        await GetAsync("good/0");
        Assert.Equal((1, 2), (Server.Asked("/good/7"), Server.Asked("/good/0")));
    }

    [Fact]
    public async Task A_damaged_file_is_fetched_again()
    {
        await GetAsync("good/a");
        await File.WriteAllTextAsync(Directory.EnumerateFiles(Folder).Single(), "<svg/>", Token);

        var thumbnail = await GetAsync("good/a");

        Assert.Equal("image/webp", thumbnail.ContentType);
        Assert.Equal(2, Server.Asked("/good/a"));
    }

    [Fact]
    public async Task Pictures_that_were_kept_before_they_were_made_small_are_fetched_again_and_removed()
    {
        var key = System.Text.Encoding.UTF8.GetBytes($"{ThumbnailSourceKind.ItemsFile}\n{Server.UrlOf("good/a")}");
        var old = Path.Combine(Folder, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(key)));
        await File.WriteAllBytesAsync(old, PictureServer.Png, Token);

        var thumbnail = await GetAsync("good/a");

        Assert.Equal("image/webp", thumbnail.ContentType);
        Assert.False(File.Exists(old));
        Assert.Equal(".webp", Path.GetExtension(Directory.EnumerateFiles(Folder).Single()));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_only_means_that_nothing_is_kept()
    {
        var blocked = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(blocked, "", Token);
        Settings["folder"] = blocked;

        Assert.True((await GetAsync("good/a")).IsFinal);
        Assert.True((await GetAsync("good/a")).IsFinal);
        Assert.Equal(2, Server.Asked("/good/a"));
    }
}
