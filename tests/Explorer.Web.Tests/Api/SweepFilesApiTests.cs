using System.Globalization;
using System.Net;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class SweepFilesApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();
    private readonly ApiHost _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Points_and_trials_come_as_CSV_with_every_digit()
    {
        var sweep = await RunAsync();
        var id = sweep.GetProperty("id").GetInt64();
        var points = (await _api.GetAsync($"/api/sweeps/{id}/points")).GetProperty("points").EnumerateArray().ToList();

        var (pointsName, pointRows) = await CsvAsync($"/api/sweeps/{id}/points.csv");
        var (trialsName, trialRows) = await CsvAsync($"/api/sweeps/{id}/trials.csv");

        Assert.Equal(($"sweep-{id}-points.csv", $"sweep-{id}-trials.csv"), (pointsName, trialsName));
        Assert.Equal(points.Count, pointRows.Count);
        foreach (var (point, row) in points.Zip(pointRows))
        {
            Assert.Equal(point.GetProperty("epoch").GetInt32().ToString(CultureInfo.InvariantCulture), row["epoch"]);
            Assert.Equal(point.GetProperty("precisionTest").GetDouble(), Number(row["precisionTest@2"]));
            Assert.Equal(point.GetProperty("mseTrain").GetDouble(), Number(row["mseTrain"]));
            Assert.Equal(point.GetProperty("metrics")[1].GetProperty("testUnseen").GetProperty("ndcg").GetDouble(), Number(row["ndcgTestUnseen@5"]));
        }

        foreach (var (trial, row) in sweep.GetProperty("trials").EnumerateArray().Zip(trialRows))
        {
            Assert.Equal(trial.GetProperty("bestValue").GetDouble(), Number(row["best_value"]));
            Assert.Equal(Number(row["best_value"]), Number(row["precisionTest@2"]));
            Assert.Equal(("completed", "precisionTest", "7"), (row["state"], row["metric"], row["seed"]));
            Assert.Equal(trial.GetProperty("hyperparameters").GetProperty("regularization").GetDouble(), Number(row["lambda"]));
        }
    }

    [Fact]
    public async Task Points_and_trials_come_as_JSON_files()
    {
        var sweep = await RunAsync();
        var id = sweep.GetProperty("id").GetInt64();
        var points = (await _api.GetAsync($"/api/sweeps/{id}/points")).GetProperty("points");

        Assert.Equal(points.GetRawText(), (await _api.GetAsync($"/api/sweeps/{id}/points.json")).GetRawText());
        Assert.Equal(sweep.GetProperty("trials").GetRawText(), (await _api.GetAsync($"/api/sweeps/{id}/trials.json")).GetRawText());
        using var file = await _api.Client.GetAsync(new Uri($"/api/sweeps/{id}/points.json", UriKind.Relative), Token);
        Assert.Equal($"sweep-{id}-points.json", file.Content.Headers.ContentDisposition?.FileName);
    }

    [Fact]
    public async Task A_replay_bundle_opens_on_another_server_read_only_and_can_be_deleted()
    {
        var sweep = await RunAsync();
        var bundle = await _api.Client.GetByteArrayAsync(new Uri($"/api/sweeps/{sweep.GetProperty("id")}/replay.zip", UriKind.Relative), Token);

        using var imported = await _other.UploadAsync(bundle, "/api/sweeps/replays");
        Assert.Equal(HttpStatusCode.Created, imported.StatusCode);
        var replay = await _other.GetAsync(imported.Headers.Location!.OriginalString);

        Assert.Equal(sweep.GetProperty("id").GetInt64(), replay.GetProperty("imported").GetProperty("sweepId").GetInt64());
        Assert.Equal(JsonValueKind.Null, replay.GetProperty("imported").GetProperty("datasetHere").ValueKind);
        Assert.Equal(JsonValueKind.Null, sweep.GetProperty("imported").ValueKind);
        Assert.Equal(BestOf(sweep), BestOf(replay));
        Assert.Equal(
            await PointsAsync(_api, sweep.GetProperty("id").GetInt64()),
            await PointsAsync(_other, replay.GetProperty("id").GetInt64()));
        using var refit = await _other.PostAsync($"/api/trials/{replay.GetProperty("bestTrialId")}/refit");
        await DatasetApiTests.AssertProblemAsync(refit, HttpStatusCode.Conflict, "read-only");
        Assert.Empty((await _other.GetAsync("/api/datasets")).GetProperty("datasets").EnumerateArray());

        using var deleted = await _other.Client.DeleteAsync(imported.Headers.Location, Token);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty((await _other.GetAsync("/api/sweeps")).GetProperty("sweeps").EnumerateArray());
    }

    [Fact]
    public async Task What_is_no_bundle_is_refused()
    {
        using var answer = await _other.UploadAsync("no zip at all"u8.ToArray(), "/api/sweeps/replays");

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest, "This is not a replay bundle");
    }

    [Fact]
    public async Task Trials_are_compared_and_their_settings_start_the_same_trial_again()
    {
        var sweep = await RunAsync();
        var trials = sweep.GetProperty("trials").EnumerateArray().Select(trial => trial.GetProperty("id").GetInt64()).ToList();

        var settings = await _api.GetAsync($"/api/trials/{trials[0]}/settings");
        Assert.Contains("c = 1 + alpha*d with alpha = 9;", settings.GetProperty("confidence").GetString(), StringComparison.Ordinal);
        Assert.Contains("alpha = 10", settings.GetProperty("confidence").GetString(), StringComparison.Ordinal);
        using var again = await _api.PostAsync("/api/sweeps", settings);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        var repeated = await _api.WaitForStateAsync(again.Headers.Location!.OriginalString, "completed");

        var repeat = Assert.Single(repeated.GetProperty("trials").EnumerateArray());
        Assert.Equal(sweep.GetProperty("trials")[0].GetProperty("bestValue").GetDouble(), repeat.GetProperty("bestValue").GetDouble());

        var comparison = await _api.GetAsync($"/api/trials/compare?trials={trials[0]}&trials={repeat.GetProperty("id")}&metric=mseTest");
        Assert.Equal("mseTest", comparison.GetProperty("metric").GetString());
        Assert.Equal(["Sweep"], comparison.GetProperty("settings").EnumerateArray().Where(row => row.GetProperty("differs").GetBoolean()).Select(row => row.GetProperty("name").GetString()));
        Assert.Equal(7, Assert.Single(comparison.GetProperty("repeats")[1].GetProperty("seeds").EnumerateArray()).GetProperty("seed").GetInt32());

        using var none = await _api.Client.GetAsync(new Uri("/api/trials/compare", UriKind.Relative), Token);
        await DatasetApiTests.AssertProblemAsync(none, HttpStatusCode.BadRequest, "0 trials were given");
    }

    [Fact]
    public async Task Python_is_offered_with_the_converted_alpha()
    {
        var sweep = await RunAsync();

        using var answer = await _api.Client.GetAsync(new Uri($"/api/trials/{sweep.GetProperty("bestTrialId")}/implicit.py", UriKind.Relative), Token);

        Assert.Equal("text/x-python", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("    alpha=10.0,\n", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_new_address_is_in_OpenAPI()
    {
        var paths = (await _api.GetAsync("/openapi/v1.json")).GetProperty("paths");

        Assert.All(
            new[]
            {
                "/api/sweeps/{id}/events", "/api/sweeps/{id}/points.csv", "/api/sweeps/{id}/points.json", "/api/sweeps/{id}/trials.csv", "/api/sweeps/{id}/trials.json",
                "/api/sweeps/{id}/replay.zip", "/api/sweeps/replays", "/api/trials/compare", "/api/trials/{id}/settings", "/api/trials/{id}/implicit.py",
            },
            path => Assert.True(paths.TryGetProperty(path, out _), path));
    }

    private static double BestOf(JsonElement sweep) => sweep.GetProperty("trials").EnumerateArray()
        .Single(trial => trial.GetProperty("id").GetInt64() == sweep.GetProperty("bestTrialId").GetInt64()).GetProperty("bestValue").GetDouble();

    private static async Task<IEnumerable<string>> PointsAsync(ApiHost api, long id) =>
        (await api.GetAsync($"/api/sweeps/{id}/points")).GetProperty("points").EnumerateArray().Select(point =>
            $"{point.GetProperty("epoch")} {point.GetProperty("precisionTest")} {point.GetProperty("mseTest")} {point.GetProperty("trainSeconds")} {point.GetProperty("metrics")}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private async Task<(string? Name, List<Dictionary<string, string>> Rows)> CsvAsync(string address)
    {
        using var answer = await _api.Client.GetAsync(new Uri(address, UriKind.Relative), Token);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split(',');
        return (answer.Content.Headers.ContentDisposition?.FileName,
            [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))]);
    }

    private async Task<JsonElement> RunAsync()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", new
        {
            datasetId = dataset,
            k = 2,
            ks = new[] { 2, 5 },
            fraction = 0.3,
            seed = 7,
            grid = new { factors = new[] { 2, 4 }, regularization = new[] { 1e-5 }, alpha = new[] { 9 } },
            epochs = new[] { 1, 2, 4 },
        });
        return await _api.WaitForStateAsync($"/api/sweeps/{(await ApiHost.ReadAsync(created)).GetProperty("id")}", "completed");
    }
}
