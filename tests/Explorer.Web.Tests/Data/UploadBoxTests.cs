using Bunit;
using Explorer.Web.Data;
using Microsoft.JSInterop;

namespace Explorer.Web.Tests.Data;

public class UploadBoxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("likes.psv", "likes")]
    [InlineData("likes.psv.gz", "likes")]
    [InlineData("my.likes.csv", "my.likes")]
    [InlineData("likes", "likes")]
    [InlineData(".gz", "Likes")]
    [InlineData("<b>.csv", "<b>")]
    public void A_dataset_is_called_like_its_file(string fileName, string expected) => Assert.Equal(expected, UploadBox.NameOf(fileName));

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_it_is_sent()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);

        var address = await box.InvokeAsync(() => box.Instance.OnChosen("huge.csv", 2_000_000_001));

        Assert.Null(address);
        Assert.Contains("Import:MaxUploadBytes", box.Find(".problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_moves_and_then_says_that_the_file_is_read()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);

        Assert.Equal("/to/likes", await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", 200)));
        await box.InvokeAsync(() => box.Instance.OnProgress(50, 200));
        Assert.Equal("25 %", box.Find("[data-percent]").TextContent);

        await box.InvokeAsync(box.Instance.OnSent);
        Assert.Contains("Reading the file…", box.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_server_is_shown_and_the_file_can_be_tried_again()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);
        await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", 200));

        await box.InvokeAsync(() => box.Instance.OnEnded(400, cancelled: false, new UploadAnswer(null, "Line 1: no <column>.", null, null)));

        Assert.Contains("Line 1: no <column>.", box.Find(".problem .text").TextContent, StringComparison.Ordinal);
        Assert.Contains("again", box.Find(".problem button").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_no_complaint()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);
        await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", 200));

        await box.InvokeAsync(() => box.Instance.OnEnded(0, cancelled: true, new UploadAnswer(null, "", null, null)));

        Assert.Empty(box.FindAll(".problem"));
        Assert.Equal("idle", box.Find(".upload").GetAttribute("data-phase"));
    }

    [Fact]
    public async Task What_was_stored_is_reported()
    {
        await using var context = await PagesContext.StartAsync();
        UploadAnswer? stored = null;
        var box = Render(context, answer => stored = answer);

        await box.InvokeAsync(() => box.Instance.OnEnded(201, cancelled: false, new UploadAnswer(7, "", null, null)));

        Assert.Equal(7, stored?.Id);
    }

    [Fact]
    public async Task A_likes_file_is_looked_at_before_it_is_sent_with_what_was_chosen()
    {
        await using var context = await PagesContext.StartAsync();
        var content = "1;u1\n2;u1\n"u8.ToArray();
        context.Uploads.Setup<IJSStreamReference>("head", 1 << 20).SetResult(new Beginning(content));
        var box = Render(context, hasPreview: true);

        Assert.Null(await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", content.Length)));
        box.WaitForElement(".preview table", Patience);
        Assert.Equal("choosing", box.Find(".upload").GetAttribute("data-phase"));
        await box.Find(".preview button.mud-button-filled").ClickAsync(new());

        var address = (string)context.Uploads.Invocations["send"][0].Arguments[0]!;
        Assert.StartsWith("/to/likes&header=false&", address, StringComparison.Ordinal);
        Assert.Equal("sending", box.Find(".upload").GetAttribute("data-phase"));
    }

    [Fact]
    public async Task A_refused_import_keeps_what_was_chosen()
    {
        await using var context = await PagesContext.StartAsync();
        var content = "mid,uid\nm1,u1\n"u8.ToArray();
        context.Uploads.Setup<IJSStreamReference>("head", 1 << 20).SetResult(new Beginning(content));
        var box = Render(context, hasPreview: true);
        await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", content.Length));
        await box.WaitForElement("th select", Patience).ChangeAsync(new() { Value = "0" });
        await box.WaitForElement("th select", Patience).ChangeAsync(new() { Value = "1" });
        await box.WaitForElement(".preview button.mud-button-filled:not([disabled])", Patience).ClickAsync(new());

        await box.InvokeAsync(() => box.Instance.OnEnded(507, cancelled: false, new UploadAnswer(null, "The disk is full.", null, null)));

        Assert.Contains("The disk is full.", box.FindAll(".problem")[^1].TextContent, StringComparison.Ordinal);
        await box.Find(".preview button.mud-button-filled").ClickAsync(new());
        Assert.Contains("&itemId=%231", (string)context.Uploads.Invocations["send"][1].Arguments[0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beginning_that_does_not_arrive_is_explained_and_can_be_tried_again()
    {
        await using var context = await PagesContext.StartAsync();
        context.Uploads.Setup<IJSStreamReference>("head", 1 << 20).SetException(new JSException("NotReadableError"));
        var box = Render(context, hasPreview: true);

        await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", 200));

        Assert.Contains("The beginning of likes.csv did not arrive", box.Find(".problem").TextContent, StringComparison.Ordinal);
        Assert.Contains("again", box.Find(".problem button").TextContent, StringComparison.Ordinal);
        Assert.Equal("idle", box.Find(".upload").GetAttribute("data-phase"));
    }

    private static IRenderedComponent<UploadBox> Render(PagesContext context, Action<UploadAnswer>? onStored = null, bool hasPreview = false) =>
        context.Render<UploadBox>(parameters => parameters
            .Add(box => box.HasPreview, hasPreview)
            .Add(box => box.Lead, "Drop it")
            .Add(box => box.Address, name => $"/to/{name}")
            .Add(box => box.OnStored, onStored ?? (_ => { })));

    /// <summary>A file's first bytes as the browser hands them over.</summary>
    private sealed class Beginning(byte[] bytes) : IJSStreamReference
    {
        public long Length => bytes.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<Stream>(new MemoryStream(bytes));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
