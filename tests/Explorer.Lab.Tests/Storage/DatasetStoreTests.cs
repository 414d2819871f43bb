using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Thumbnails;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Storage;

public sealed class DatasetStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_imported_is_there_after_a_restart()
    {
        Dataset before;
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            before = await lab.ImportAsync("modelname|mid|uid\nA|m1|u1\nA|m1|u2\nB|m2|u1\nB|m2|u1\nC|m3\n");
        }

        await using var again = await LabHost.StartAsync(_folder.Path);
        var after = await again.Get<DatasetStore>().GetAsync(before.Id, Token);
        var likes = await again.Get<DatasetStore>().LikesAsync(before.Id, Token);

        Assert.Equal((5, 3, 1, 1, 2, 2), (after.Rows, after.Likes, after.Duplicates, after.Rejected, after.Users, after.Items));
        Assert.Equal(before.Notes, after.Notes);
        Assert.Equal(["u1", "u2"], likes.UserVocabulary.Ids);
        Assert.Equal(["m1", "m2"], likes.ItemVocabulary.Ids);
        Assert.Equal(["A", "B"], likes.ItemNames);
        Assert.Equal([0, 0, 1], likes.Users.ToArray());
        Assert.Equal([0, 1, 0], likes.Items.ToArray());
    }

    [Fact]
    public async Task Rejected_rows_are_kept_with_line_and_reason()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var dataset = await lab.ImportAsync("modelname|mid|uid\nA|m1|u1\nC|m3\n");

        var row = Assert.Single(await lab.Get<DatasetStore>().RejectedRowsAsync(dataset.Id, Token));

        Assert.Equal(3, row.Line);
        Assert.NotEmpty(row.Reason);
        Assert.Equal("C|m3", row.Text);
    }

    [Fact]
    public async Task Details_of_items_of_a_dataset_that_is_gone_are_refused()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() =>
            lab.Get<DatasetStore>().AddItemDetailsAsync(new DatasetId(7), [new ItemDetail("m1", "A", "", "")], Token));

        Assert.Equal(Refusal.Missing, refusal.Refusal);
    }

    [Fact]
    public async Task The_sample_asked_for_several_times_at_once_is_loaded_once()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var import = lab.Get<DatasetImport>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => import.LoadSampleAsync(Token), Token)));

        Assert.Single(await lab.Get<DatasetStore>().ListAsync(Token));
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_nothing_behind()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);

        await Assert.ThrowsAsync<ExplorerException>(() => lab.ImportAsync("this is no table"));

        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "likes")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_dataset_needs_a_name(string name)
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.ImportAsync(LikesText.Halves(), name));

        Assert.Contains("Use 1 to 200", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
    }

    [Fact]
    public async Task Deleting_takes_the_file_and_the_sweeps_along()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var sweep = await lab.Get<SweepControl>().CreateAsync(SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0) }, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), s => s.State == WorkState.Completed, Token);

        await lab.Get<DatasetStore>().DeleteAsync(dataset.Id, Token);

        Assert.Empty(await lab.Get<DatasetStore>().ListAsync(Token));
        Assert.Empty(await lab.Get<SweepStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "likes")));
        var gone = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<DatasetStore>().LikesAsync(dataset.Id, Token));
        Assert.Equal(Refusal.Missing, gone.Refusal);
    }

    [Fact]
    public async Task A_dataset_with_a_running_sweep_cannot_be_deleted()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(isGated: true));
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var sweep = await lab.Get<SweepControl>().CreateAsync(SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0) }, Token);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), s => s.State == WorkState.Running, Token);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<DatasetStore>().DeleteAsync(dataset.Id, Token));

        Assert.Equal(Refusal.Conflict, refusal.Refusal);
        Assert.Single(await lab.Get<DatasetStore>().ListAsync(Token));
    }

    [Fact]
    public async Task Details_of_items_are_merged_and_the_later_ones_win()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var datasets = lab.Get<DatasetStore>();
        var dataset = await lab.ImportAsync("modelname|mid|uid\nA|m1|u1\n|m2|u1\n");

        await datasets.AddItemDetailsAsync(dataset.Id, [new("m1", "First", "http://a/1", ""), new("m2", "Second", "", "")], Token);
        await datasets.AddItemDetailsAsync(dataset.Id, [new("m1", "Newer", "http://a/2", "http://b")], Token);

        Assert.Equal(new ThumbnailRequest("m1", "Newer", "http://a/2") { DatasetId = dataset.Id }, await datasets.ThumbnailRequestAsync(dataset.Id, "m1", Token));
        Assert.Equal("Second", (await datasets.ItemDetailsAsync(dataset.Id, Token))["m2"].Name);
        Assert.Equal(2, (await datasets.GetAsync(dataset.Id, Token)).ItemsVersion);
    }

    [Fact]
    public async Task A_likes_file_that_no_dataset_names_is_removed_on_start()
    {
        await using (await LabHost.StartAsync(_folder.Path))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, "likes", "orphan.likes"), "x", Token);
        }

        await using var again = await LabHost.StartAsync(_folder.Path);

        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "likes")));
    }

    [Fact]
    public async Task A_damaged_likes_file_is_a_clear_message()
    {
        Dataset dataset;
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            dataset = await lab.ImportAsync(LikesText.Halves());
        }

        var path = Directory.GetFiles(Path.Combine(_folder.Path, "likes"))[0];
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Token))[..200], Token);
        await using var again = await LabHost.StartAsync(_folder.Path);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => again.Get<DatasetStore>().LikesAsync(dataset.Id, Token));

        Assert.Contains("cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_cannot_share_a_folder()
    {
        await using var first = await LabHost.StartAsync(_folder.Path);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => LabHost.StartAsync(_folder.Path));

        Assert.Contains("another folder", refusal.Message, StringComparison.Ordinal);
    }
}
