using System.Runtime.CompilerServices;

namespace Explorer.Lab.Work;

/// <summary>
/// One reading for all who watch the same thing: the first watcher begins it, each gets the latest of what it yields and skips what came while it was
/// busy, and the last one to leave ends it. Safe for any number of threads.
/// </summary>
/// <param name="read">
/// Yields what is to be seen, until cancelled; what it throws reaches every watcher, and who comes later begins anew. It runs on no watcher's thread.
/// What it yields is seen by all and must never change.
/// </param>
public sealed class SharedReadings<TKey, T>(Func<TKey, CancellationToken, IAsyncEnumerable<T>> read)
    where TKey : notnull
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Reading> _readings = [];

    /// <summary>Yields the latest at once when somebody watches already, and then whatever is new.</summary>
    /// <param name="cancellationToken">Ends the watching by <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<T> WatchAsync(TKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = Join(key);
        try
        {
            for (var seen = reading.First; ;)
            {
                if (ReferenceEquals(seen, reading.Latest))
                {
                    await seen.Next.Task.WaitAsync(cancellationToken);
                }

                seen = reading.Latest;
                if (seen.Value is { } value)
                {
                    yield return value;
                }
            }
        }
        finally
        {
            await LeaveAsync(key, reading);
        }
    }

    /// <summary>How many watch now.</summary>
    public int WatcherCount(TKey key)
    {
        lock (_lock)
        {
            return _readings.TryGetValue(key, out var reading) ? reading.Watchers : 0;
        }
    }

    private Reading Join(TKey key)
    {
        lock (_lock)
        {
            if (!_readings.TryGetValue(key, out var reading))
            {
                _readings[key] = reading = new Reading();

                // Not on the first watcher's circuit, which may be gone before the others.
                reading.Task = Task.Run(() => ReadAsync(key, reading), CancellationToken.None);
            }

            reading.Watchers++;
            return reading;
        }
    }

    private async ValueTask LeaveAsync(TKey key, Reading reading)
    {
        lock (_lock)
        {
            if (--reading.Watchers > 0)
            {
                return;
            }

            Forget(key, reading);
        }

        await reading.Stop.CancelAsync();
        await reading.Task;
        reading.Stop.Dispose();
    }

    private async Task ReadAsync(TKey key, Reading reading)
    {
        try
        {
            await foreach (var value in read(key, reading.Stop.Token))
            {
                var before = reading.Latest;
                reading.Latest = new Link(value);
                before.Next.SetResult();
            }
        }
#pragma warning disable CA1031 // Whatever it throws is thrown where somebody watches.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                Forget(key, reading);
            }

            reading.Latest.Next.SetException(exception);
        }
    }

    private void Forget(TKey key, Reading reading)
    {
        if (ReferenceEquals(_readings.GetValueOrDefault(key), reading))
        {
            _readings.Remove(key);
        }
    }

    private sealed class Reading
    {
        private volatile Link _latest;

        public Reading() => _latest = First;

        public Link First { get; } = new(null);

        public Link Latest
        {
            get => _latest;
            set => _latest = value;
        }

        public CancellationTokenSource Stop { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public int Watchers { get; set; }
    }

    /// <summary>What was yielded, and the moment at which something follows.</summary>
    private sealed record Link(T? Value)
    {
        public TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
