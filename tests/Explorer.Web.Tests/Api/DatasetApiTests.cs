using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class DatasetApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public static TheoryData<string> GroundTruthFiles =>
    [
        "sketchfab_likes_twin.psv.gz", "sketchfab_likes_twin_small.psv.gz", "goodbooks_likes.psv.gz", "goodbooks_sample_likes.psv",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [MemberData(nameof(GroundTruthFiles))]
    public async Task Counts_equal_those_of_the_ground_truth(string file)
    {
        var truths = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Require("ground_truth.json"), Token)).RootElement;
        var truth = truths.GetProperty(file);
        var (before, after) = (truth.GetProperty("before"), truth.GetProperty("after_5_5"));

        using var answer = await _api.UploadAsync(await File.ReadAllBytesAsync(SharedData.Require(file), Token));
        var dataset = await ApiHost.ReadAsync(answer);
        var core = await _api.GetAsync($"/api/datasets/{dataset.GetProperty("id")}/core?minLikesPerUser=5&minLikesPerItem=5");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(truth.GetProperty("rows").GetInt32(), dataset.GetProperty("rows").GetInt32());
        Assert.Equal(truth.GetProperty("duplicated_rows").GetInt32(), dataset.GetProperty("duplicates").GetInt32());
        Assert.Equal(0, dataset.GetProperty("rejected").GetInt32());
        foreach (var (expected, actual) in new[] { (before, dataset), (after, core) })
        {
            Assert.Equal(expected.GetProperty("users").GetInt32(), actual.GetProperty("users").GetInt32());
            Assert.Equal(expected.GetProperty("items").GetInt32(), actual.GetProperty("items").GetInt32());
            Assert.Equal(expected.GetProperty("likes").GetInt32(), actual.GetProperty("likes").GetInt32());
            Assert.Equal(expected.GetProperty("sparsity_percent").GetDouble(), 100 * actual.GetProperty("sparsity").GetDouble(), 5e-5);
        }

        Assert.Equal(truth.GetProperty("rounds").GetInt32(), core.GetProperty("rounds").GetInt32());
    }

    [Theory]
    [InlineData("00_base.psv", 48, 48, 0, 0, 8, 8)]
    [InlineData("01_utf8_bom.psv", 48, 48, 0, 0, 8, 8)]
    [InlineData("05_crlf.psv", 48, 48, 0, 0, 8, 8)]
    [InlineData("09_backslash_quotes.psv", 48, 48, 0, 0, 8, 8)]
    [InlineData("12_ragged.psv", 48, 44, 0, 4, 9, 8)]
    [InlineData("14_renamed_columns.csv", 48, 48, 0, 0, 8, 8)]
    [InlineData("20_all_duplicates.psv", 40, 1, 39, 0, 1, 1)]
    [InlineData("22_all_below_threshold.psv", 40, 40, 0, 0, 10, 10)]
    [InlineData("26_html_names.psv", 48, 48, 0, 0, 8, 8)]
    [InlineData("34_semicolon.csv", 48, 48, 0, 0, 8, 8)]
    [InlineData("38_weights_good.psv", 48, 48, 0, 0, 8, 8)]
    public async Task Nasty_files_import_with_their_counts(string file, int rows, int likes, int duplicates, int rejected, int users, int items)
    {
        using var answer = await _api.UploadAsync(await File.ReadAllBytesAsync(SharedData.Require(Path.Combine("nasty", file)), Token));
        var dataset = await ApiHost.ReadAsync(answer);

        Assert.Equal(
            (rows, likes, duplicates, rejected, users, items),
            (dataset.GetProperty("rows").GetInt32(),
            dataset.GetProperty("likes").GetInt32(),
            dataset.GetProperty("duplicates").GetInt32(),
            dataset.GetProperty("rejected").GetInt32(),
            dataset.GetProperty("users").GetInt32(),
            dataset.GetProperty("items").GetInt32()));
    }

    [Theory]
    [InlineData("17_empty.psv", "empty")]
    [InlineData("18_header_only.psv", "no rows")]
    [InlineData("expected.md", "header such as modelname|mid|uid")]
    public async Task Files_without_likes_are_refused_and_nothing_is_stored(string file, string because)
    {
        using var answer = await _api.UploadAsync(await File.ReadAllBytesAsync(SharedData.Require(Path.Combine("nasty", file)), Token));

        await AssertProblemAsync(answer, HttpStatusCode.BadRequest, because);
        Assert.Equal(0, (await _api.GetAsync("/api/datasets")).GetProperty("datasets").GetArrayLength());
    }

    [Fact]
    public async Task Rejected_rows_are_listed_with_line_and_reason()
    {
        using var answer = await _api.UploadAsync(await File.ReadAllBytesAsync(SharedData.Require(Path.Combine("nasty", "12_ragged.psv")), Token));
        var id = (await ApiHost.ReadAsync(answer)).GetProperty("id");

        var rejected = await _api.GetAsync($"/api/datasets/{id}/rejected");

        Assert.Equal([6, 15, 22, 31], rejected.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("line").GetInt32()));
        Assert.All(rejected.GetProperty("rows").EnumerateArray(), row => Assert.NotEmpty(row.GetProperty("reason").GetString()!));
    }

    [Fact]
    public async Task A_file_beyond_the_size_limit_is_refused_before_it_is_read()
    {
        await using var small = new ApiHost(("Import:MaxUploadBytes", "1000"));

        using var answer = await small.UploadAsync(Encoding.UTF8.GetBytes(LikesText.Halves()));

        await AssertProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "Import:MaxUploadBytes");
    }

    [Fact]
    public async Task A_decompression_bomb_is_stopped_at_the_limit()
    {
        await using var small = new ApiHost(("Import:MaxBytes", "100000"));
        using var bomb = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(bomb, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync("modelname|mid|uid\n"u8.ToArray(), Token);
            await gzip.WriteAsync(Enumerable.Repeat((byte)'x', 50_000_000).ToArray(), Token);
        }

        using var answer = await small.UploadAsync(bomb.ToArray());

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(0, (await small.GetAsync("/api/datasets")).GetProperty("datasets").GetArrayLength());
    }

    [Fact]
    public async Task A_file_in_a_form_is_refused_with_how_to_send_it()
    {
        using var form = new MultipartFormDataContent { { new StringContent(LikesText.Halves()), "file", "likes.psv" } };

        using var answer = await _api.Client.PostAsync(new Uri("/api/datasets?name=Form", UriKind.Relative), form, Token);

        await AssertProblemAsync(answer, HttpStatusCode.BadRequest, "--data-binary");
    }

    [Fact]
    public async Task A_dataset_can_be_renamed_and_deleted()
    {
        var id = await _api.ImportAsync(LikesText.Halves());

        using var changed = await _api.Client.PatchAsJsonAsync($"/api/datasets/{id}", new { name = "Books", itemWord = "book", thumbnailSource = "itemsFile" }, Token);
        var dataset = await _api.GetAsync($"/api/datasets/{id}");
        using var deleted = await _api.Client.DeleteAsync(new Uri($"/api/datasets/{id}", UriKind.Relative), Token);
        using var gone = await _api.Client.GetAsync(new Uri($"/api/datasets/{id}", UriKind.Relative), Token);

        Assert.Equal(
            ("Books", "book", "itemsFile"),
            (dataset.GetProperty("name").GetString(), dataset.GetProperty("itemWord").GetString(), dataset.GetProperty("thumbnailSource").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await AssertProblemAsync(gone, HttpStatusCode.NotFound, "no dataset");
    }

    [Fact]
    public async Task A_thumbnail_source_that_does_not_exist_is_refused_also_as_a_number()
    {
        var id = await _api.ImportAsync(LikesText.Halves());

        using var changed = await _api.Client.PatchAsJsonAsync($"/api/datasets/{id}", new { thumbnailSource = 99 }, Token);

        await AssertProblemAsync(changed, HttpStatusCode.BadRequest, "thumbnailSource");
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_change_anything()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/datasets?name=Evil") { Content = new StringContent(LikesText.Halves()) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await _api.Client.SendAsync(request, Token);

        await AssertProblemAsync(answer, HttpStatusCode.Forbidden, "another site");
        Assert.Equal(0, (await _api.GetAsync("/api/datasets")).GetProperty("datasets").GetArrayLength());
    }

    [Fact]
    public async Task Negative_thresholds_are_refused()
    {
        var id = await _api.ImportAsync(LikesText.Halves());

        using var answer = await _api.Client.GetAsync(new Uri($"/api/datasets/{id}/core?minLikesPerUser=-1", UriKind.Relative), Token);

        await AssertProblemAsync(answer, HttpStatusCode.BadRequest, "-1 is negative");
    }

    internal static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string because)
    {
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(because, JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
