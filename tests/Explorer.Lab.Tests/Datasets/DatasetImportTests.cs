using System.Text;
using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Datasets;

public sealed class DatasetImportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cancelling_leaves_no_row_and_no_file_behind()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var text = "mid,uid\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => $"m{row},u\n"));
        using var cancellation = new CancellationTokenSource();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var progress = new OnReport(() => cancellation.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => lab.Get<DatasetImport>().RunAsync("Cancelled", content, progress, cancellation.Token));

        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "likes")));
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

    private sealed class OnReport(Action heard) : IProgress<LikesFileProgress>
    {
        public void Report(LikesFileProgress value) => heard();
    }
}
