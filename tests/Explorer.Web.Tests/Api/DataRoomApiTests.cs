using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

/// <summary>Preview, choices, profile, landscape and the rest of what the Data room asks for.</summary>
public sealed class DataRoomApiTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_file_without_header_is_previewed_mapped_and_imported()
    {
        var file = Encoding.UTF8.GetBytes("u1;m1;5\nu1;m2;3\nu2;m1;4\n");

        using var shown = await _api.UploadAsync(file, "/api/datasets/preview");
        var preview = await ApiHost.ReadAsync(shown);
        var query = string.Join('&', preview.GetProperty("format").EnumerateObject().Select(choice => $"{choice.Name}={Uri.EscapeDataString(choice.Value.GetString() ?? "")}"));
        using var answer = await _api.UploadAsync(file, $"/api/datasets?name=Mapped&minRating=4&{query}");
        var dataset = await ApiHost.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(("semicolon", "false"), (preview.GetProperty("format").GetProperty("separator").GetString(), preview.GetProperty("format").GetProperty("header").GetString()));
        Assert.Equal(["u1", "m1", "5"], preview.GetProperty("rows")[0].EnumerateArray().Select(cell => cell.GetString()));
        Assert.Equal("rating", preview.GetProperty("columns")[2].GetProperty("roles")[0].GetString());
        Assert.True(answer.IsSuccessStatusCode, dataset.ToString());
        Assert.Equal((3, 2, 1), (Int(dataset, "rows"), Int(dataset, "likes"), Int(dataset, "belowThreshold")));
    }

    [Fact]
    public async Task A_preview_needs_only_the_first_megabyte_and_is_told_the_length()
    {
        var file = Encoding.UTF8.GetBytes("uid,mid\nu1,m1\nu2,m2");

        using var cut = await _api.UploadAsync(file, "/api/datasets/preview?fileBytes=1000000");
        using var whole = await _api.UploadAsync(file, "/api/datasets/preview");

        Assert.Equal(1, (await ApiHost.ReadAsync(cut)).GetProperty("rows").GetArrayLength());
        Assert.Equal(2, (await ApiHost.ReadAsync(whole)).GetProperty("rows").GetArrayLength());
    }

    [Theory]
    [InlineData("separator=long", "separator: “long” is not possible")]
    [InlineData("quote=long", "quote: “long” is not possible")]
    [InlineData("kind=people", "kind: “people” is not possible. Use likes, items.")]
    [InlineData("itemId=nothing", "There is no column ‘nothing’")]
    [InlineData("encoding=latin9", "encoding: “latin9” is not possible. Use utf8, utf16LittleEndian")]
    [InlineData("escape=1", "escape: “1” is not possible")]
    public async Task Impossible_choices_are_refused_in_words(string query, string saying)
    {
        using var answer = await _api.UploadAsync("uid,mid\nu,m\n"u8.ToArray(), $"/api/datasets/preview?{query}");

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest, saying);
    }

    [Theory]
    [InlineData("sum", 6)]
    [InlineData("maximum", 4)]
    public async Task Weights_are_kept_and_profiled(string repeats, double sum)
    {
        using var answer = await _api.UploadAsync("uid,mid,plays,timestamp\nu,a,1,100\nu,a,3,300\nu,b,2,200\n"u8.ToArray(), $"/api/datasets?name=W&repeats={repeats}");
        var dataset = await ApiHost.ReadAsync(answer);

        // With the maximum 3 + 2, with the sum 4 + 2.
        var profile = await _api.GetAsync($"/api/datasets/{dataset.GetProperty("id")}/profile");

        Assert.Equal(repeats, dataset.GetProperty("weights").GetString());
        Assert.Equal(repeats == "sum" ? sum : 5, profile.GetProperty("weights").GetProperty("sum").GetDouble());
        Assert.Equal((200, 300), (Int(profile, "firstTime"), Int(profile, "lastTime")));
    }

    [Fact]
    public async Task The_profile_names_the_most_liked_items_and_the_landscape_what_is_left()
    {
        var id = await _api.ImportAsync(LikesText.Halves());

        var profile = await _api.GetAsync($"/api/datasets/{id}/profile");
        var landscape = await _api.GetAsync($"/api/datasets/{id}/landscape");
        var core = await _api.GetAsync($"/api/datasets/{id}/core?minLikesPerUser=8&minLikesPerItem=13");

        var top = profile.GetProperty("topItems")[0];
        Assert.StartsWith("Item ", top.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(Int(profile.GetProperty("items"), "max"), Int(top, "likes"));
        Assert.Equal(101, profile.GetProperty("items").GetProperty("lorenz").GetArrayLength());
        Assert.Equal(Int(core, "likes"), landscape.GetProperty("likes")[4][5].GetInt32());
        Assert.Equal([8, 13], new[] { landscape.GetProperty("minima")[4].GetInt32(), landscape.GetProperty("minima")[5].GetInt32() });
    }

    [Fact]
    public async Task Identical_content_is_recognised_however_it_is_compressed_and_still_imported()
    {
        var first = await _api.ImportAsync(LikesText.Halves());
        using var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(LikesText.Halves()), Token);
        }

        using var answer = await _api.UploadAsync(packed.ToArray());
        var second = await ApiHost.ReadAsync(answer);
        var other = await _api.GetAsync($"/api/datasets/{await _api.ImportAsync(LikesText.Halves(users: 41))}");

        Assert.Equal(first, second.GetProperty("sameAs").GetInt64());
        Assert.Contains(second.GetProperty("notes").EnumerateArray(), note => note.GetString() == $"Dataset {first} has the same content.");
        Assert.Equal(JsonValueKind.Null, other.GetProperty("sameAs").ValueKind);
        Assert.Matches("^[0-9a-f]{64}$", second.GetProperty("contentHash").GetString());
        Assert.True(second.GetProperty("storageBytes").GetInt64() > 1000);
    }

    [Fact]
    public async Task Rejected_rows_come_as_a_file_in_which_nothing_is_a_formula()
    {
        var id = await _api.ImportAsync("mid,uid,name\n1,u,x\n=cmd|'/c calc'!A1,,\"a\"\"b\"\n+1\n");

        using var answer = await _api.Client.GetAsync(new Uri($"/api/datasets/{id}/rejected-rows.csv", UriKind.Relative), Token);
        var text = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"rejected-rows-{id}.csv", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var lines = text.TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("line,reason,text", lines[0]);
        Assert.StartsWith("3,The user's id is empty.,\"'=cmd", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\"'+1\"", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task Every_rejected_row_can_be_downloaded_while_the_first_thousand_are_listed()
    {
        var id = await _api.ImportAsync("mid,uid\nm,u\n" + string.Concat(Enumerable.Range(0, 2500).Select(row => $"=m{row}\n")));

        var dataset = await _api.GetAsync($"/api/datasets/{id}");
        var listed = await _api.GetAsync($"/api/datasets/{id}/rejected");
        var lines = (await _api.Client.GetStringAsync(new Uri($"/api/datasets/{id}/rejected-rows.csv", UriKind.Relative), Token)).Split("\r\n");

        Assert.Equal((2500, 2500), (Int(dataset, "rejected"), Int(dataset, "rejectedKept")));
        Assert.Equal(1000, listed.GetProperty("rows").GetArrayLength());
        Assert.Equal(2502, lines.Length);
        Assert.StartsWith("2502,", lines[2500], StringComparison.Ordinal);
        Assert.EndsWith("\"'=m2499\"", lines[2500], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_items_file_is_previewed_as_what_it_is()
    {
        var file = "m1;Knight of clay\nm2;Dragon of brass\n"u8.ToArray();

        using var answer = await _api.UploadAsync(file, "/api/datasets/preview?kind=items");
        var preview = await ApiHost.ReadAsync(answer);

        Assert.Equal(["itemId", "itemName"], preview.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("roles")[0].GetString()));
        Assert.False(preview.GetProperty("format").TryGetProperty("userId", out _));
    }

    [Fact]
    public async Task An_import_that_was_given_an_id_tells_how_far_it_is_until_it_ends()
    {
        await using var api = ApiHost.OnKestrel();
        var import = Guid.NewGuid();
        var more = new TaskCompletionSource();
        using var content = new PushedContent(async stream =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes("mid,uid\n" + string.Concat(Enumerable.Range(0, 300_000).Select(row => $"m{row},u\n"))), Token);
            await stream.FlushAsync(Token);
            await more.Task;
        });
        // The test host's own client would gather the whole body before it sends any.
        using var client = new HttpClient { BaseAddress = api.Client.BaseAddress };
        var importing = client.PostAsync(new Uri($"/api/datasets?name=Slow&importId={import}", UriKind.Relative), content, Token);

        var seen = await Eventually.BecomesAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri($"/api/datasets/imports/{import}", UriKind.Relative), Token);
                return answer.IsSuccessStatusCode ? await ApiHost.ReadAsync(answer) : default;
            },
            progress => progress.ValueKind is JsonValueKind.Object && Int(progress, "rows") >= 20_000,
            Token);
        more.SetResult();
        using var imported = await importing;
        using var gone = await client.GetAsync(new Uri($"/api/datasets/imports/{import}", UriKind.Relative), Token);

        Assert.True(seen.GetProperty("bytes").GetInt64() > 100_000);
        Assert.Equal(HttpStatusCode.Created, imported.StatusCode);
        await DatasetApiTests.AssertProblemAsync(gone, HttpStatusCode.NotFound, "It has ended");
    }

    [Fact]
    public async Task Remarks_are_kept_and_what_goes_with_a_dataset_is_counted()
    {
        var id = await _api.ImportAsync(LikesText.Halves());
        using var items = await _api.UploadAsync("mid,name,tags\nm1,One,\"a, b;a|c\"\n"u8.ToArray(), $"/api/datasets/{id}/items");
        using var changed = await _api.Client.PatchAsJsonAsync($"/api/datasets/{id}", new { remarks = " <b>mine</b> " }, Token);

        var dataset = await _api.GetAsync($"/api/datasets/{id}");
        var dependents = await _api.GetAsync($"/api/datasets/{id}/dependents");

        Assert.True(items.IsSuccessStatusCode);
        Assert.Equal(("<b>mine</b>", "Test"), (dataset.GetProperty("remarks").GetString(), dataset.GetProperty("name").GetString()));
        Assert.Equal((0, 0, 1), (Int(dependents, "sweeps"), Int(dependents, "factorizations"), Int(dependents, "itemDetails")));
        Assert.Equal(dataset.GetProperty("storageBytes").GetInt64(), dependents.GetProperty("storageBytes").GetInt64());
    }

    [Fact]
    public async Task Importing_from_an_address_is_off_unless_asked_for()
    {
        using var answer = await _api.PostAsync("/api/datasets/from-url?url=http://127.0.0.1:1/likes.psv");

        await DatasetApiTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest, "Import:AllowUrls");
    }

    /// <summary>A body that is written as slowly as a test wants.</summary>
    private sealed class PushedContent(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
