using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Explorer.Lab;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class LiveEventsApiTests : IAsyncLifetime
{
    private readonly ScriptedTrialEngine _engine = new(isGated: true);
    private readonly ApiHost _api;

    public LiveEventsApiTests() => _api = ApiHost.With(_engine);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Points_arrive_while_the_sweep_runs_and_the_stream_ends_with_it()
    {
        var id = await StartAsync();
        using var answer = await OpenAsync(id);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using var events = Read(answer);

        _engine.Release(2);
        var first = await NextAsync(events, "point");
        Assert.Equal("running", (await _api.GetAsync($"/api/sweeps/{id}")).GetProperty("state").GetString());
        Assert.Equal(1, DataOf(first).GetProperty("epoch").GetInt32());
        Assert.Equal(first.EventId, DataOf(first).GetProperty("cursor").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2, DataOf(await NextAsync(events, "point")).GetProperty("epoch").GetInt32());

        _engine.Release(10);
        var rest = new List<SseItem<string>>();
        while (await events.MoveNextAsync())
        {
            rest.Add(events.Current);
        }

        Assert.Equal([3, 4], rest.Where(item => item.EventType == "point").Select(item => DataOf(item).GetProperty("epoch").GetInt32()));
        Assert.Equal("end", rest[^1].EventType);
        Assert.Equal("completed", DataOf(rest[^1]).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_reconnect_goes_on_after_the_last_event_without_loss_or_doubles()
    {
        var id = await StartAsync();
        _engine.Release(4);
        await _api.WaitForStateAsync($"/api/sweeps/{id}", "completed");
        var epochs = new List<int>();
        string? last = null;
        for (var connection = 0; connection < 4; connection++)
        {
            using var answer = await OpenAsync(id, last);
            await using var events = Read(answer);
            var point = await NextAsync(events, "point");
            epochs.Add(DataOf(point).GetProperty("epoch").GetInt32());
            last = point.EventId;
        }

        using var after = await OpenAsync(id, address: $"?after={last}");
        await using var end = Read(after);
        Assert.True(await end.MoveNextAsync());
        using var nothingLeft = await OpenAsync(id, last);

        Assert.Equal([1, 2, 3, 4], epochs);
        Assert.Equal("end", end.Current.EventType);
        Assert.Equal(HttpStatusCode.NoContent, nothingLeft.StatusCode);
    }

    [Fact]
    public async Task A_listener_that_hangs_up_is_forgotten()
    {
        var id = await StartAsync();
        var bell = _api.Get<Bell>();
        var answer = await OpenAsync(id);
        await using (var events = Read(answer))
        {
            await NextAsync(events, "sweep");
            await Eventually.BecomesAsync(() => Task.FromResult(bell.ListenerCount(Topics.Sweep(new SweepId(id)))), count => count == 1, Token);
        }

        answer.Dispose();

        await Eventually.BecomesAsync(() => Task.FromResult(bell.ListenerCount(Topics.Sweep(new SweepId(id)))), count => count == 0, Token);
        _engine.Release(10);
    }

    [Fact]
    public async Task What_is_no_sweep_or_no_cursor_is_refused_before_the_stream()
    {
        var id = await StartAsync();
        using var missing = await OpenAsync(99);
        using var wrong = await OpenAsync(id, "yesterday");

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        await DatasetApiTests.AssertProblemAsync(wrong, HttpStatusCode.BadRequest, "Last-Event-ID: this is no cursor");
        _engine.Release(10);
    }

    private static JsonElement DataOf(SseItem<string> item) => JsonSerializer.Deserialize<JsonElement>(item.Data);

    private static IAsyncEnumerator<SseItem<string>> Read(HttpResponseMessage answer) => ReadAsync(answer).GetAsyncEnumerator(Token);

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(HttpResponseMessage answer)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
        {
            yield return item;
        }
    }

    private static async Task<SseItem<string>> NextAsync(IAsyncEnumerator<SseItem<string>> events, string type)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.EventType == type)
            {
                return events.Current;
            }
        }

        throw new InvalidOperationException($"The stream ended without a {type}.");
    }

    private async Task<HttpResponseMessage> OpenAsync(long id, string? lastEventId = null, string address = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/sweeps/{id}/events{address}", UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await _api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private async Task<long> StartAsync()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", new
        {
            datasetId = dataset,
            k = 2,
            fraction = 0.5,
            grid = new { factors = new[] { 4 }, regularization = new[] { 0.1 }, alpha = new[] { 9 } },
            epochs = new[] { 1, 2, 3, 4 },
        });
        return (await ApiHost.ReadAsync(created)).GetProperty("id").GetInt64();
    }
}
