using Explorer.Recommender;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Work;

/// <summary>The memory that trainings share. Whoever needs some reserves it first, and waits until there is enough.</summary>
/// <remarks>
/// What is only kept for later (an interrupted trial, the likes of a paused sweep) is lent: it is dropped, the oldest first, when
/// somebody needs the room.
/// </remarks>
public sealed class MemoryBudget(IOptions<ComputeOptions> options)
{
    private readonly Lock _gate = new();
    private readonly List<MemoryReservation> _lent = [];
    private TaskCompletionSource _freed = New();
    private long _taken;

    /// <summary>Bytes there are in all.</summary>
    public long Bytes { get; } = options.Value.MemoryMegabytes == 0
        ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3
        : (long)options.Value.MemoryMegabytes << 20;

    /// <summary>Refuses what could not be had even if it were alone.</summary>
    /// <param name="what">What needs the memory; begins the sentence.</param>
    /// <exception cref="ExplorerException">It needs more than there is in all.</exception>
    public void Require(long bytes, string what)
    {
        if (bytes > Bytes)
        {
            throw new ExplorerException(
                $"{what} needs about {Megabytes(bytes)} MB of memory; {Megabytes(Bytes)} MB may be used (setting Compute:MemoryMegabytes). " +
                "Use fewer factors or higher thresholds, or raise the setting if the machine has more.",
                Refusal.TooLarge);
        }
    }

    /// <summary>Reserves memory, waiting until others have given back enough.</summary>
    /// <param name="what">As for <see cref="Require"/>.</param>
    /// <exception cref="ExplorerException">It is more than there is in all.</exception>
    public async Task<MemoryReservation> ReserveAsync(long bytes, string what, CancellationToken cancellationToken)
    {
        Require(bytes, what);
        while (true)
        {
            MemoryReservation? droppable;
            Task freed;
            lock (_gate)
            {
                if (_taken + bytes <= Bytes)
                {
                    _taken += bytes;
                    return new MemoryReservation(this, bytes);
                }

                freed = _freed.Task;
                droppable = TakeOldestLent();
            }

            // Outside the lock: dropping a trial may lend the likes it was trained on.
            if (droppable is null)
            {
                await freed.WaitAsync(cancellationToken);
            }
            else
            {
                droppable.Drop();
            }
        }
    }

    internal void Lend(MemoryReservation reservation)
    {
        lock (_gate)
        {
            _lent.Add(reservation);
            WakeWaiting();
        }
    }

    internal bool TryTakeBack(MemoryReservation reservation)
    {
        lock (_gate)
        {
            return _lent.Remove(reservation);
        }
    }

    internal void Release(long bytes)
    {
        lock (_gate)
        {
            _taken -= bytes;
            WakeWaiting();
        }
    }

    private MemoryReservation? TakeOldestLent()
    {
        if (_lent is not [var oldest, ..])
        {
            return null;
        }

        _lent.RemoveAt(0);
        return oldest;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Megabytes(long bytes) => (bytes / (double)(1 << 20)).ToString("#,0.#", System.Globalization.CultureInfo.InvariantCulture);

    private void WakeWaiting()
    {
        _freed.SetResult();
        _freed = New();
    }
}
