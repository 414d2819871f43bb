using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class GalleryApiTests : IAsyncLifetime
{
    private const string Name = "Item 4";
    private const string Hostile = "<script>alert(1)</script>\"&'";

    private readonly ApiHost _api = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves().Replace(Name + "|", $"\"{Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\"|", StringComparison.Ordinal));
        using var created = await _api.PostAsync("/api/sweeps", SweepApiTests.SweepOn(dataset));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        await _api.WaitForStateAsync("/api/sweeps/1", "completed");
        using var refit = await _api.PostAsync("/api/trials/2/refit");
        using var second = await _api.PostAsync("/api/trials/3/refit");
        await _api.WaitForStateAsync("/api/factorizations/1", "completed");
        await _api.WaitForStateAsync("/api/factorizations/2", "completed");
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Why_similar_sums_to_the_similarity_of_the_neighbours()
    {
        var neighbour = (await _api.GetAsync("/api/factorizations/1/items/m6/neighbours?take=1")).GetProperty("neighbours")[0];

        var why = await _api.GetAsync($"/api/factorizations/1/items/m6/why?neighbour={neighbour.GetProperty("itemId").GetString()}&take=1000");

        Assert.Equal(neighbour.GetProperty("similarity").GetDouble(), why.GetProperty("similarity").GetDouble(), 1e-5);
        Assert.Equal(why.GetProperty("similarity").GetDouble(), Sum(why.GetProperty("parts"), "part"), 1e-4);
        Assert.Equal(why.GetProperty("likersOfBoth").GetInt32(), why.GetProperty("parts").EnumerateArray().Count(part => part.GetProperty("likesBoth").GetBoolean()));
    }

    [Fact]
    public async Task A_users_likes_as_a_basket_give_the_same_list_and_the_same_reasons()
    {
        var user = await _api.GetAsync("/api/factorizations/1/users/u8?take=10");
        var likes = user.GetProperty("likes").EnumerateArray().Select(like => like.GetProperty("itemId").GetString()).ToArray();

        using var answer = await _api.PostAsync("/api/factorizations/1/basket", new { items = likes, take = 10 });
        var basket = await ApiHost.ReadAsync(answer);

        Assert.Equal(Ids(user.GetProperty("recommendations")), Ids(basket.GetProperty("recommendations")));
        var first = Ids(user.GetProperty("recommendations"))[0];
        var why = await _api.GetAsync($"/api/factorizations/1/users/u8/why?item={first}");
        using var inBasket = await _api.PostAsync("/api/factorizations/1/basket/why", new { items = likes, itemId = first });
        Assert.Equal(user.GetProperty("recommendations")[0].GetProperty("score").GetDouble(), why.GetProperty("score").GetDouble(), 1e-6);
        Assert.Equal(why.GetProperty("score").GetDouble(), Sum(why.GetProperty("parts"), "score"), 1e-4);
        Assert.Equal(why.GetProperty("score").GetDouble(), (await ApiHost.ReadAsync(inBasket)).GetProperty("score").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_thumb_is_kept_summed_up_and_taken_back()
    {
        await RateAsync("m8", true);
        await RateAsync("m10", false);
        await RateAsync("m12", false);
        await RateAsync("m12", null);

        var ratings = await _api.GetAsync("/api/factorizations/1/ratings");

        Assert.Equal(0.5, ratings.GetProperty("goodShare").GetDouble());
        Assert.Equal(2, ratings.GetProperty("ratings").GetArrayLength());
        var csv = await _api.Client.GetStringAsync(new Uri("/api/factorizations/1/ratings.csv", UriKind.Relative), Token);
        Assert.Contains("m6,m8,true,", csv, StringComparison.Ordinal);
        using var unknown = await _api.Client.PutAsJsonAsync("/api/factorizations/1/ratings", new { itemId = "m6", neighbourId = "nothing", isGood = true }, Token);
        await DatasetApiTests.AssertProblemAsync(unknown, HttpStatusCode.NotFound, "has no item");
    }

    [Fact]
    public async Task The_map_and_the_diagnosis_have_every_item()
    {
        var map = await _api.GetAsync("/api/factorizations/1/map?kind=neighbours");
        var diagnosis = await _api.GetAsync("/api/factorizations/1/diagnostics");

        foreach (var column in new[] { "itemIds", "names", "likes", "x", "y", "cluster" })
        {
            Assert.Equal(24, map.GetProperty(column).GetArrayLength());
        }

        Assert.Equal(40, diagnosis.GetProperty("recommendations").GetProperty("users").GetInt32());
        Assert.Equal(20, diagnosis.GetProperty("hubs").GetArrayLength());
    }

    [Fact]
    public async Task Side_by_side_names_what_has_changed()
    {
        var compared = (await _api.GetAsync("/api/compare?item=m6&in=1&in=2&in=1&take=5")).GetProperty("factorizations");

        Assert.Equal([1L, 2, 1], compared.EnumerateArray().Select(one => one.GetProperty("factorization").GetInt64()));
        Assert.All(compared[2].GetProperty("neighbours").EnumerateArray(), neighbour => Assert.Equal("same", neighbour.GetProperty("mark").GetString()));
        Assert.Equal(1, compared[2].GetProperty("overlap").GetDouble(), 1e-9);
        Assert.InRange(compared[1].GetProperty("overlap").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task A_page_to_mail_works_alone_and_shows_names_literally()
    {
        var html = await _api.Client.GetStringAsync(new Uri("/api/factorizations/1/gallery.html?item=m6&item=m4&take=4", UriKind.Relative), Token);

        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(10, html.Split("src=\"data:image/svg+xml").Length - 1);
    }

    [Theory]
    [InlineData("/api/factorizations/1/gallery.html", "0 items")]
    [InlineData("/api/factorizations/1/gallery.html?item=m6&take=25", "take: 25")]
    [InlineData("/api/factorizations/1/items/m6/neighbours?popularity=2", "popularity")]
    [InlineData("/api/factorizations/1/users/u1?take=0", "take: 0")]
    [InlineData("/api/factorizations/1/map?kind=1", "kind: “1”")]
    [InlineData("/api/compare?item=m6&in=1&in=1&in=1&in=1&in=1", "side by side")]
    public async Task What_is_out_of_range_is_refused(string address, string because)
    {
        using var answer = await _api.Client.GetAsync(new Uri(address, UriKind.Relative), Token);

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest, because);
    }

    [Theory]
    [InlineData("/api/factorizations/1/users/nobody")]
    [InlineData("/api/factorizations/1/items/m6/why?neighbour=nothing")]
    [InlineData("/api/factorizations/9/diagnostics")]
    [InlineData("/api/factorizations/9/factors.zip")]
    [InlineData("/api/factorizations/9/ratings")]
    [InlineData("/api/factorizations/1/gallery.html?item=nothing")]
    public async Task What_is_not_there_is_missing(string address)
    {
        using var answer = await _api.Client.GetAsync(new Uri(address, UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Factors_and_neighbours_can_be_taken_away()
    {
        await using var stream = await _api.Client.GetStreamAsync(new Uri("/api/factorizations/1/factors.zip", UriKind.Relative), Token);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Token);
        var parquet = await _api.Client.GetByteArrayAsync(new Uri("/api/factorizations/1/neighbours.parquet", UriKind.Relative), Token);

        using var zip = new ZipArchive(memory);
        Assert.Equal(6, zip.Entries.Count);
        Assert.Equal("PAR1"u8.ToArray(), parquet[..4]);
        Assert.Equal("PAR1"u8.ToArray(), parquet[^4..]);
    }

    [Fact]
    public async Task The_documentation_names_the_gallerys_addresses()
    {
        var paths = (await _api.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToHashSet();

        Assert.Superset(
            new[] { "items/{itemId}/why", "users", "users/{userId}", "users/{userId}/why", "basket", "basket/why", "diagnostics", "map", "ratings", "factors.zip", "neighbours.parquet", "gallery.html" }
                .Select(part => $"/api/factorizations/{{id}}/{part}").ToHashSet(),
            paths);
    }

    private static string?[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(entry => entry.GetProperty("itemId").GetString())];

    private static double Sum(JsonElement list, string name) => list.EnumerateArray().Sum(entry => entry.GetProperty(name).GetDouble());

    private async Task RateAsync(string neighbour, bool? isGood)
    {
        using var answer = await _api.Client.PutAsJsonAsync("/api/factorizations/1/ratings", new { itemId = "m6", neighbourId = neighbour, isGood }, Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
