using System.Runtime.CompilerServices;
using Explorer.Lab.Storage;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// Runs trials on this machine, one at a time. Keeps the split of the last sweep, so that all its trials build it once, and the
/// last interrupted trial, so that a paused sweep goes on where it stopped.
/// </summary>
public sealed class LocalTrialEngine(DatasetStore datasets, IOptions<ComputeOptions> options) : ITrialEngine
{
    private (SweepId Sweep, Split Split)? _prepared;
    private (TrialId Trial, LearningCurve Curve)? _interrupted;

    /// <inheritdoc/>
    public async Task<SplitReport> ReportSplitAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var split = await PrepareAsync(request, cancellationToken);
        return await Task.Run(
            () => new SplitReport(PopularityBaseline.Of(split, request.Ks, cancellationToken), split.Note), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LearningCurvePoint> RunAsync(
        TrialRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var split = await PrepareAsync(request, cancellationToken);
        var curve = await BeginAsync(request, split, cancellationToken);
        _interrupted = (request.TrialId, curve);
        try
        {
            foreach (var epoch in request.Epochs.Where(epoch => epoch >= curve.Epoch))
            {
                yield return await Task.Run(() => curve.AdvanceTo(epoch, cancellationToken), cancellationToken);
            }
        }
        finally
        {
            // Only a trial that was stopped can go on; one that ended or failed begins anew when it is asked for again.
            _interrupted = cancellationToken.IsCancellationRequested ? _interrupted : null;
        }
    }

    private async Task<Split> PrepareAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        if (_prepared is { } prepared && prepared.Sweep == request.SweepId)
        {
            return prepared.Split;
        }

        var likes = await datasets.LikesAsync(request.DatasetId, cancellationToken);
        var test = request.TestDatasetId is { } file ? await datasets.LikesAsync(file, cancellationToken) : null;
        var split = await Task.Run(
            () =>
            {
                var core = KCore.Of(likes, request.MinLikesPerUser, request.MinLikesPerItem, cancellationToken).ToLikeSet();
                return test is null ? request.HoldOut.Apply(LikesMatrix.Of(core), core.Times) : TestFile.Split(core, test);
            },
            cancellationToken);
        _prepared = (request.SweepId, split);
        return split;
    }

    private async Task<LearningCurve> BeginAsync(TrialRequest request, Split split, CancellationToken cancellationToken) =>
        _interrupted is { } interrupted && interrupted.Trial == request.TrialId
            ? interrupted.Curve
            : await Task.Run(
                () => new LearningCurve(
                    split,
                    request.Hyperparameters,
                    request.Ks,
                    new TrainingOptions(request.HoldOut.Seed, options.Value.Threads)),
                cancellationToken);
}
