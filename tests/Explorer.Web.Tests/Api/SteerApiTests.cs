using System.Net;
using System.Net.Http.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class SteerApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new(("Compute:TrialsAtOnce", "1"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_trial_is_stopped_retried_noted_and_deleted_and_each_answer_says_so()
    {
        var sweep = await StartAsync(epochs: 400, factors: [8, 16]);
        var trials = (await _api.GetAsync(sweep)).GetProperty("trials").EnumerateArray().Select(trial => $"/api/trials/{trial.GetProperty("id")}").ToList();

        Assert.Equal("trialStopped", await KindAsync(await _api.PostAsync($"{trials[0]}/stop")));
        Assert.Equal("trialStopped", await KindAsync(await _api.PostAsync($"{trials[1]}/stop")));
        await _api.WaitForStateAsync(sweep, "completed");
        Assert.Equal("trialRetried", await KindAsync(await _api.PostAsync($"{trials[0]}/retry")));
        Assert.Equal("trialStopped", await KindAsync(await _api.PostAsync($"{trials[0]}/stop")));
        using (var noted = await PatchAsync(trials[0], new { remarks = "odd" }))
        {
            Assert.Equal(HttpStatusCode.NoContent, noted.StatusCode);
        }

        await _api.WaitForStateAsync(sweep, "completed");
        using var deleted = await _api.Client.DeleteAsync(new Uri(trials[1], UriKind.Relative), Token);
        Assert.Equal("trialDeleted", (await ApiHost.ReadAsync(deleted)).GetProperty("kind").GetString());

        var now = await _api.GetAsync(sweep);
        var left = Assert.Single(now.GetProperty("trials").EnumerateArray());
        Assert.Equal(("cancelled", "odd", 1), (left.GetProperty("state").GetString(), left.GetProperty("remarks").GetString(), now.GetProperty("trialCount").GetInt32()));
        using var again = await _api.PostAsync($"{trials[0]}/stop");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using var gone = await _api.PostAsync($"{trials[1]}/retry");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Trials_are_added_as_a_grid_or_around_a_trial_and_the_log_and_the_runs_are_read()
    {
        var sweep = await StartAsync(epochs: 1, factors: [4]);
        await _api.WaitForStateAsync(sweep, "completed");

        using var grid = await _api.PostAsync($"{sweep}/trials", new { grid = new { factors = new[] { 2 }, regularization = new[] { 0.1 }, alpha = new[] { 9 } } });
        Assert.StartsWith("Trial 2 was added.", (await ApiHost.ReadAsync(grid)).GetProperty("text").GetString(), StringComparison.Ordinal);
        using var around = await _api.PostAsync($"{sweep}/trials", new { around = 1 });
        Assert.StartsWith("2 trials were added, 3 to 4.", (await ApiHost.ReadAsync(around)).GetProperty("text").GetString(), StringComparison.Ordinal);
        var done = await Eventually.BecomesAsync(
            () => _api.GetAsync(sweep), seen => seen.GetProperty("trialsFinished").GetInt32() == 4 && seen.GetProperty("state").GetString() == "completed", Token);

        Assert.Equal(4, done.GetProperty("pointsDone").GetInt32());
        var events = (await _api.GetAsync($"{sweep}/log")).GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(["created", "started"], events.Take(2).Select(happened => happened.GetProperty("kind").GetString()));
        var rest = (await _api.GetAsync($"{sweep}/log?after={events[0].GetProperty("id")}&take=1")).GetProperty("events");
        Assert.Equal("started", Assert.Single(rest.EnumerateArray()).GetProperty("kind").GetString());
        var runs = (await _api.GetAsync($"{sweep}/runs")).GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(4, runs.Count);
        Assert.All(runs, run => Assert.Equal(("completed", 1), (run.GetProperty("state").GetString(), run.GetProperty("slot").GetInt32())));
        foreach (var body in new object[] { new { }, new { around = 1, grid = new { factors = new[] { 2 } } }, new { around = 77 }, new { grid = new { factors = new[] { 2 } } } })
        {
            using var refused = await _api.PostAsync($"{sweep}/trials", body);
            Assert.True(refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, refused.StatusCode.ToString());
        }
    }

    [Fact]
    public async Task Concurrency_priority_and_remarks_are_changed_while_it_runs()
    {
        var first = await StartAsync(epochs: 400, factors: [8, 16, 24]);
        await _api.WaitForStateAsync(first, "running");
        var second = await StartAsync(epochs: 1, factors: [4]);
        var third = await StartAsync(epochs: 1, factors: [4]);

        using var changed = await PatchAsync(first, new { trialsAtOnce = 2, remarks = "For the talk" });
        var said = (await ApiHost.ReadAsync(changed)).GetProperty("events");
        Assert.Contains("Up to 2 trials run at once", said[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        await Eventually.BecomesAsync(
            () => _api.GetAsync(first), seen => seen.GetProperty("trials").EnumerateArray().Count(trial => trial.GetProperty("state").GetString() == "running") == 2, Token);
        Assert.Equal("queueChanged", await KindAsync(await _api.PostAsync($"{third}/move-to-front")));
        Assert.Equal((2, 1), ((await _api.GetAsync(second)).GetProperty("queuePlace").GetInt32(), (await _api.GetAsync(third)).GetProperty("queuePlace").GetInt32()));
        using (var lower = await PatchAsync(third, new { priority = -1 }))
        {
            Assert.Equal(HttpStatusCode.OK, lower.StatusCode);
        }

        var now = await _api.GetAsync(first);
        Assert.Equal((2, "For the talk"), (now.GetProperty("trialsAtOnce").GetInt32(), now.GetProperty("remarks").GetString()));
        Assert.Equal(2, (await _api.GetAsync(third)).GetProperty("queuePlace").GetInt32());
        using var refused = await PatchAsync(first, new { trialsAtOnce = 1000 });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var notQueued = await _api.PostAsync($"{first}/move-to-front");
        Assert.Equal(HttpStatusCode.Conflict, notQueued.StatusCode);
        using var noneFailed = await _api.PostAsync($"{first}/retry-failed");
        Assert.Equal(HttpStatusCode.Conflict, noneFailed.StatusCode);
        using var missing = await PatchAsync("/api/sweeps/99", new { remarks = "x" });
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var stopped = await _api.PostAsync($"{first}/cancel");
    }

    private static async Task<string?> KindAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
            return (await ApiHost.ReadAsync(answer)).GetProperty("kind").GetString();
        }
    }

    private Task<HttpResponseMessage> PatchAsync(string address, object body) =>
        _api.Client.PatchAsync(new Uri(address, UriKind.Relative), JsonContent.Create(body), Token);

    private async Task<string> StartAsync(int epochs, int[] factors)
    {
        var datasets = (await _api.GetAsync("/api/datasets")).GetProperty("datasets");
        var dataset = datasets.GetArrayLength() > 0 ? datasets[0].GetProperty("id").GetInt64() : await _api.ImportAsync(LikesText.Halves(users: 200, items: 60));
        using var created = await _api.PostAsync("/api/sweeps", new
        {
            datasetId = dataset,
            k = 2,
            fraction = 0.5,
            grid = new { factors, regularization = new[] { 0.1 }, alpha = new[] { 9 } },
            epochs = Enumerable.Range(1, epochs),
        });
        return $"/api/sweeps/{(await ApiHost.ReadAsync(created)).GetProperty("id")}";
    }
}
