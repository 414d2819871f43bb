using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class KilledProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_survives_the_end_of_its_process_with_every_point_exactly_once()
    {
        List<JsonElement> before;
        long sweep;
        await using (var first = await ExplorerProcess.StartAsync(_folder.Path))
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            sweep = await StartSweepAsync(client);
            before = await Eventually.BecomesAsync(() => PointsAsync(client, sweep), points => points.Count >= 30, Token);
            Assert.Equal("running", (await client.GetFromJsonAsync<JsonElement>($"/api/sweeps/{sweep}", Token)).GetProperty("state").GetString());
            await first.KillAsync();
        }

        await using var second = await ExplorerProcess.StartAsync(_folder.Path);
        using var again = new HttpClient { BaseAddress = second.Address };
        var done = await Eventually.BecomesAsync(
            () => again.GetFromJsonAsync<JsonElement>($"/api/sweeps/{sweep}", Token),
            answer => answer.GetProperty("state").GetString() == "completed",
            Token);

        var after = await again.GetFromJsonAsync<JsonElement>($"/api/sweeps/{sweep}/points", Token);
        SweepApiTests.AssertEveryPointOnce(done, after.GetProperty("points"));
        Assert.Equal(
            before.Select(point => point.GetRawText()),
            after.GetProperty("points").EnumerateArray().Take(before.Count).Select(point => point.GetRawText()));
    }

    private static async Task<long> StartSweepAsync(HttpClient client)
    {
        using var file = new StringContent(LikesText.Halves(users: 400, items: 120), Encoding.UTF8);
        using var imported = await client.PostAsync(new Uri("/api/datasets?name=Killed", UriKind.Relative), file, Token);
        var dataset = (await ApiHost.ReadAsync(imported)).GetProperty("id").GetInt64();
        var body = SweepApiTests.SweepOn(dataset) with
        {
            grid = new([8, 16, 24, 32], [0.1, 1], [1, 9]),
            epochs = [.. Enumerable.Range(1, 25)],
        };
        using var created = await client.PostAsJsonAsync("/api/sweeps", body, Token);
        return (await ApiHost.ReadAsync(created)).GetProperty("id").GetInt64();
    }

    private static async Task<List<JsonElement>> PointsAsync(HttpClient client, long sweep) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/sweeps/{sweep}/points", Token)).GetProperty("points").EnumerateArray()];
}
