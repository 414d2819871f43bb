using System.Text;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Likes;

public sealed class ItemsFileTests
{
    [Fact]
    public async Task The_books_have_names_pictures_and_pages()
    {
        var result = await ReadFileAsync("goodbooks_items.csv");

        Assert.Equal((10_000, 0, 0), (result.Items.Count, result.Repeated, result.Rejected));
        Assert.Equal(
            new ItemDetail(
                "b2",
                "Harry Potter and the Sorcerer's Stone (Harry Potter, #1)",
                "https://images.gr-assets.com/books/1474154022s/3.jpg",
                "https://www.goodreads.com/book/show/3"),
            result.Items[1]);
        Assert.Contains("Column authors was not used.", result.Notes);
    }

    [Fact]
    public async Task The_catalogue_of_the_post_gives_names_by_id()
    {
        var result = await ReadFileAsync("sketchfab_catalog.psv");

        Assert.Equal(28_806, result.Items.Count);
        Assert.Equal(new ItemDetail("5dcebcfaedbd4e7b8a27bd1ae55f1ac3", "3D fanart Noel From Sora no Method", "", ""), result.Items[0]);
        Assert.Contains(result.Items, item => item.Name.Contains('|', StringComparison.Ordinal));
        Assert.Contains(result.Items, item => item.ItemId.Length == 26);
        Assert.DoesNotContain(result.Items, item => item.Name.EndsWith('\\'));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/svg+xml,<svg/>")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.com/a.png")]
    [InlineData("/a.png")]
    [InlineData("a.png")]
    [InlineData("ftp://example.com/a.png")]
    public async Task Only_web_addresses_are_kept(string url)
    {
        var result = await ReadAsync($"mid,name,thumbnail_url,page_url\nm,N,\"{url}\",\"{url}\"\n");

        Assert.Equal(new ItemDetail("m", "N", "", ""), Assert.Single(result.Items));
        Assert.Contains("2 addresses are not absolute http or https addresses and were left out.", result.Notes);
    }

    [Fact]
    public async Task A_repeated_item_only_fills_in_what_was_empty()
    {
        var result = await ReadAsync("item_id;title;link\nm;;\nm;First;\nm;Second;https://example.com/x y\nn;N;\n");

        Assert.Equal([new("m", "First", "", "https://example.com/x%20y"), new("n", "N", "", "")], result.Items);
        Assert.Equal((4, 2, 0), (result.Rows, result.Repeated, result.Rejected));
    }

    [Fact]
    public async Task Rows_without_an_id_are_rejected()
    {
        var result = await ReadAsync("name|mid\na|1\nb|\nc\n|2\nname|mid\n");

        Assert.Equal([3L, 4, 6], result.RejectedRows.Select(row => row.Line));
        Assert.Equal(["1", "2"], result.Items.Select(item => item.ItemId));
    }

    [Theory]
    [InlineData("", "The file is empty. Choose an items file")]
    [InlineData("mid,name\n", "no rows")]
    [InlineData("mid,weight\n1,2\n", "none that says anything about items")]
    [InlineData("name,weight\na,2\n", "none that is known as the item's id")]
    [InlineData("mid,name\n,a\n", "The only row cannot be used. Line 2:")]
    public async Task A_file_that_says_nothing_is_refused(string text, string saying)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => ReadAsync(text));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<ItemsFileResult> ReadFileAsync(string file) =>
        await ReadAsync(await File.ReadAllBytesAsync(SharedData.Require(file), TestContext.Current.CancellationToken));

    private static Task<ItemsFileResult> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<ItemsFileResult> ReadAsync(byte[] bytes)
    {
        using var stream = new DribblingStream(bytes);
        var result = await ItemsFile.ReadAsync(stream, Reading.Generous, TestContext.Current.CancellationToken);
        Assert.Equal(result.Rows, result.Items.Count + result.Repeated + result.Rejected);
        return result;
    }
}
