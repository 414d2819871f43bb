using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Explorer.Web.Tests.Api;

public sealed class FactorizationApiTests(TrainedApi api) : IClassFixture<TrainedApi>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_is_recommended_first_what_is_missing_in_the_own_half_and_never_what_is_liked()
    {
        var answer = await api.Host.GetAsync($"{api.Address}/users/u4/recommendations?take=1000");

        var recommended = answer.GetProperty("recommendations").EnumerateArray().ToList();
        var ids = recommended.ConvertAll(item => item.GetProperty("itemId").GetString()!);
        Assert.Equal("u4", answer.GetProperty("userId").GetString());
        Assert.Equal(("m10", "Item 10"), (ids[0], recommended[0].GetProperty("name").GetString()));
        Assert.Equal(Enumerable.Range(0, 24).Where(item => !TrainedApi.IsLiked(4, item)).Select(TrainedApi.ItemId).Order(), ids.Order());
        var scores = recommended.ConvertAll(item => item.GetProperty("score").GetDouble());
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.True(scores[0] > scores[1] + 0.2, $"{scores[0]} {scores[1]}");
    }

    [Fact]
    public async Task Take_shortens_the_list_and_who_likes_everything_gets_none()
    {
        Assert.Equal(3, (await api.Host.GetAsync($"{api.Address}/users/u4/recommendations?take=3")).GetProperty("recommendations").GetArrayLength());
        Assert.Equal(0, (await api.Host.GetAsync($"{api.Address}/users/everything/recommendations")).GetProperty("recommendations").GetArrayLength());
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("m10")]
    public async Task Every_item_can_be_named_by_a_query_value(string itemId)
    {
        var answer = await api.Host.GetAsync($"{api.Address}/items/neighbours?item={Uri.EscapeDataString(itemId)}&take=4");

        Assert.Equal(itemId, answer.GetProperty("item").GetProperty("itemId").GetString());
        Assert.Equal(4, answer.GetProperty("neighbours").GetArrayLength());
    }

    [Theory]
    [InlineData("..", 0)]
    [InlineData("a/b", 1)]
    public async Task Every_user_can_be_named_by_a_query_value(string userId, int number)
    {
        var answer = await api.Host.GetAsync($"{api.Address}/users/recommendations?user={Uri.EscapeDataString(userId)}&take=1000");

        Assert.Equal(userId, answer.GetProperty("userId").GetString());
        Assert.Equal(
            Enumerable.Range(0, 24).Count(item => !TrainedApi.IsLiked(number, item)), answer.GetProperty("recommendations").GetArrayLength());
    }

    [Fact]
    public async Task Ids_in_a_path_are_taken_as_they_were_sent()
    {
        Assert.Equal("a/b", (await api.Host.GetAsync($"{api.Address}/users/a%2Fb/recommendations")).GetProperty("userId").GetString());
        Assert.Equal("a/b", ItemOf(await api.Host.GetAsync($"{api.Address}/items/a%2Fb/neighbours")));
        Assert.Equal("a%2Fb", ItemOf(await api.Host.GetAsync($"{api.Address}/items/a%252Fb/neighbours")));
    }

    [Fact]
    public async Task All_neighbours_come_as_csv_equal_to_those_of_each_item()
    {
        using var answer = await api.Host.Client.GetAsync(new Uri($"{api.Address}/neighbours?take=3", UriKind.Relative), Token);
        var text = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var lines = text.Split("\r\n");
        Assert.Equal(("item,neighbour,rank,similarity", ""), (lines[0], lines[^1]));
        Assert.Equal(24 * 3, lines.Length - 2);
        Assert.Contains("\"a,b\",", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n.,.,", text, StringComparison.Ordinal);
        foreach (var itemId in new[] { ".", "a,b", "=1+1", "m10" })
        {
            var alone = await api.Host.GetAsync($"{api.Address}/items/neighbours?item={Uri.EscapeDataString(itemId)}&take=3");
            Assert.Equal(CsvOf(alone), lines.Where(line => line.StartsWith(Quoted(itemId) + ",", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("/neighbours?take=0", HttpStatusCode.BadRequest, "take: 0")]
    [InlineData("/neighbours?take=1001", HttpStatusCode.BadRequest, "take: 1001")]
    [InlineData("/items/neighbours", HttpStatusCode.BadRequest, "item")]
    [InlineData("/items/neighbours?item=", HttpStatusCode.NotFound, "no item")]
    [InlineData("/users/recommendations", HttpStatusCode.BadRequest, "user")]
    [InlineData("/users/u4/recommendations?take=0", HttpStatusCode.BadRequest, "take: 0")]
    [InlineData("/users/thin/recommendations", HttpStatusCode.NotFound, "no user “thin”")]
    public async Task What_cannot_be_answered_is_refused(string address, HttpStatusCode status, string because)
    {
        using var answer = await api.Host.Client.GetAsync(new Uri(api.Address + address, UriKind.Relative), Token);

        await DatasetApiTests.AssertProblemAsync(answer, status, because);
    }

    private static string ItemOf(JsonElement neighbours) => neighbours.GetProperty("item").GetProperty("itemId").GetString()!;

    private static IEnumerable<string> CsvOf(JsonElement neighbours) =>
        neighbours.GetProperty("neighbours").EnumerateArray().Select((neighbour, place) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Quoted(ItemOf(neighbours))},{Quoted(neighbour.GetProperty("itemId").GetString()!)},{place + 1},{(float)neighbour.GetProperty("similarity").GetDouble()}"));

    private static string Quoted(string id) => id.Contains(',') ? $"\"{id}\"" : id;
}
