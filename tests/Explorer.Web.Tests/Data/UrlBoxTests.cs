using Bunit;
using Explorer.Lab.Datasets;
using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class UrlBoxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(UrlImport.PostLikes, "model_likes_anon")]
    [InlineData("https://example.com/my%20likes.csv.gz?token=1", "my likes")]
    [InlineData("https://example.com/", "Likes")]
    [InlineData("no address", "Likes")]
    public void A_dataset_is_called_like_the_file_at_its_address(string url, string expected) => Assert.Equal(expected, UrlBox.NameOf(url));

    [Fact]
    public async Task Addresses_are_not_asked_for_unless_the_settings_allow_it()
    {
        await using var context = await PagesContext.StartAsync();

        Assert.False(context.Render<DataPage>().HasComponent<UrlBox>());
    }

    [Fact]
    public async Task The_posts_file_is_offered_and_a_private_address_is_refused_in_words()
    {
        await using var context = await PagesContext.StartAsync(settings: ("Import:AllowUrls", "true"));
        var box = context.Render<DataPage>().FindComponent<UrlBox>();
        Assert.Equal(UrlImport.PostLikes, box.Find("input").GetAttribute("value"));

        await box.Find("input").InputAsync("http://127.0.0.1:9/likes.csv");
        await box.Find("button").ClickAsync(new());

        box.WaitForAssertion(() => Assert.Contains("127.0.0.1", box.Find(".problem").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("Fetch and import", box.Find("button").TextContent, StringComparison.Ordinal);
    }
}
