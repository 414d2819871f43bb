using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Explorer.Lab.Sweeps;
using Explorer.Recommender.Evaluation;

namespace Explorer.TestKit;

/// <summary>
/// An engine whose points are known beforehand: precision falls with the distance of the epoch from the trial's number of factors.
/// It waits at a gate before every point when it has one.
/// </summary>
public sealed class ScriptedTrialEngine : ITrialEngine
{
    private readonly SemaphoreSlim? _gate;

    /// <param name="isGated">Whether each point waits for <see cref="Release"/>.</param>
    public ScriptedTrialEngine(bool isGated = false) => _gate = isGated ? new SemaphoreSlim(0) : null;

    /// <summary>Every request, in the order it came.</summary>
    public ConcurrentQueue<TrialRequest> Requests { get; } = [];

    /// <summary>Trials with this many factors fail with this message before their first point.</summary>
    public (int FactorCount, Exception Exception)? Failure { get; init; }

    public static LearningCurvePoint PointOf(int factorCount, int epoch)
    {
        var precision = 1.0 / (1 + Math.Abs(epoch - factorCount));
        return new LearningCurvePoint(epoch, precision, precision / 2, precision / 3, 1 - precision, 1 - (precision / 2), epoch, epoch * 0.5);
    }

    /// <summary>Lets so many points pass.</summary>
    public void Release(int points) => _gate!.Release(points);

    public Task<SplitReport> ReportSplitAsync(TrialRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new SplitReport(new RankingMetrics(request.Ks, new double[RankingMetrics.LengthFor(request.Ks.Count)]), ""));

    public async IAsyncEnumerable<LearningCurvePoint> RunAsync(
        TrialRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        await Task.Yield();
        if (Failure is { } failure && failure.FactorCount == request.Hyperparameters.FactorCount)
        {
            throw failure.Exception;
        }

        foreach (var epoch in request.Epochs)
        {
            if (_gate is not null)
            {
                await _gate.WaitAsync(cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            yield return PointOf(request.Hyperparameters.FactorCount, epoch);
        }
    }
}
