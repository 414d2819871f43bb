using Explorer.Lab.Storage;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Sweeps;

/// <summary>Splits in use: each is built once, shared by all trials that ask for it, and let go some minutes after the last use.</summary>
internal sealed class PreparedSplits(DatasetStore datasets, MemoryBudget memory, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<SplitKey, Prepared> _prepared = [];

    /// <summary>How many are held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _prepared.Count;
            }
        }
    }

    /// <summary>The split, built now when nobody has.</summary>
    /// <exception cref="Recommender.ExplorerException">The dataset is gone, it cannot be split so, or it does not fit into the memory.</exception>
    public async Task<SplitLease> TakeAsync(SplitKey key, CancellationToken cancellationToken)
    {
        // One builds at a time, so that trials that start together wait for one split rather than build one each.
        await _building.WaitAsync(cancellationToken);
        try
        {
            return TryShare(key) ?? await BuildAsync(key, cancellationToken);
        }
        finally
        {
            _building.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _building.Dispose();
        lock (_gate)
        {
            foreach (var prepared in _prepared.Values)
            {
                prepared.Idle?.Dispose();
            }

            _prepared.Clear();
        }
    }

    private SplitLease? TryShare(SplitKey key)
    {
        lock (_gate)
        {
            if (!_prepared.TryGetValue(key, out var prepared) || (prepared.Users == 0 && !prepared.Memory.TryTakeBack()))
            {
                return null;
            }

            prepared.Idle?.Dispose();
            prepared.Idle = null;
            return LeaseOf(key, prepared);
        }
    }

    private async Task<SplitLease> BuildAsync(SplitKey key, CancellationToken cancellationToken)
    {
        var likes = await datasets.LikesAsync(key.DatasetId, cancellationToken);
        var test = key.TestDatasetId is { } file ? await datasets.LikesAsync(file, cancellationToken) : null;
        var core = await Task.Run(
            () => KCore.Of(likes, key.MinLikesPerUser, key.MinLikesPerItem, cancellationToken).ToLikeSet(), cancellationToken);
        var bytes = TrialMemory.OfSplit(core.UserCount, core.ItemCount, core.Count, core.Weights.Length > 0);
        var reservation = await memory.ReserveAsync(bytes, $"Splitting {core.Count} likes", cancellationToken);
        try
        {
            var split = await Task.Run(() => key.Apply(core, test), cancellationToken);
            lock (_gate)
            {
                return LeaseOf(key, _prepared[key] = new Prepared(split, reservation, bytes));
            }
        }
        catch
        {
            reservation.Dispose();
            throw;
        }
    }

    private SplitLease LeaseOf(SplitKey key, Prepared prepared)
    {
        prepared.Users++;
        return new SplitLease(prepared.Split, prepared.Bytes, () => GiveBack(key, prepared));
    }

    private void GiveBack(SplitKey key, Prepared prepared)
    {
        lock (_gate)
        {
            if (--prepared.Users == 0)
            {
                prepared.Memory.Lend(() => Forget(key, prepared));
                prepared.Idle = time.CreateTimer(_ => DropIdle(key, prepared), null, IdleTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void DropIdle(SplitKey key, Prepared prepared)
    {
        lock (_gate)
        {
            // In use again since the timer rang, or on the way out because somebody needs the room.
            if (prepared.Users > 0 || !prepared.Memory.TryTakeBack())
            {
                return;
            }

            Forget(key, prepared);
            prepared.Memory.Dispose();
        }
    }

    private void Forget(SplitKey key, Prepared prepared)
    {
        lock (_gate)
        {
            prepared.Idle?.Dispose();

            // Another one may have been built under the same key since this one was given up.
            if (_prepared.TryGetValue(key, out var present) && present == prepared)
            {
                _prepared.Remove(key);
            }
        }
    }

    private sealed class Prepared(Split split, MemoryReservation memory, long bytes)
    {
        public Split Split => split;

        public MemoryReservation Memory => memory;

        public long Bytes => bytes;

        public int Users { get; set; }

        public ITimer? Idle { get; set; }
    }
}
