using System.Net;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class LiveGalleryApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", SweepApiTests.SweepOn(dataset));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        await _api.WaitForStateAsync("/api/sweeps/1", "completed");
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Neighbours_of_pinned_items_are_read_after_a_cursor_and_points_tell_their_stability()
    {
        var pins = (await _api.GetAsync("/api/sweeps/1/pins")).GetProperty("items").EnumerateArray().Select(IdOf).ToArray();
        var points = (await _api.GetAsync("/api/sweeps/1/points")).GetProperty("points").EnumerateArray().Where(point => point.GetProperty("trialId").GetInt64() == 1).ToArray();
        var all = (await _api.GetAsync("/api/trials/1/neighbours")).GetProperty("neighbours").EnumerateArray().ToArray();

        var rest = await _api.GetAsync($"/api/trials/1/neighbours?after={all[0].GetProperty("cursor").GetInt64()}&take=1");

        Assert.Equal(3, pins.Length);
        Assert.Equal(3 * points.Length, all.Length);
        Assert.Equal(pins.Order(), all.Take(3).Select(IdOf).Order());
        Assert.Equal(IdOf(all[1]), IdOf(rest.GetProperty("neighbours")[0]));
        Assert.All(all, snapshot => Assert.DoesNotContain(IdOf(snapshot), snapshot.GetProperty("neighbours").EnumerateArray().Select(IdOf)));
        Assert.Equal(JsonValueKind.Null, points[0].GetProperty("neighbourStability").ValueKind);
        Assert.All(points.Skip(1), point => Assert.InRange(point.GetProperty("neighbourStability").GetDouble(), 0, 1));
    }

    [Fact]
    public async Task Items_are_searched_pinned_and_unpinned()
    {
        var found = (await _api.GetAsync("/api/sweeps/1/items?search=item%2010&take=1")).GetProperty("items")[0];

        using var pinned = await _api.Client.PutAsync($"/api/sweeps/1/pins?item={IdOf(found)}", null, Token);
        var with = (await _api.GetAsync("/api/sweeps/1/pins")).GetProperty("items").EnumerateArray().Select(IdOf).ToArray();
        using var unpinned = await _api.Client.DeleteAsync($"/api/sweeps/1/pins?item={IdOf(found)}", Token);
        using var unknown = await _api.Client.PutAsync("/api/sweeps/1/pins?item=nobody", null, Token);

        Assert.Equal("m10", IdOf(found));
        Assert.Contains("m10", with);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (pinned.StatusCode, unpinned.StatusCode, unknown.StatusCode));
        Assert.DoesNotContain("m10", (await _api.GetAsync("/api/sweeps/1/pins")).GetProperty("items").EnumerateArray().Select(IdOf));
    }

    [Fact]
    public async Task A_preview_says_that_it_is_one_and_is_trained_once()
    {
        using var first = await _api.PostAsync("/api/trials/1/preview?epoch=1");
        using var again = await _api.PostAsync("/api/trials/1/preview?epoch=1");
        using var beyond = await _api.PostAsync("/api/trials/1/preview?epoch=1000");

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.BadRequest, beyond.StatusCode);
        var preview = await _api.WaitForStateAsync(first.Headers.Location!.OriginalString, "completed");
        Assert.True(preview.GetProperty("preview").GetBoolean());
        Assert.Equal(1, preview.GetProperty("epochs").GetInt32());
        var compared = await _api.GetAsync($"/api/compare?item=m4&in={preview.GetProperty("id").GetInt64()}");
        Assert.Equal("m4", compared.GetProperty("itemId").GetString());
    }

    private static string? IdOf(JsonElement item) => item.GetProperty("itemId").GetString();
}
