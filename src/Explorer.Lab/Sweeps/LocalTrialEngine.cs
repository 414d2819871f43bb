using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// Runs trials on this machine, several at once. All trials of a sweep share one split; each has its own factors, its share of the cores
/// and its part of the memory. Interrupted trials are kept, so that a paused sweep goes on where it stopped.
/// </summary>
public sealed class LocalTrialEngine(
    DatasetStore datasets, PinStore pins, TrialSlots slots, CoreShare cores, MemoryBudget memory, TimeProvider time) : ITrialEngine, IDisposable
{
    private readonly PreparedSplits _splits = new(datasets, memory, time);
    private readonly ConcurrentDictionary<TrialId, TrialInMemory> _kept = new();

    /// <summary>Interrupted trials that can go on.</summary>
    internal int KeptCount => _kept.Count;

    /// <summary>Splits held.</summary>
    internal int SplitCount => _splits.Count;

    /// <inheritdoc/>
    public async Task<int> CapacityAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        using var lease = await _splits.TakeAsync(SplitKey.Of(sweep.Spec), cancellationToken);
        var (train, test) = (lease.Split.Train, lease.Split.Test);
        return slots.Apply(slots.Plan(
            train.RowCount, train.ColumnCount, train.LikeCount + test.LikeCount, train.IsWeighted, sweep.LargestFactorCount, sweep.TrialsAtOnce));
    }

    /// <inheritdoc/>
    public async Task<SplitReport> ReportSplitAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var lease = await _splits.TakeAsync(SplitKey.Of(request), cancellationToken);
        var split = lease.Split;
        return await Task.Run(
            () => new SplitReport(PopularityBaseline.Of(split, request.Ks, cancellationToken), split.Note) { MostLiked = Pins.StartersOf(split.Train) },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LearningCurvePoint> RunAsync(
        TrialRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var trial = TakeKept(request.TrialId) ?? await BeginAsync(request, cancellationToken);
        try
        {
            using var seat = cores.Join();
            foreach (var epoch in request.Epochs.Where(epoch => epoch >= trial.Curve.Epoch))
            {
                trial.Curve.Threads = seat.Threads;
                trial.Curve.Watched = await pins.ItemsAsync(request.SweepId, cancellationToken);
                yield return await AdvanceAsync(trial.Curve, epoch, cancellationToken);
            }
        }
        finally
        {
            // Only a trial that was stopped, or waits for a cut, can go on; one that ended or failed begins anew when it is asked for again.
            if (cancellationToken.IsCancellationRequested || (request.MayGoOn && trial.Curve.Epoch == request.Epochs[^1]))
            {
                Keep(request.TrialId, trial);
            }
            else
            {
                trial.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Forget(SweepId sweep)
    {
        foreach (var id in _kept.Where(entry => entry.Value.SweepId == sweep).Select(entry => entry.Key).ToArray())
        {
            TakeKept(id)?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _splits.Dispose();

    // On a thread of its own: many trials that compute for seconds would leave the pool no thread to answer pages with.
    private static Task<LearningCurvePoint> AdvanceAsync(LearningCurve curve, int epoch, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => curve.AdvanceTo(epoch, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private TrialInMemory? TakeKept(TrialId id) =>
        _kept.TryRemove(id, out var trial) && trial.Memory.TryTakeBack() ? trial : null;

    private void Keep(TrialId id, TrialInMemory trial)
    {
        _kept[id] = trial;
        trial.Memory.Lend(() =>
        {
            _kept.TryRemove(KeyValuePair.Create(id, trial));
            trial.Split.Dispose();
        });
    }

    private async Task<TrialInMemory> BeginAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        var lease = await _splits.TakeAsync(SplitKey.Of(request), cancellationToken);
        MemoryReservation? reservation = null;
        try
        {
            reservation = await ReserveAsync(request, lease, cancellationToken);
            var curve = await Task.Run(() => CurveOf(request, lease.Split), cancellationToken);
            return new TrialInMemory(request.SweepId, lease, reservation, curve);
        }
        catch
        {
            reservation?.Dispose();
            lease.Dispose();
            throw;
        }
    }

    private Task<MemoryReservation> ReserveAsync(TrialRequest request, SplitLease lease, CancellationToken cancellationToken)
    {
        var train = lease.Split.Train;
        var bytes = TrialMemory.OfTrial(train.RowCount, train.ColumnCount, request.Hyperparameters.FactorCount, slots.ThreadsEach);
        var what = $"A trial with {request.Hyperparameters.FactorCount} factors for {train.RowCount} users and {train.ColumnCount} items";
        memory.Require(bytes + lease.Bytes, what);
        return memory.ReserveAsync(bytes, what, cancellationToken);
    }

    private LearningCurve CurveOf(TrialRequest request, Split split) =>
        new(split, request.Hyperparameters, request.Ks, new TrainingOptions(request.HoldOut.Seed, cores.Cores) { Settings = request.Training });
}
