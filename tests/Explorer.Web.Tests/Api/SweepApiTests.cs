using System.Net;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class SweepApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task From_a_file_to_neighbours()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", SweepOn(dataset));
        var sweep = await ApiHost.ReadAsync(created);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"/api/sweeps/{sweep.GetProperty("id")}", created.Headers.Location?.OriginalString);

        var done = await _api.WaitForStateAsync($"/api/sweeps/{sweep.GetProperty("id")}", "completed");
        var points = (await _api.GetAsync($"/api/sweeps/{sweep.GetProperty("id")}/points?after=0")).GetProperty("points");
        AssertEveryPointOnce(done, points);

        using var refit = await _api.PostAsync($"/api/trials/{done.GetProperty("bestTrialId")}/refit");
        Assert.Equal(HttpStatusCode.Accepted, refit.StatusCode);
        var factorization = await _api.WaitForStateAsync(refit.Headers.Location!.OriginalString, "completed");
        Assert.Equal((40, 24), (factorization.GetProperty("users").GetInt32(), factorization.GetProperty("items").GetInt32()));

        var address = refit.Headers.Location!.OriginalString;
        var found = (await _api.GetAsync($"{address}/items?search=item 1&take=3")).GetProperty("items");
        Assert.Equal("Item 1", found[0].GetProperty("name").GetString());
        var neighbours = (await _api.GetAsync($"{address}/items/m4/neighbours?take=5")).GetProperty("neighbours").EnumerateArray().ToList();
        Assert.Equal(5, neighbours.Count);
        Assert.Equal("m4", (await _api.GetAsync($"{address}/items/m4/neighbours/?take=5")).GetProperty("item").GetProperty("itemId").GetString());
        Assert.DoesNotContain("m4", neighbours.Select(neighbour => neighbour.GetProperty("itemId").GetString()));
        Assert.All(neighbours, neighbour => Assert.Equal(0, int.Parse(neighbour.GetProperty("itemId").GetString()![1..], null) % 2));
        Assert.Equal(
            neighbours.Select(neighbour => neighbour.GetProperty("similarity").GetDouble()).OrderDescending(),
            neighbours.Select(neighbour => neighbour.GetProperty("similarity").GetDouble()));

        using var picture = await _api.Client.GetAsync(new Uri(neighbours[0].GetProperty("thumbnail").GetString()!, UriKind.Relative), Token);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Points_are_read_on_after_a_cursor()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", SweepOn(dataset));
        var id = (await ApiHost.ReadAsync(created)).GetProperty("id");
        await _api.WaitForStateAsync($"/api/sweeps/{id}", "completed");
        var all = (await _api.GetAsync($"/api/sweeps/{id}/points")).GetProperty("points").EnumerateArray().ToList();

        var rest = (await _api.GetAsync($"/api/sweeps/{id}/points?after={all[2].GetProperty("cursor")}")).GetProperty("points");

        Assert.Equal(
            all.Skip(3).Select(point => point.GetProperty("cursor").GetInt64()),
            rest.EnumerateArray().Select(point => point.GetProperty("cursor").GetInt64()));
    }

    [Fact]
    public async Task Training_settings_and_a_regularization_of_items_are_taken_and_returned()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        var body = new
        {
            datasetId = dataset,
            k = 2,
            fraction = 0.5,
            grid = new { factors = new[] { 4 }, regularization = new[] { 0.1 }, itemRegularization = new[] { 0.5, 2 }, alpha = new[] { 9 } },
            epochs = new[] { 1 },
            training = new { confidence = new { kind = "logarithmic", epsilon = 0.5 }, frequencyExponent = 1 },
        };

        using var created = await _api.PostAsync("/api/sweeps", body);
        var sweep = await _api.WaitForStateAsync($"/api/sweeps/{(await ApiHost.ReadAsync(created)).GetProperty("id")}", "completed");

        var training = sweep.GetProperty("training");
        Assert.Equal("logarithmic", training.GetProperty("confidence").GetProperty("kind").GetString());
        Assert.Equal(
            (0.5, 1, 0, 1),
            (training.GetProperty("confidence").GetProperty("epsilon").GetDouble(), training.GetProperty("frequencyExponent").GetDouble(),
                training.GetProperty("frequencyOffset").GetDouble(), training.GetProperty("startScale").GetDouble()));
        Assert.Equal(
            [0.5, 2],
            sweep.GetProperty("trials").EnumerateArray().Select(trial => trial.GetProperty("hyperparameters").GetProperty("itemRegularization").GetDouble()));
    }

    [Fact]
    public async Task A_training_setting_out_of_range_is_refused_by_name()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());

        using var answer = await _api.PostAsync("/api/sweeps", new
        {
            datasetId = dataset,
            grid = new { factors = new[] { 4 }, regularization = new[] { 0.1 }, alpha = new[] { 9 } },
            epochs = new[] { 1 },
            training = new { startScale = 0 },
        });

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest, "Start scale (σ): 0");
    }

    [Fact]
    public async Task Metrics_at_every_k_come_with_points_and_the_popularity_baseline_with_the_sweep()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", new
        {
            datasetId = dataset,
            fraction = 0.5,
            share = 0.25,
            ks = new[] { 5, 10 },
            metric = "ndcgTestUnseen@10",
            grid = new { factors = new[] { 4, 8 }, regularization = new[] { 0.1 }, alpha = new[] { 9 } },
            epochs = new[] { 1, 2 },
        });
        var address = $"/api/sweeps/{(await ApiHost.ReadAsync(created)).GetProperty("id")}";

        var sweep = await _api.WaitForStateAsync(address, "completed");
        var points = (await _api.GetAsync($"{address}/points")).GetProperty("points").EnumerateArray().ToList();

        Assert.Equal("ndcgTestUnseen@10", sweep.GetProperty("metric").GetString());
        Assert.Equal(0.25, sweep.GetProperty("share").GetDouble());
        Assert.Equal([5, 10], sweep.GetProperty("baseline").EnumerateArray().Select(entry => entry.GetProperty("k").GetInt32()));
        Assert.Equal(
            points.Max(point => Ndcg(point)),
            sweep.GetProperty("trials").EnumerateArray().Max(trial => trial.GetProperty("bestValue").GetDouble()));
        Assert.All(points, point => Assert.Equal(
            point.GetProperty("precisionTest").GetDouble(),
            point.GetProperty("metrics")[0].GetProperty("test").GetProperty("precision").GetDouble()));

        static double Ndcg(JsonElement point) => point.GetProperty("metrics")[1].GetProperty("testUnseen").GetProperty("ndcg").GetDouble();
    }

    [Fact]
    public async Task Pausing_resuming_and_cancelling_change_the_state_and_refuse_what_makes_no_sense()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        using var created = await _api.PostAsync("/api/sweeps", SweepOn(dataset) with { epochs = [.. Enumerable.Range(1, 1000)] });
        var address = $"/api/sweeps/{(await ApiHost.ReadAsync(created)).GetProperty("id")}";

        using var paused = await _api.PostAsync($"{address}/pause");
        Assert.Equal("paused", (await ApiHost.ReadAsync(paused)).GetProperty("state").GetString());
        using var pausedAgain = await _api.PostAsync($"{address}/pause");
        await DatasetApiTests.AssertProblemAsync(pausedAgain, HttpStatusCode.Conflict, "cannot be paused");
        using var resumed = await _api.PostAsync($"{address}/resume");
        Assert.Contains((await ApiHost.ReadAsync(resumed)).GetProperty("state").GetString(), new[] { "queued", "running" });
        using var cancelled = await _api.PostAsync($"{address}/cancel");
        var answer = await ApiHost.ReadAsync(cancelled);
        Assert.Equal("cancelled", answer.GetProperty("state").GetString());
        Assert.All(answer.GetProperty("trials").EnumerateArray(), trial => Assert.NotEqual("queued", trial.GetProperty("state").GetString()));
        using var cancelledAgain = await _api.PostAsync($"{address}/cancel");
        await DatasetApiTests.AssertProblemAsync(cancelledAgain, HttpStatusCode.Conflict, "is cancelled");
    }

    public static TheoryData<string, string> Unusable => new()
    {
        { """{"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "no dataset 0" },
        { "{}", "no value for factors" },
        { """{"datasetId":1}""", "no value for factors" },
        { """{"datasetId":1,"grid":{"factors":[],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "no value for factors" },
        { """{"datasetId":1,"grid":{"factors":[4],"regularization":[],"alpha":[1]},"epochs":[1]}""", "no value for regularization" },
        { """{"datasetId":1,"grid":{"factors":[4],"regularization":[0.1],"alpha":[]},"epochs":[1]}""", "no value for alpha" },
        { """{"datasetId":1,"grid":{"factors":[4],"regularization":[-0.5],"alpha":[1]},"epochs":[1]}""", "-0.5" },
        { """{"datasetId":1,"grid":{"factors":[0],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "Factors: 0" },
        { """{"datasetId":1,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[]}""", "Epochs" },
        { """{"datasetId":1,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[0]}""", "Epochs: 0" },
        { """{"datasetId":1,"k":0,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "k = 0" },
        { """{"datasetId":1,"fraction":2,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "fraction of 2" },
        { """{"datasetId":1,"fraction":1,"k":6,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "test users were asked for" },
        { """{"datasetId":1,"minLikesPerUser":999,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "leave nothing" },
        { """{"datasetId":1,"grid":{"factors":[4.5],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "$.grid.factors[0]" },
        { """{"datasetId":1,"metric":"ndcg","grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "“ndcg” is not known" },
        { """{"datasetId":1,"metric":1,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "$.metric" },
        { """{"datasetId":1,"metric":"ndcgTest@9","grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "Add 9 to the list" },
        { """{"datasetId":1,"ks":[0],"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "ks: 0" },
        { """{"datasetId":1,"share":1,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "a share of 1 " },
        { """{"datasetId":1,"latest":true,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "column of times" },
        { """{"datasetId":1,"testDatasetId":9,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "no dataset 9" },
        { """{"datasetId":1,"testDatasetId":1,"grid":{"factors":[4],"regularization":[0.1],"alpha":[1]},"epochs":[1]}""", "its own likes" },
        { """{"datasetId":1,"grid":""", "JSON" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_cannot_be_run_is_refused_and_nothing_is_stored(string body, string because)
    {
        await _api.ImportAsync(LikesText.Halves());
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await _api.Client.PostAsync(new Uri("/api/sweeps", UriKind.Relative), content, Token);

        var isMissing = because.StartsWith("no dataset", StringComparison.Ordinal);
        await DatasetApiTests.AssertProblemAsync(answer, isMissing ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, because);
        Assert.Equal(0, (await _api.GetAsync("/api/sweeps")).GetProperty("sweeps").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/sweeps/9")]
    [InlineData("/api/sweeps/9/points")]
    [InlineData("/api/factorizations/9")]
    [InlineData("/api/factorizations/9/items")]
    [InlineData("/api/factorizations/9/neighbours")]
    [InlineData("/api/factorizations/9/users/u1/recommendations")]
    [InlineData("/thumbnails/9?item=m1")]
    public async Task What_is_not_there_is_missing(string address)
    {
        using var answer = await _api.Client.GetAsync(new Uri(address, UriKind.Relative), Token);

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.NotFound, "There is no");
    }

    [Fact]
    public async Task A_full_disk_is_no_mistake_of_ours_and_answers_with_what_to_do()
    {
        var dataset = await _api.ImportAsync(LikesText.Halves());
        await _api.FillDiskAsync();

        using var answer = await _api.PostAsync(
            "/api/sweeps", SweepOn(dataset) with { grid = new([4], [0.1], [.. Enumerable.Range(0, 5000).Select(alpha => (double)alpha)]) });

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.InsufficientStorage, "the disk of the storage folder is full");
    }

    [Fact]
    public async Task The_documentation_names_every_address()
    {
        var paths = (await _api.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        Assert.Superset(
            new HashSet<string>
            {
                "/api/datasets", "/api/datasets/{id}", "/api/datasets/{id}/core", "/api/sweeps", "/api/sweeps/{id}", "/api/sweeps/{id}/points",
                "/api/sweeps/{id}/pause", "/api/sweeps/{id}/resume", "/api/sweeps/{id}/cancel", "/api/trials/{id}/refit",
                "/api/sweeps/plan", "/api/sweeps/{id}/configurations", "/api/trials/{id}/fine-grid",
                "/api/factorizations/{id}", "/api/factorizations/{id}/items", "/api/factorizations/{id}/items/{itemId}/neighbours",
                "/api/factorizations/{id}/items/neighbours", "/api/factorizations/{id}/neighbours",
                "/api/factorizations/{id}/users/{userId}/recommendations", "/api/factorizations/{id}/users/recommendations",
            },
            paths.Select(path => path.TrimEnd('/')).ToHashSet());
    }

    [Fact]
    public async Task The_server_says_that_it_is_healthy() =>
        Assert.Equal("healthy", (await _api.GetAsync("/health")).GetProperty("status").GetString());

    internal static void AssertEveryPointOnce(JsonElement sweep, JsonElement points)
    {
        var expected = from trial in sweep.GetProperty("trials").EnumerateArray()
                       from epoch in sweep.GetProperty("epochs").EnumerateArray()
                       select (trial.GetProperty("id").GetInt64(), epoch.GetInt32());
        var actual = points.EnumerateArray().Select(point => (point.GetProperty("trialId").GetInt64(), point.GetProperty("epoch").GetInt32())).ToList();

        Assert.Equal(expected.Order(), actual.Order());
        Assert.Equal(
            points.EnumerateArray().Select(point => point.GetProperty("cursor").GetInt64()).Order(),
            points.EnumerateArray().Select(point => point.GetProperty("cursor").GetInt64()));
    }

    internal static SweepBody SweepOn(long dataset) => new(dataset, 5, 5, 2, 0.5, 7, new GridBody([4, 8], [0.1], [1, 9]), [1, 2, 4]);

    internal sealed record GridBody(int[] factors, double[] regularization, double[] alpha);

    internal sealed record SweepBody(
        long datasetId, int minLikesPerUser, int minLikesPerItem, int k, double fraction, int seed, GridBody grid, int[] epochs);
}
