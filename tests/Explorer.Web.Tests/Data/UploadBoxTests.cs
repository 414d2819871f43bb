using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using Explorer.Lab.Datasets;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
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

        await box.InvokeAsync(() => box.Instance.OnChosen("huge.csv", 2_000_000_001));

        Assert.Empty(context.Uploads.Invocations["head"]);
        Assert.Contains("Import:MaxUploadBytes", box.Find(".problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_moves_in_bytes_and_rows_and_then_says_that_the_file_is_read()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);
        await SendAsync(context, box, "mid,uid\nm1,u1\n");
        var import = Guid.Parse(Regex.Match(Sent(context), "importId=([0-9a-f-]+)").Groups[1].Value);

        await box.InvokeAsync(() => box.Instance.OnProgress(50, 200));
        using IDisposable running = Report(context, import, rows: 12_288);
        Assert.Equal("25 %", box.Find("[data-percent]").TextContent);
        box.WaitForAssertion(() => Assert.Equal("12\u2009288 rows read", box.Find("[data-rows]").TextContent), Patience);

        await box.InvokeAsync(box.Instance.OnSent);
        Assert.Contains("Reading the file…", box.Markup, StringComparison.Ordinal);
        Assert.Equal("12\u2009288 rows read", box.Find("[data-rows]").TextContent);
    }

    [Fact]
    public async Task A_refusal_of_the_server_is_shown_beside_the_file()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);
        await SendAsync(context, box, "mid,uid\nm1,u1\n");

        await box.InvokeAsync(() => box.Instance.OnEnded(400, cancelled: false, Answer("Line 1: no <column>.")));

        Assert.Contains("Line 1: no <column>.", box.FindAll(".problem .text")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal("choosing", box.Find(".upload").GetAttribute("data-phase"));
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_no_complaint()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);
        await SendAsync(context, box, "mid,uid\nm1,u1\n");

        await box.InvokeAsync(() => box.Instance.OnEnded(0, cancelled: true, Answer("")));

        Assert.Empty(box.FindAll(".problem .text"));
        Assert.Equal("choosing", box.Find(".upload").GetAttribute("data-phase"));
    }

    [Fact]
    public async Task What_was_stored_is_reported()
    {
        await using var context = await PagesContext.StartAsync();
        UploadAnswer? stored = null;
        var box = Render(context, answer => stored = answer);

        await box.InvokeAsync(() => box.Instance.OnEnded(201, cancelled: false, Answer("", id: 7)));

        Assert.Equal(7, stored?.Id);
    }

    [Fact]
    public async Task A_likes_file_is_looked_at_before_it_is_sent_with_what_was_chosen()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);

        await SendAsync(context, box, "1;u1\n2;u1\n");

        Assert.StartsWith("/to/likes?header=false&", Sent(context), StringComparison.Ordinal);
        Assert.Equal("sending", box.Find(".upload").GetAttribute("data-phase"));
    }

    [Fact]
    public async Task An_items_file_is_looked_at_and_mapped_by_hand_in_the_same_way()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context, look: ItemsFile.PreviewAsync);
        await ChooseAsync(context, box, "what;say\nm1;Robot\n");
        Assert.Contains("none that is known as the item's id", box.Find(".preview .problem").TextContent, StringComparison.Ordinal);
        Assert.Equal(["not used", "item id", "item name", "thumbnail URL", "page URL", "tags"], box.FindAll("th select")[0].QuerySelectorAll("option").Select(option => option.TextContent));

        await box.FindAll("th select")[0].ChangeAsync(new() { Value = "1" });
        await box.FindAll("th select")[1].ChangeAsync(new() { Value = "2" });
        await box.WaitForElement(".preview button.mud-button-filled:not([disabled])", Patience).ClickAsync(new());

        Assert.Contains("&itemId=%231&itemName=%232&", Sent(context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_import_keeps_what_was_chosen()
    {
        await using var context = await PagesContext.StartAsync();
        var box = Render(context);
        await ChooseAsync(context, box, "mid,uid\nm1,u1\n");
        await box.WaitForElement("th select", Patience).ChangeAsync(new() { Value = "0" });
        await box.WaitForElement("th select", Patience).ChangeAsync(new() { Value = "1" });
        await box.WaitForElement(".preview button.mud-button-filled:not([disabled])", Patience).ClickAsync(new());

        await box.InvokeAsync(() => box.Instance.OnEnded(507, cancelled: false, Answer("The disk is full.")));

        Assert.Contains("The disk is full.", box.FindAll(".problem")[^1].TextContent, StringComparison.Ordinal);
        await box.Find(".preview button.mud-button-filled").ClickAsync(new());
        Assert.Equal(2, context.Uploads.Invocations["send"].Count);
        Assert.Contains("&itemId=%231", Sent(context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beginning_that_does_not_arrive_is_explained_and_can_be_tried_again()
    {
        await using var context = await PagesContext.StartAsync();
        context.Uploads.Setup<IJSStreamReference>("head", 1 << 20).SetException(new JSException("NotReadableError"));
        var box = Render(context);

        await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", 200));

        Assert.Contains("The beginning of likes.csv did not arrive", box.Find(".problem").TextContent, StringComparison.Ordinal);
        Assert.Contains("again", box.Find(".problem button").TextContent, StringComparison.Ordinal);
        Assert.Equal("idle", box.Find(".upload").GetAttribute("data-phase"));
    }

    private static UploadAnswer Answer(string detail, long? id = null) => new(id, detail, null, null, []);

    /// <summary>The last address that a file was sent to.</summary>
    private static string Sent(PagesContext context) => (string)context.Uploads.Invocations["send"][^1].Arguments[0]!;

    private static RunningImports.Report Report(PagesContext context, Guid import, int rows)
    {
        var running = context.Lab.Get<RunningImports>().Begin(import);
        ((IProgress<LikesFileProgress>)running).Report(new LikesFileProgress(50, rows));
        return running;
    }

    private static async Task ChooseAsync(PagesContext context, IRenderedComponent<UploadBox> box, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        context.Uploads.Setup<IJSStreamReference>("head", 1 << 20).SetResult(new Beginning(content));
        await box.InvokeAsync(() => box.Instance.OnChosen("likes.csv", content.Length));
        box.WaitForElement(".preview table", Patience);
        Assert.Equal("choosing", box.Find(".upload").GetAttribute("data-phase"));
    }

    private static async Task SendAsync(PagesContext context, IRenderedComponent<UploadBox> box, string text)
    {
        await ChooseAsync(context, box, text);
        await box.WaitForElement(".preview button.mud-button-filled:not([disabled])", Patience).ClickAsync(new());
    }

    private static IRenderedComponent<UploadBox> Render(
        PagesContext context, Action<UploadAnswer>? onStored = null, TableLook? look = null) =>
        context.Render<UploadBox>(parameters => parameters
            .Add(box => box.Look, look ?? LikesFile.PreviewAsync)
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
