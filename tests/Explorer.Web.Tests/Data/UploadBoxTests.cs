using Bunit;
using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class UploadBoxTests
{
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

    private static IRenderedComponent<UploadBox> Render(PagesContext context, Action<UploadAnswer>? onStored = null) =>
        context.Render<UploadBox>(parameters => parameters
            .Add(box => box.Lead, "Drop it")
            .Add(box => box.Address, name => $"/to/{name}")
            .Add(box => box.OnStored, onStored ?? (_ => { })));
}
