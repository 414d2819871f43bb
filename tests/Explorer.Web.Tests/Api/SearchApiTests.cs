using System.Net;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class SearchApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_random_search_over_ranges_with_repeats_runs_and_tells_mean_and_spread()
    {
        var asked = Ask(await _api.ImportAsync(LikesText.Halves()), """
            "grid": { "factors": [2, 4], "ranges": {
                "regularization": { "from": 0.001, "to": 10, "steps": 5, "scale": "logarithmic", "hasZero": true },
                "alpha": { "from": 1, "to": 9, "steps": 3, "scale": "linear" } } },
            "sampling": { "kind": "random", "trials": 3 }, "repeats": 2
            """);
        var plan = await PostAsync("/api/sweeps/plan", asked, HttpStatusCode.OK);
        Assert.Equal((3, 6, 12), (plan.GetProperty("configurationCount").GetInt32(), plan.GetProperty("trialCount").GetInt32(), plan.GetProperty("pointCount").GetInt32()));
        Assert.Equal("reference", plan.GetProperty("basis").GetString());
        Assert.True(plan.GetProperty("seconds").GetDouble() > 0);
        Assert.Empty((await _api.GetAsync("/api/sweeps")).GetProperty("sweeps").EnumerateArray());

        var created = await PostAsync("/api/sweeps", asked, HttpStatusCode.Created);
        var address = $"/api/sweeps/{created.GetProperty("id")}";
        var done = await _api.WaitForStateAsync(address, "completed");

        Assert.Equal("random", done.GetProperty("sampling").GetProperty("kind").GetString());
        Assert.True(done.GetProperty("grid").GetProperty("ranges").GetProperty("regularization").GetProperty("hasZero").GetBoolean());
        var trials = done.GetProperty("trials").EnumerateArray().ToList();
        Assert.Equal([7, 8, 7, 8, 7, 8], trials.Select(trial => trial.GetProperty("seed").GetInt32()));
        Assert.All(trials, trial => Assert.Equal(0, trial.GetProperty("generation").GetInt32()));

        var best = (await _api.GetAsync($"{address}/configurations")).GetProperty("configurations").EnumerateArray().ToList();
        Assert.Equal(3, best.Count);
        Assert.All(best, combination => Assert.Equal((2, 2), (combination.GetProperty("seeds").GetInt32(), combination.GetProperty("trialIds").GetArrayLength())));
        var ids = best[0].GetProperty("trialIds").EnumerateArray().Select(id => id.GetInt64()).ToList();
        Assert.Equal(
            trials.Where(trial => ids.Contains(trial.GetProperty("id").GetInt64())).Average(trial => trial.GetProperty("bestValue").GetDouble()),
            best[0].GetProperty("mean").GetDouble(),
            12);
        Assert.Equal("sameData", (await PostAsync("/api/sweeps/plan", asked, HttpStatusCode.OK)).GetProperty("basis").GetString());
    }

    [Fact]
    public async Task Pruned_trials_have_their_word_and_a_reason_and_a_trial_gives_a_finer_grid()
    {
        var asked = Ask(await _api.ImportAsync(LikesText.Halves()), """
            "grid": { "factors": [2, 4, 8], "regularization": [0, 0.1, 10], "alpha": [9] }, "pruning": { "halving": { "eta": 3, "cuts": 1 } }
            """);

        var created = await PostAsync("/api/sweeps", asked, HttpStatusCode.Created);
        var done = await _api.WaitForStateAsync($"/api/sweeps/{created.GetProperty("id")}", "completed");

        Assert.Equal(3, done.GetProperty("pruning").GetProperty("halving").GetProperty("eta").GetInt32());
        var trials = done.GetProperty("trials").EnumerateArray().ToList();
        var pruned = trials.Where(trial => trial.GetProperty("state").GetString() == "pruned").ToList();
        Assert.Equal(6, pruned.Count);
        Assert.All(pruned, trial => Assert.StartsWith("Pruned after epoch 2 by successive halving", trial.GetProperty("message").GetString(), StringComparison.Ordinal));
        Assert.Equal(9, done.GetProperty("trialsFinished").GetInt32());

        var middle = trials.Single(trial => trial.GetProperty("hyperparameters") is var set && set.GetProperty("factors").GetInt32() == 4 && set.GetProperty("regularization").GetDouble() == 0);
        var fine = await _api.GetAsync($"/api/trials/{middle.GetProperty("id")}/fine-grid");
        Assert.Equal([3, 4, 6], fine.GetProperty("factors").EnumerateArray().Select(value => value.GetInt32()));
        Assert.Equal([0, 0.001, 0.01], fine.GetProperty("regularization").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal([9], fine.GetProperty("alpha").EnumerateArray().Select(value => value.GetDouble()));
    }

    [Theory]
    [InlineData("\"sampling\": { \"kind\": \"best\", \"trials\": 3 }", "“best” is not known")]
    [InlineData("\"sampling\": { \"kind\": \"random\" }", "Trials to try: 0")]
    [InlineData("\"repeats\": 0", "Repeats: 0")]
    [InlineData("\"pruning\": { \"patience\": 0 }", "Patience: 0")]
    [InlineData("\"pruning\": { \"median\": {}, \"halving\": {} }", "Choose one of them")]
    [InlineData("\"grid\": { \"factors\": [2], \"alpha\": [9], \"ranges\": { \"regularization\": { \"from\": 0, \"to\": 1, \"steps\": 3, \"scale\": \"logarithmic\" } } }", "cannot begin at 0")]
    public async Task What_cannot_be_searched_is_named(string part, string told)
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        var grid = part.Contains("grid", StringComparison.Ordinal) ? "" : """, "grid": { "factors": [2], "regularization": [0.1], "alpha": [9] }""";

        var refused = await PostAsync("/api/sweeps/plan", Ask(dataset, part + grid), HttpStatusCode.BadRequest);

        Assert.Contains(told, refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement Ask(long dataset, string rest) => JsonSerializer.Deserialize<JsonElement>(
        $$"""{ "datasetId": {{dataset}}, "k": 2, "fraction": 0.5, "seed": 7, "epochs": [2, 4], {{rest}} }""");

    private async Task<JsonElement> PostAsync(string address, JsonElement body, HttpStatusCode expected)
    {
        using var answer = await _api.PostAsync(address, body);
        var read = await ApiHost.ReadAsync(answer);
        Assert.True(answer.StatusCode == expected, read.ToString());
        return read;
    }
}
