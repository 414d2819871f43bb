using AngleSharp.Dom;
using Bunit;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Web.Data;
using Microsoft.AspNetCore.Builder;

namespace Explorer.Web.Tests.Data;

public class UrlBoxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

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
        Assert.Contains("Fetch and look", box.Find("button").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_at_an_address_is_looked_at_corrected_and_imported()
    {
        await using var server = WebApplication.CreateSlimBuilder().Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/stars.csv", () => "17;anna;Robot\n18;ben;Dragon\n17;ben;Robot\n");
        await server.StartAsync(Token);
        await using var context = await PagesContext.StartAsync(settings: [("Import:AllowUrls", "true"), ("Import:AllowPrivateAddresses", "true")]);
        Dataset? stored = null;
        var box = context.Render<UrlBox>(parameters => parameters.Add(component => component.OnStored, dataset => stored = dataset));

        await box.Find("input").InputAsync($"{server.Urls.Single()}/stars.csv");
        await box.Find("button").ClickAsync(new());
        box.WaitForElement(".preview table", Patience);
        Assert.Equal(["user id", "item id", "not used"], box.FindAll("th select").Select(Role));
        await box.FindAll("th select")[0].ChangeAsync(new() { Value = "1" });
        await box.FindAll("th select")[1].ChangeAsync(new() { Value = "2" });
        await box.FindAll("th select")[2].ChangeAsync(new() { Value = "3" });
        box.WaitForAssertion(() => Assert.Equal(["item id", "user id", "item name"], box.FindAll("th select").Select(Role)), Patience);
        await box.WaitForElement(".preview button.mud-button-filled:not([disabled])", Patience).ClickAsync(new());

        box.WaitForAssertion(() => Assert.NotNull(stored), Patience);
        Assert.Equal(("stars", 3, 2, 2), (stored!.Name, stored.Likes, stored.Users, stored.Items));
        var likes = await context.Lab.Get<DatasetStore>().LikesAsync(stored.Id, Token);
        Assert.Equal(["anna", "ben"], likes.UserVocabulary.Ids);
        Assert.Equal(["Robot", "Dragon"], likes.ItemNames);
    }

    [Fact]
    public async Task Another_address_can_be_chosen_after_a_look()
    {
        await using var server = WebApplication.CreateSlimBuilder().Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/likes.csv", () => "mid,uid\nm1,u1\n");
        await server.StartAsync(Token);
        await using var context = await PagesContext.StartAsync(settings: [("Import:AllowUrls", "true"), ("Import:AllowPrivateAddresses", "true")]);
        var box = context.Render<UrlBox>();
        await box.Find("input").InputAsync($"{server.Urls.Single()}/likes.csv");
        await box.Find("button").ClickAsync(new());
        box.WaitForElement(".preview table", Patience);

        await box.FindAll("button").Single(button => button.TextContent.Contains("Choose another address", StringComparison.Ordinal)).ClickAsync(new());

        Assert.EndsWith("/likes.csv", box.Find("input").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Empty(await context.Lab.Get<DatasetStore>().ListAsync(Token));
    }

    private static string Role(IElement select) => select.QuerySelector($"option[value='{select.GetAttribute("value")}']")!.TextContent;
}
