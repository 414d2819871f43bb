using System.Globalization;
using System.Text;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Datasets;

public sealed class DatasetImportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <param name="when">Rows after which the person changes their mind; the file has 200,000, and every second one is rejected.</param>
    /// <param name="isStuck">Whether no more bytes come by then, and the connection stays open.</param>
    [Theory]
    [InlineData(4_096, false)]
    [InlineData(131_072, true)]
    [InlineData(200_000, false)]
    public async Task Cancelling_ends_within_a_second_and_leaves_no_row_and_no_file_behind(int when, bool isStuck)
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var text = Encoding.UTF8.GetBytes("mid,uid\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => row % 2 == 0 ? $"m{row},u\n" : "?\n")));
        using var cancellation = new CancellationTokenSource();
        await using var content = new Stuck(text, isStuck);
        var since = 0L;
        var progress = new OnReport(seen =>
        {
            if (seen.Rows >= when && since == 0)
            {
                since = TimeProvider.System.GetTimestamp();
                cancellation.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => lab.Get<DatasetImport>().RunAsync("Cancelled", content, progress, cancellation.Token));

        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "likes")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "rejected")));
    }

    [Fact]
    public async Task All_rejected_rows_are_kept_in_a_file_that_goes_with_the_dataset()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(Half(1500));
        var datasets = lab.Get<DatasetStore>();

        var listed = await datasets.RejectedRowsAsync(dataset.Id, Token);
        var lines = await LinesAsync(datasets, dataset.Id);
        string[] files = [.. Directory.GetFiles(Path.Combine(_folder.Path, "rejected")), .. Directory.GetFiles(Path.Combine(_folder.Path, "likes"))];
        var bytes = files.Sum(file => new FileInfo(file).Length);
        await datasets.DeleteAsync(dataset.Id, Token);

        Assert.Equal((1500, 1500), (dataset.Rejected, dataset.RejectedKept));
        Assert.Equal(1000, listed.Count);
        Assert.Equal("line,reason,text", lines[0]);
        Assert.Equal(Enumerable.Range(0, 1500).Select(row => (3 + (2 * row)).ToString(CultureInfo.InvariantCulture)), lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal((2, dataset.StorageBytes), (files.Length, bytes));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "rejected")));
    }

    [Fact]
    public async Task Beyond_the_limit_rejected_rows_are_counted_and_a_note_says_so()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, settings: ("Import:MaxRejectedRows", "1200"));

        var dataset = await lab.ImportAsync(Half(1500));

        Assert.Equal((1500, 1200), (dataset.Rejected, dataset.RejectedKept));
        Assert.Equal(1201, (await LinesAsync(lab.Get<DatasetStore>(), dataset.Id)).Count);
        Assert.Contains("Of 1,500 rejected rows the first 1,200 can be downloaded; the setting Import:MaxRejectedRows allows no more.", dataset.Notes);
    }

    [Fact]
    public async Task Datasets_of_earlier_versions_keep_the_rejected_rows_they_have()
    {
        Dataset before;
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            before = await lab.ImportAsync(Half(1500));
        }

        OldDatabase.TakeBackTo(_folder.Path, 5);
        Directory.Delete(Path.Combine(_folder.Path, "rejected"), recursive: true);
        await using var again = await LabHost.StartAsync(_folder.Path);
        var dataset = await again.Get<DatasetStore>().GetAsync(before.Id, Token);
        var lines = await LinesAsync(again.Get<DatasetStore>(), before.Id);

        Assert.Equal((1500, 1000), (dataset.Rejected, dataset.RejectedKept));
        Assert.Equal(1001, lines.Count);
        Assert.StartsWith("3,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_met_by_the_rejected_rows_is_the_usual_refusal()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        // A file where the folder was: nothing can be made in it.
        Directory.Delete(Path.Combine(_folder.Path, "rejected"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "rejected"), "", Token);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.ImportAsync(Half(3)));

        Assert.Equal(Refusal.NoRoom, refusal.Refusal);
        Assert.StartsWith("Nothing was stored:", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
    }

    [Fact]
    public async Task Rejected_rows_that_no_dataset_owns_are_removed_on_start()
    {
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            await lab.ImportAsync(Half(3));
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, "rejected", "orphan.likes.gz"), "x", Token);
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, "rejected", "killed.likes.gz.part"), "x", Token);
        }

        await using var again = await LabHost.StartAsync(_folder.Path);

        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "rejected")));
    }

    [Fact]
    public async Task What_an_items_file_leaves_empty_erases_nothing()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync("mid,uid,image_url\nm1,u,https://e.example/likes.png\nm2,u,\n");

        await AddItemsAsync(lab, dataset, "mid,name,tags\nm1,One,red|round\nm2,Two,blue\n");
        await AddItemsAsync(lab, dataset, "mid,name,page_url,tags\nm1,,https://e.example/1,\nm2,Zwei,,\n");

        var details = await lab.Get<DatasetStore>().ItemDetailsAsync(dataset.Id, Token);
        Assert.Equal(new ItemDetail("m1", "One", "https://e.example/likes.png", "https://e.example/1", "red|round"), details["m1"]);
        Assert.Equal(new ItemDetail("m2", "Zwei", "", "", "blue"), details["m2"]);
        Assert.Equal(["red", "round"], details["m1"].TagList);
    }

    [Fact]
    public async Task Weights_and_times_are_there_after_a_restart()
    {
        Dataset dataset;
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            dataset = await lab.ImportAsync("mid,uid,count,timestamp\nm1,u,2,100\nm2,u,0.5,200\n");
        }

        await using var again = await LabHost.StartAsync(_folder.Path);
        var likes = await again.Get<DatasetStore>().LikesAsync(dataset.Id, Token);

        Assert.Equal([2f, 0.5f], likes.Weights.ToArray());
        Assert.Equal([100L, 200], likes.Times.ToArray());
        Assert.Equal(WeightsKind.Sum, (await again.Get<DatasetStore>().GetAsync(dataset.Id, Token)).Weights);
    }

    [Fact]
    public async Task Of_the_same_content_the_oldest_dataset_is_named_while_it_is_there()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var first = await lab.ImportAsync(LikesText.Halves());
        var second = await lab.ImportAsync(LikesText.Halves(), "Again");
        await lab.Get<DatasetStore>().DeleteAsync(first.Id, Token);

        var alone = await lab.Get<DatasetStore>().GetAsync(second.Id, Token);

        Assert.Equal(first.Id, second.SameAs);
        Assert.Null(alone.SameAs);
        Assert.DoesNotContain(alone.Notes, note => note.Contains("same content", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_brought_up_to_date_with_its_datasets()
    {
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            await lab.ImportAsync(LikesText.Halves());
        }

        OldDatabase.TakeBackTo(_folder.Path, 1);
        await using var again = await LabHost.StartAsync(_folder.Path);
        var dataset = Assert.Single(await again.Get<DatasetStore>().ListAsync(Token));

        Assert.Equal(("", "", WeightsKind.None, 0), (dataset.ContentHash, dataset.Remarks, dataset.Weights, dataset.BelowThreshold));
        Assert.Null(dataset.SameAs);
        Assert.True(dataset.StorageBytes > 1000);
    }

    [Fact]
    public async Task Remarks_have_a_length()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync(LikesText.Halves());

        var refusal = await Assert.ThrowsAsync<ExplorerException>(
            () => lab.Get<DatasetStore>().SetRemarksAsync(dataset.Id, new string('x', 10_001), Token));

        Assert.Contains("at most 10000", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AddItemsAsync(LabHost lab, Dataset dataset, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await lab.Get<DatasetImport>().RunItemsAsync(dataset.Id, content, Token);
    }

    /// <summary>As many rejected rows as likes, in turns.</summary>
    private static string Half(int rejected) => "mid,uid\n" + string.Concat(Enumerable.Range(0, rejected).Select(row => $"m{row},u\n?\n"));

    private static async Task<IReadOnlyList<string>> LinesAsync(DatasetStore datasets, DatasetId id)
    {
        using var reader = new StreamReader(await datasets.OpenRejectedCsvAsync(id, Token));
        return (await reader.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class OnReport(Action<LikesFileProgress> heard) : IProgress<LikesFileProgress>
    {
        public void Report(LikesFileProgress value) => heard(value);
    }

    /// <summary>A file that comes over a line; if it is stuck, its end never comes.</summary>
    private sealed class Stuck(byte[] content, bool isStuck) : AsyncReadStream
    {
        private int _read;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (isStuck && _read == content.Length)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var count = Math.Min(buffer.Length, content.Length - _read);
            content.AsMemory(_read, count).CopyTo(buffer);
            _read += count;
            return count;
        }
    }
}
