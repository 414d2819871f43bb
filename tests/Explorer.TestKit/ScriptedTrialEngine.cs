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
    private volatile int _running;

    /// <param name="isGated">Whether each point waits for <see cref="Release"/>.</param>
    public ScriptedTrialEngine(bool isGated = false) => _gate = isGated ? new SemaphoreSlim(0) : null;

    /// <summary>How many trials run at once.</summary>
    public int Capacity { get; set; } = 1;

    /// <summary>Whether a sweep that asks for a number of trials at once gets it.</summary>
    public bool HonoursSweep { get; init; }

    /// <summary>The most trials that ever ran at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Trials that run now.</summary>
    public int Running => _running;

    /// <summary>Sweeps that were told not to go on.</summary>
    public ConcurrentQueue<SweepId> Forgotten { get; } = [];

    /// <summary>Every request, in the order it came.</summary>
    public ConcurrentQueue<TrialRequest> Requests { get; } = [];

    /// <summary>Trials with this many factors fail with this message before their first point.</summary>
    public (int FactorCount, Exception Exception)? Failure { get; set; }

    public static LearningCurvePoint PointOf(int factorCount, int epoch)
    {
        var precision = 1.0 / (1 + Math.Abs(epoch - factorCount));
        return new LearningCurvePoint(epoch, precision, precision / 2, precision / 3, 1 - precision, 1 - (precision / 2), epoch, epoch * 0.5);
    }

    /// <summary>Lets so many points pass.</summary>
    public void Release(int points) => _gate!.Release(points);

    public Task<int> CapacityAsync(Sweep sweep, CancellationToken cancellationToken) =>
        Task.FromResult(HonoursSweep && sweep.TrialsAtOnce > 0 ? sweep.TrialsAtOnce : Capacity);

    public void Forget(SweepId sweep) => Forgotten.Enqueue(sweep);

    public Task<SplitReport> ReportSplitAsync(TrialRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new SplitReport(new RankingMetrics(request.Ks, new double[RankingMetrics.LengthFor(request.Ks.Count)]), ""));

    public async IAsyncEnumerable<LearningCurvePoint> RunAsync(
        TrialRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        using var counted = new Counted(this);
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

    private sealed class Counted : IDisposable
    {
        private readonly ScriptedTrialEngine _engine;

        public Counted(ScriptedTrialEngine engine)
        {
            _engine = engine;
            lock (_engine.Requests)
            {
                _engine.MostAtOnce = Math.Max(_engine.MostAtOnce, ++_engine._running);
            }
        }

        public void Dispose()
        {
            lock (_engine.Requests)
            {
                _engine._running--;
            }
        }
    }
}
