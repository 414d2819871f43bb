using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class PinsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_most_liked_are_pinned_and_their_neighbours_kept_at_every_measured_epoch_of_every_trial()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var sweep = await RunAsync(lab);

        var pinned = await lab.Get<Pins>().ListAsync(sweep.Id, Token);
        var trials = await lab.Get<TrialStore>().TrialsAsync(sweep, Token);
        var points = await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token);

        Assert.Equal(3, pinned.Count);
        Assert.All(trials, trial => Assert.Equal(
            [null, true, true], points.Where(stored => stored.TrialId == trial.Id).OrderBy(stored => stored.Point.Epoch)
                .Select(stored => stored.Point.NeighbourStability is { } stability ? stability is >= 0 and <= 1 : (bool?)null)));
        foreach (var trial in trials)
        {
            var snapshots = await lab.Get<PinStore>().SnapshotsAsync(trial.Id, 0, 100, Token);

            Assert.Equal([1, 1, 1, 2, 2, 2, 4, 4, 4], snapshots.Select(stored => stored.Epoch));
            Assert.All(snapshots, stored => Assert.Equal(10, stored.Snapshot.Neighbours.Count));
            Assert.Equal(snapshots.Skip(4).Select(stored => stored.Cursor), (await lab.Get<PinStore>().SnapshotsAsync(trial.Id, snapshots[3].Cursor, 100, Token)).Select(stored => stored.Cursor));
        }
    }

    [Fact]
    public async Task A_preview_has_the_neighbours_that_were_seen_at_its_epoch_and_is_trained_on_the_training_split()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var sweep = await RunAsync(lab);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[1];
        var items = await lab.Get<SweepItemsCache>().OpenAsync(sweep, Token);

        var preview = await CompleteAsync(lab, await lab.Get<RefitControl>().PreviewAsync(trial.Id, 2, Token));

        var gallery = await lab.Get<GalleryCache>().OpenAsync(preview.Id, Token);
        var seen = (await lab.Get<PinStore>().SnapshotsAsync(trial.Id, 0, 100, Token)).Where(stored => stored.Epoch == 2).ToList();
        Assert.Equal(3, seen.Count);
        Assert.All(seen, stored => Assert.Equal(
            stored.Snapshot.Neighbours.Select(neighbour => (items.Items[neighbour.Item].ItemId, neighbour.Similarity)),
            gallery.Neighbours(items.Items[stored.Snapshot.Item].ItemId, 10, Token).Select(neighbour => (neighbour.Item.ItemId, (float)neighbour.Similarity))));

        // Two likes of half the users are held out, and a user's likes on the preview's pages are those that are left.
        var all = await CompleteAsync(lab, await lab.Get<RefitControl>().StartAsync(trial.Id, Token));
        Assert.True(preview.IsPreview && !all.IsPreview);
        Assert.Equal(all.Likes - (2 * (preview.Users / 2)), preview.Likes);
        var users = await lab.Get<GalleryCache>().OpenUsersAsync(preview.Id, Token);
        Assert.Equal(preview.Likes, Enumerable.Range(0, preview.Users).Sum(user => users[user].Likes));
    }

    [Fact]
    public async Task A_preview_that_is_kept_is_not_trained_again_and_the_oldest_go_when_there_is_no_room()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, settings: [("Previews:Megabytes", "1")]);
        var sweep = await RunAsync(lab);
        var (control, store) = (lab.Get<RefitControl>(), lab.Get<FactorizationStore>());
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        var first = await CompleteAsync(lab, await control.PreviewAsync(trial.Id, 1, Token));
        var second = await CompleteAsync(lab, await control.PreviewAsync(trial.Id, 3, Token));
        var refit = await CompleteAsync(lab, await control.StartAsync(trial.Id, Token));

        Assert.Equal(first.Id, (await control.PreviewAsync(trial.Id, 1, Token)).Id);
        var each = await store.PreviewBytesAsync(Token) / 2;
        Assert.Equal(0, await store.TrimPreviewsAsync(2 * each, Token));
        Assert.Equal(1, await store.TrimPreviewsAsync((2 * each) - 1, Token));

        Assert.Equal([refit.Id, second.Id], (await store.ListAsync(Token)).Select(kept => kept.Id));
        Assert.Equal(0, await store.TrimPreviewsAsync(0, Token));
        Assert.NotEqual(first.Id, (await control.PreviewAsync(trial.Id, 1, Token)).Id);
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => control.PreviewAsync(trial.Id, 5, Token));
        Assert.Contains("use 1 to 4", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pin_counts_from_the_next_measured_epoch_and_an_unpinned_item_is_seen_no_more()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await CreateAsync(lab);
        var (pins, store) = (lab.Get<Pins>(), lab.Get<PinStore>());

        await pins.AddAsync(sweep.Id, "m7", Token);
        await pins.AddAsync(sweep.Id, "m7", Token);
        Assert.Equal(["m7"], (await pins.ListAsync(sweep.Id, Token)).Select(item => item.ItemId));
        await pins.RemoveAsync(sweep.Id, "m7", Token);
        Assert.Empty(await store.ItemsAsync(sweep.Id, Token));

        foreach (var item in Enumerable.Range(0, Pins.Most))
        {
            await pins.AddAsync(sweep.Id, $"m{item}", Token);
        }

        var full = await Assert.ThrowsAsync<ExplorerException>(() => pins.AddAsync(sweep.Id, "m20", Token));
        var unknown = await Assert.ThrowsAsync<ExplorerException>(() => pins.AddAsync(sweep.Id, "m900", Token));
        Assert.Equal((Refusal.Conflict, Refusal.Missing), (full.Refusal, unknown.Refusal));
        engine.Release(100);
    }

    [Fact]
    public async Task A_preview_that_alone_is_larger_than_all_may_be_is_refused_before_it_is_trained()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, settings: [("Previews:Megabytes", "1")]);
        var sweep = await RunAsync(lab);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        var likes = await lab.Get<DatasetStore>().LikesAsync(sweep.Spec.DatasetId, Token);
        var preview = await lab.Get<RefitControl>().PreviewAsync(trial.Id, 1, Token);
        var large = preview with { Hyperparameters = preview.Hyperparameters with { FactorCount = 5000 } };

        var refusal = Assert.Throws<ExplorerException>(() => lab.Get<PreviewRoom>().RequireRoom(large, likes));

        Assert.Contains("takes 2 MB, and all previews may take 1 MB", refusal.Message, StringComparison.Ordinal);
        lab.Get<PreviewRoom>().RequireRoom(preview, likes);
        lab.Get<PreviewRoom>().RequireRoom(large with { PreviewOf = null }, likes);
    }

    [Fact]
    public async Task A_database_of_the_version_before_has_neither_pins_nor_stability_nor_previews()
    {
        Sweep sweep;
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            sweep = await RunAsync(lab);
            var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
            await CompleteAsync(lab, await lab.Get<RefitControl>().StartAsync(trial.Id, Token));
        }

        OldDatabase.TakeBackTo(_folder.Path, 5);

        await using var again = await LabHost.StartAsync(_folder.Path);
        Assert.Empty(await again.Get<Pins>().ListAsync(sweep.Id, Token));
        Assert.All(await again.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token), stored => Assert.Null(stored.Point.NeighbourStability));
        Assert.False(Assert.Single(await again.Get<FactorizationStore>().ListAsync(Token)).IsPreview);
    }

    private static async Task<Refit> CompleteAsync(LabHost lab, Refit refit) => await Eventually.BecomesAsync(
        () => lab.Get<FactorizationStore>().GetAsync(refit.Id, Token), now => now.State == WorkState.Completed, Token);

    private static async Task<Sweep> RunAsync(LabHost lab)
    {
        var sweep = await CreateAsync(lab);
        return await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), now => now.State == WorkState.Completed, Token);
    }

    private static async Task<Sweep> CreateAsync(LabHost lab)
    {
        var dataset = await lab.ImportAsync(LikesText.Halves());
        return await lab.Get<SweepControl>().CreateAsync(
            SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, 0), Grid = new Grid([2, 5], [0.1], [9]), Epochs = [1, 2, 4] }, Token);
    }
}
