using Explorer.Lab.Refits;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Galleries;

/// <summary>A factorization of two halves of taste, ready to be shown.</summary>
internal static class TrainedGallery
{
    public static async Task<FactorizationId> TrainAsync(PagesContext context, string likes, CancellationToken cancellationToken)
    {
        var dataset = await context.Lab.ImportAsync(likes);
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new HoldOut(2, 0.5, 0), Grid = new Grid([4], [0.1], [9]), Epochs = [4] };
        var sweep = await context.Lab.Get<SweepControl>().CreateAsync(spec, cancellationToken);
        var sweeps = context.Lab.Get<SweepStore>();
        await Eventually.BecomesAsync(() => sweeps.GetAsync(sweep.Id, cancellationToken), now => now.State == WorkState.Completed, cancellationToken);
        var trials = await context.Lab.Get<TrialStore>().TrialsAsync(sweep, cancellationToken);
        var refit = await context.Lab.Get<RefitControl>().StartAsync(trials[0].Id, cancellationToken);
        var factorizations = context.Lab.Get<FactorizationStore>();
        await Eventually.BecomesAsync(() => factorizations.GetAsync(refit.Id, cancellationToken), now => now.State == WorkState.Completed, cancellationToken);
        return refit.Id;
    }
}
