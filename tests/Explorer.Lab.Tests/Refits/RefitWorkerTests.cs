using Explorer.Lab.Galleries;
using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Refits;

public sealed class RefitWorkerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_best_epochs_are_trained_on_everything_and_survive_a_restart()
    {
        Refit refit;
        await using (var lab = await LabHost.StartAsync(_folder.Path))
        {
            refit = await RefitAsync(lab);
        }

        await using var again = await LabHost.StartAsync(_folder.Path);
        var stored = await again.Get<FactorizationStore>().GetAsync(refit.Id, Token);
        var gallery = await again.Get<GalleryCache>().OpenAsync(refit.Id, Token);

        Assert.Equal((WorkState.Completed, refit.Epochs, 40, 24), (stored.State, stored.EpochsDone, stored.Users, stored.Items));
        Assert.Equal(24, gallery.Items.Count);
        Assert.Equal(stored.Likes, gallery.Items.Sum(item => item.Likes));
    }

    [Fact]
    public async Task A_trial_without_a_point_cannot_be_refitted()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine(isGated: true));
        var sweep = await CreateSweepAsync(lab);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<RefitControl>().StartAsync(trial.Id, Token));

        Assert.Equal(Refusal.Conflict, refusal.Refusal);
        Assert.Empty(await lab.Get<FactorizationStore>().ListAsync(Token));
    }

    [Fact]
    public async Task Deleting_a_factorization_deletes_its_file()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var refit = await RefitAsync(lab);

        await lab.Get<RefitControl>().DeleteAsync(refit.Id, Token);

        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "factors")));
        await Assert.ThrowsAsync<ExplorerException>(() => lab.Get<GalleryCache>().OpenAsync(refit.Id, Token));
    }

    [Fact]
    public async Task Deleting_a_sweep_deletes_its_factorizations()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path);
        var refit = await RefitAsync(lab);

        await lab.Get<SweepControl>().DeleteAsync(refit.SweepId, Token);

        Assert.Empty(await lab.Get<FactorizationStore>().ListAsync(Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "factors")));
    }

    internal static async Task<Sweep> CreateSweepAsync(LabHost lab, TrainingSettings? settings = null)
    {
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0), Grid = new Grid([4], [0.1], [9]), Epochs = [2, 4, 6], Training = settings ?? TrainingSettings.Default };
        return await lab.Get<SweepControl>().CreateAsync(spec, Token);
    }

    internal static async Task<Refit> RefitAsync(LabHost lab, TrainingSettings? settings = null)
    {
        var sweep = await CreateSweepAsync(lab, settings);
        await Eventually.BecomesAsync(() => lab.Get<SweepStore>().GetAsync(sweep.Id, Token), s => s.State == WorkState.Completed, Token);
        var trial = (await lab.Get<TrialStore>().TrialsAsync(sweep, Token))[0];
        var refit = await lab.Get<RefitControl>().StartAsync(trial.Id, Token);
        Assert.Equal(trial.Best?.Epoch, refit.Epochs);
        return await Eventually.BecomesAsync(
            () => lab.Get<FactorizationStore>().GetAsync(refit.Id, Token), seen => seen.State == WorkState.Completed, Token);
    }
}
